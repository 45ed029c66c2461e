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
      if (auto extend = dyn_cast<arith::ExtFOp>(op))
        forbidContraction(extend);
      else if (auto truncate = dyn_cast<arith::TruncFOp>(op))
        forbidContraction(truncate);
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
