//===- ArithBuilder.h - Emit kernels as arith operations --------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_CONVERSION_SOFTPLUSTOARITH_ARITHBUILDER_H
#define SOFTPLUS_LIB_CONVERSION_SOFTPLUSTOARITH_ARITHBUILDER_H

#include "Softplus/Conversion/DialectKernelBuilder.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

namespace mlir::softplus {

struct ArithOps {
  using Add = arith::AddFOp;
  using Sub = arith::SubFOp;
  using Mul = arith::MulFOp;
  using Div = arith::DivFOp;
  using Fma = math::FmaOp;
  using Neg = arith::NegFOp;
  using Abs = math::AbsFOp;
  using Compare = arith::CmpFOp;
  static constexpr auto kLess = arith::CmpFPredicate::OLT;
  static constexpr auto kEqual = arith::CmpFPredicate::OEQ;
  static constexpr auto kUnordered = arith::CmpFPredicate::UNO;
  using Select = arith::SelectOp;
  using Extend = arith::ExtFOp;
  using Truncate = arith::TruncFOp;
  using Bitcast = arith::BitcastOp;
  using ExtendInt = arith::ExtUIOp;
  using TruncateInt = arith::TruncIOp;
  using AddInt = arith::AddIOp;
  using SubInt = arith::SubIOp;
  using AndInt = arith::AndIOp;
  using OrInt = arith::OrIOp;
  using MaxInt = arith::MaxSIOp;
  using ShiftLeft = arith::ShLIOp;
  using ShiftRight = arith::ShRUIOp;
};

/// Emits kernels on scalars, vectors or ranked tensors.
class ArithBuilder : public DialectKernelBuilder<ArithBuilder, ArithOps> {
public:
  /// All values have the shape of `shapeSource`.
  ArithBuilder(OpBuilder &builder, Location loc, Value shapeSource)
      : DialectKernelBuilder(builder, loc), splats(shapeSource) {}

  Value createConstant(TypedAttr scalar, Value) {
    return splats.get(builder, loc, scalar);
  }

private:
  SplatPool splats;
};

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_CONVERSION_SOFTPLUSTOARITH_ARITHBUILDER_H
