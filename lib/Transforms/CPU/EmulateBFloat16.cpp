//===- EmulateBFloat16.cpp - Compute bf16 in f32 --------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Transforms/DialectConversion.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_EMULATEBFLOAT16PASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Upstream allows the conversions that it adds to be contracted, and folds
/// drop roundings then.
template <typename OpTy> static void forbidContraction(OpTy op) {
  std::optional<arith::FastMathFlags> flags = op.getFastmath();
  if (flags)
    op.setFastmath(arith::bitEnumClear(*flags, arith::FastMathFlags::contract));
}

/// Whether `type` is one of floats that this pass replaces.
static bool isUnsupported(Type type) {
  type = getElementTypeOrSelf(type);
  return isa<FloatType>(type) &&
         !isa<Float16Type, Float32Type, Float64Type>(type);
}

/// Whether `op` computes with floats that this pass replaces.
static bool isAffected(Operation *op) {
  return isa_and_nonnull<arith::ArithDialect, math::MathDialect>(
             op->getDialect()) &&
         (llvm::any_of(op->getOperandTypes(), isUnsupported) ||
          llvm::any_of(op->getResultTypes(), isUnsupported));
}

/// Rounds what an f64 becomes in bf16 to odd first, with two bits more than
/// bf16 has: f32 holds that exactly, or it is too small to matter, so that only
/// the second of the two truncations rounds. Code generators round in both.
static void roundOnce(arith::TruncFOp op) {
  Type type = op.getIn().getType();
  if (!getElementTypeOrSelf(type).isF64() ||
      !getElementTypeOrSelf(op.getType()).isBF16())
    return;
  constexpr int64_t dropped = (int64_t(1) << (53 - 8 - 2)) - 1;
  ImplicitLocOpBuilder builder(op.getLoc(), op);
  auto shaped = dyn_cast<ShapedType>(type);
  auto getTypeOf = [&](Type element) -> Type {
    return shaped ? shaped.clone(element) : element;
  };
  Type i64 = getTypeOf(builder.getI64Type());
  auto getConstant = [&](int64_t value) -> Value {
    TypedAttr scalar = builder.getI64IntegerAttr(value);
    return arith::ConstantOp::create(
        builder, shaped ? DenseElementsAttr::get(cast<ShapedType>(i64), scalar)
                        : scalar);
  };
  Value mask = getConstant(dropped);
  Value bits = arith::BitcastOp::create(builder, i64, op.getIn());
  Value rest = arith::AndIOp::create(builder, bits, mask);
  Value carry = arith::AddIOp::create(builder, rest, mask);
  Value odd = arith::OrIOp::create(builder, bits, carry);
  Value kept = arith::AndIOp::create(builder, odd, getConstant(~dropped));
  Value rounded = arith::BitcastOp::create(builder, type, kept);
  op.getInMutable().assign(
      arith::TruncFOp::create(builder, getTypeOf(builder.getF32Type()), rounded,
                              op.getRoundingmodeAttr(), op.getFastmathAttr()));
}

namespace {

struct EmulateBFloat16Pass
    : softplus::impl::EmulateBFloat16PassBase<EmulateBFloat16Pass> {
  using Base::Base;

  void runOnOperation() override {
    WalkResult search = getOperation()->walk([](Operation *op) {
      return isAffected(op) ? WalkResult::interrupt() : WalkResult::advance();
    });
    if (!search.wasInterrupted())
      return markAllAnalysesPreserved();

    Type bf16 = BFloat16Type::get(&getContext());
    Type f32 = Float32Type::get(&getContext());
    if (failed(emulateArith(bf16, f32)) || failed(emulateMath(bf16, f32)))
      return signalPassFailure();
    getOperation()->walk([&](Operation *op) {
      if (auto extend = dyn_cast<arith::ExtFOp>(op)) {
        forbidContraction(extend);
      } else if (auto truncate = dyn_cast<arith::TruncFOp>(op)) {
        forbidContraction(truncate);
        roundOnce(truncate);
      }
    });
  }

private:
  LogicalResult emulateArith(Type bf16, Type f32) {
    TypeConverter converter;
    arith::populateEmulateUnsupportedFloatsConversions(converter, bf16, f32);
    ConversionTarget target(getContext());
    arith::populateEmulateUnsupportedFloatsLegality(target, converter);
    RewritePatternSet patterns(&getContext());
    arith::populateEmulateUnsupportedFloatsPatterns(patterns, converter);
    return applyPartialConversion(getOperation(), target, std::move(patterns));
  }

  LogicalResult emulateMath(Type bf16, Type f32) {
    TypeConverter converter;
    SetVector<Type> supported;
    for (Type type : {Type(Float16Type::get(&getContext())), f32,
                      Type(Float64Type::get(&getContext()))})
      supported.insert(type);
    math::populateExtendToSupportedTypesTypeConverter(converter, supported,
                                                      f32);
    ConversionTarget target(getContext());
    math::populateExtendToSupportedTypesConversionTarget(target, converter);
    RewritePatternSet patterns(&getContext());
    math::populateExtendToSupportedTypesPatterns(patterns, converter);
    return applyPartialConversion(getOperation(), target, std::move(patterns));
  }
};

} // namespace
