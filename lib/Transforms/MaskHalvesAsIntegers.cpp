//===- MaskHalvesAsIntegers.cpp - Masked loads and stores -----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_MASKHALVESASINTEGERSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Returns the vector of i16 as long as `type` if that is a vector of halves,
/// and otherwise null.
static VectorType getIntegerVector(Type type) {
  auto vector = dyn_cast<VectorType>(type);
  if (!vector || !isa<Float16Type, BFloat16Type>(vector.getElementType()))
    return nullptr;
  return vector.clone(IntegerType::get(type.getContext(), 16));
}

namespace {

/// Loads and gathers; the last operand is what masked elements become.
template <typename OpTy> struct LoadAsIntegers : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    VectorType integers = getIntegerVector(op.getType());
    if (!integers)
      return rewriter.notifyMatchFailure(op, "no vector of halves");
    SmallVector<Value> operands(op->getOperands());
    if (operands.back().getType() == op.getType())
      operands.back() = LLVM::BitcastOp::create(rewriter, op.getLoc(), integers,
                                                operands.back());
    auto load = OpTy::create(rewriter, op.getLoc(), TypeRange(integers),
                             operands, op->getAttrs());
    rewriter.replaceOpWithNewOp<LLVM::BitcastOp>(op, op.getType(), load);
    return success();
  }
};

/// Stores and scatters.
template <typename OpTy> struct StoreAsIntegers : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    VectorType integers = getIntegerVector(op.getValue().getType());
    if (!integers)
      return rewriter.notifyMatchFailure(op, "no vector of halves");
    Value value =
        LLVM::BitcastOp::create(rewriter, op.getLoc(), integers, op.getValue());
    rewriter.modifyOpInPlace(op, [&] { op.getValueMutable().assign(value); });
    return success();
  }
};

struct MaskHalvesAsIntegersPass
    : softplus::impl::MaskHalvesAsIntegersPassBase<MaskHalvesAsIntegersPass> {
  using Base::Base;

  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<LoadAsIntegers<LLVM::MaskedLoadOp>,
                 LoadAsIntegers<LLVM::masked_gather>,
                 StoreAsIntegers<LLVM::MaskedStoreOp>,
                 StoreAsIntegers<LLVM::masked_scatter>>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
