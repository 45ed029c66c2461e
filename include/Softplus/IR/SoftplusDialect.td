//===- SoftplusDialect.td - The softplus dialect -----------*- tablegen -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_IR_SOFTPLUSDIALECT_TD
#define SOFTPLUS_IR_SOFTPLUSDIALECT_TD

include "mlir/IR/OpBase.td"

def Softplus_Dialect : Dialect {
  let name = "softplus";
  let cppNamespace = "::mlir::softplus";

  let summary = "The softplus activation and its gradient";
  let description = [{
    The softplus dialect holds the activation `(1/beta) * ln(1 + exp(beta * x))`
    as one elementwise operation, so that a compiler can simplify it, choose its
    precision and lower it to straight-line code as a whole. A front end spells
    softplus as a chain of `exp`, `log1p`, `select` and scalings; written so, it
    loses its tail or overflows as soon as one link is lowered carelessly.

    Operations work on scalars, on fixed and scalable vectors of any rank and on
    ranked and unranked tensors of `f16`, `bf16`, `f32` and `f64`.

    The *compute type* of an operation is `f32` where its element type is `f16`,
    `bf16` or `f32`, and `f64` where it is `f64`. The attributes `beta` and
    `threshold` are 64-bit floats and are rounded once to the compute type.
  }];

  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::ub::UBDialect"
  ];
  let hasCanonicalizer = 1;
  let hasConstantMaterializer = 1;
  let useDefaultAttributePrinterParser = 1;

  let extraClassDeclaration = [{
  private:
    void registerAttributes();
  }];
}

#endif // SOFTPLUS_IR_SOFTPLUSDIALECT_TD
