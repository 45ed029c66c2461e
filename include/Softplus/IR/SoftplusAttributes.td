//===- SoftplusAttributes.td - Attributes of softplus ------*- tablegen -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_IR_SOFTPLUSATTRIBUTES_TD
#define SOFTPLUS_IR_SOFTPLUSATTRIBUTES_TD

include "Softplus/IR/SoftplusDialect.td"
include "mlir/IR/AttrTypeBase.td"

def Softplus_AccuracyAttr : AttrDef<Softplus_Dialect, "Accuracy"> {
  let summary = "accuracy of the results of an operation";
  let description = [{
    How accurate the results are, in ulp of the element type, for the constant
    folder and every conversion to this project's kernels:

    | value | `f16`, `bf16` | `f32` | `f64` |
    | --- | --- | --- | --- |
    | `fast` | 0.52 | 4 | 1 |
    | `faithful` | correctly rounded | 1 | 1 |
    | `correct` | correctly rounded | correctly rounded | 0.51 |

    On halves, the gradient is within 0.501 in `faithful`. In `correct` it is within
    0.5001, and on `f64` within 1.

    Example:

    ```mlir
    func.func private @f() attributes {test.accuracy = #softplus.accuracy<correct>}
    ```
  }];
  let mnemonic = "accuracy";
  let parameters = (ins
      AttrParameter<"::mlir::softplus::numerics::Accuracy",
                    "fast, faithful or correct">:$value);
  let hasCustomAssemblyFormat = 1;
  let returnType = "::mlir::softplus::numerics::Accuracy";
  let convertFromStorage = "$_self.getValue()";
}

#endif // SOFTPLUS_IR_SOFTPLUSATTRIBUTES_TD
