//===- VectorizeSoftplus.cpp - Vectorize linalg operations ----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HostVectorWidth.h"
#include "LoadsInBodies.h"
#include "NarrowTails.h"
#include "Softplus/IR/SoftplusOps.h"
#include "Softplus/Support/Candidates.h"
#include "Softplus/Support/CheckOption.h"
#include "Softplus/Support/EmitKernel.h"
#include "Softplus/Support/LoopBodies.h"
#include "Softplus/Transforms/Passes.h"
#include "SplitLoop.h"
#include "StridedTransfers.h"
#include "TileOuterLoops.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Dialect/Vector/Transforms/LoweringPatterns.h"
#include "mlir/Dialect/Vector/Transforms/VectorRewritePatterns.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "llvm/Support/MathExtras.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_VECTORIZESOFTPLUSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Returns how many vector registers an iteration of `op` works on: as the
/// kernel that needs most, or as loads and stores in flight need.
static int64_t chooseUnroll(linalg::GenericOp op) {
  if (!hasSoftplus(op))
    return 4;
  int64_t unroll = 1;
  for (auto inner : op.getBody()->getOps<SoftplusOpInterface>())
    unroll =
        std::max<int64_t>(unroll, getKernel(inner).getInfo().vectorsInFlight);
  return unroll;
}

/// Returns the bits of the narrowest elements of softplus operations, or of
/// results if there is none.
static int64_t getElementBits(linalg::GenericOp op) {
  unsigned bits = 64;
  for (auto inner : op.getBody()->getOps<SoftplusOpInterface>())
    bits = std::min(bits, inner.getElementType().getWidth());
  if (!hasSoftplus(op))
    for (Type type : op.getOutputs().getTypes())
      if (Type element = getElementTypeOrSelf(type); element.isIntOrFloat())
        bits = std::min(bits, element.getIntOrFloatBitWidth());
  return bits;
}

/// Returns the number of elements that fill `registers` of `width` bits. Masks
/// want powers of two.
static int64_t chooseVectorSize(linalg::GenericOp op, int64_t width,
                                int64_t registers) {
  int64_t bits = getElementBits(op);
  return llvm::PowerOf2Ceil(std::max<int64_t>(width / bits * registers, 1));
}

/// Whether processors have an instruction for `op`, of math, on vectors.
static bool hasInstruction(Operation &op) {
  return isa<math::AbsFOp, math::AbsIOp, math::CopySignOp, math::FmaOp,
             math::IsFiniteOp, math::IsInfOp, math::IsNaNOp, math::IsNormalOp,
             math::RsqrtOp, math::SqrtOp>(op);
}

/// Whether vectors make the body of `op` faster: whether it has a softplus, or
/// no call of a function of the C library.
static bool isWorthVectorizing(linalg::GenericOp op) {
  if (hasSoftplus(op))
    return true;
  return llvm::all_of(*op.getBody(), [](Operation &inner) {
    if (isa<linalg::IndexOp, memref::LoadOp>(inner))
      return true;
    bool isMath = isa_and_nonnull<math::MathDialect>(inner.getDialect());
    return hasVectorForm(inner) && (!isMath || hasInstruction(inner));
  });
}

/// Whether the innermost loop of `op` can work on vectors: the elements of all
/// operands have vectors, and the points of one store to different elements.
static bool isVectorizable(linalg::GenericOp op) {
  if (!hasOneInnermostDim(op) ||
      !linalg::isParallelIterator(op.getIteratorTypesArray().back()))
    return false;
  for (Type type : op->getOperandTypes()) {
    Type element = getElementTypeOrSelf(type);
    if (!element.isIndex() && !isVectorElement(element))
      return false;
  }
  for (OpOperand &output : op.getDpsInitsMutable())
    if (!isAlongInnermost(op.getMatchingIndexingMap(&output)))
      return false;
  return isWorthVectorizing(op);
}

/// Lowers masks to masked transfers and strided transfers to gathers and
/// scatters.
static LogicalResult simplifyVectors(Operation *root) {
  RewritePatternSet patterns(root->getContext());
  vector::populateVectorMaskLoweringPatternsForSideEffectingOps(patterns);
  vector::TransferReadOp::getCanonicalizationPatterns(patterns,
                                                      root->getContext());
  vector::TransferWriteOp::getCanonicalizationPatterns(patterns,
                                                       root->getContext());
  if (failed(applyPatternsGreedily(root, std::move(patterns))))
    return failure();
  RewritePatternSet stridedPatterns(root->getContext());
  populateStridedTransferPatterns(stridedPatterns);
  return applyPatternsGreedily(root, std::move(stridedPatterns));
}

/// Returns the size of the vectors that the rest of `parts` is worked on by:
/// `registerSize` times a power of two, as large as is full, or 0 if they are
/// not.
static int64_t chooseTailSize(const Parts &parts, int64_t registerSize) {
  if (std::optional<int64_t> size = parts.getRestSize())
    return *size < registerSize
               ? 0
               : registerSize * llvm::bit_floor<uint64_t>(*size / registerSize);
  return parts.size > registerSize ? registerSize : 0;
}

/// Vectorizes `op`, if there is one, by `size` elements, with a mask if it has
/// less. What upstream declines is left as it is.
static void vectorize(IRRewriter &rewriter, linalg::GenericOp op,
                      int64_t size) {
  if (!op)
    return;
  op = moveLoadsOut(rewriter, op, size);
  rewriter.setInsertionPoint(op);
  if (succeeded(linalg::vectorize(rewriter, op, size, /*scalable=*/false)))
    rewriter.eraseOp(op);
}

namespace {

struct VectorizeSoftplusPass
    : softplus::impl::VectorizeSoftplusPassBase<VectorizeSoftplusPass> {
  using Base::Base;

  void runOnOperation() override {
    Operation *root = getOperation();
    if (failed(checkAtLeast(root, getArgument(), vectorSize, 0)) ||
        failed(checkPowerOfTwo(root, getArgument(), vectorWidth)) ||
        failed(checkAtLeast(root, getArgument(), unroll, 0)))
      return signalPassFailure();

    setDefaultAccuracy(root, accuracy);
    IRRewriter rewriter(&getContext());
    SmallVector<linalg::GenericOp> nests = collectLoopNests(root);
    if (nests.empty())
      return;

    for (linalg::GenericOp op : nests)
      if (isVectorizable(op))
        vectorizeLoop(rewriter, tileOuterLoops(rewriter, op));
    if (failed(simplifyVectors(root)))
      return signalPassFailure();
    hideNarrowMaskBounds(root);
  }

private:
  /// Vectorizes `op`, which has one loop.
  void vectorizeLoop(IRRewriter &rewriter, linalg::GenericOp op) {
    int64_t registerSize = getRegisterSize(op);
    Parts parts = split(rewriter, op, getVectorSize(op));
    vectorize(rewriter, parts.full, parts.size);
    while (parts.rest) {
      if (int64_t size = chooseTailSize(parts, registerSize)) {
        parts = split(rewriter, parts.rest, size);
        vectorize(rewriter, parts.full, parts.size);
      } else {
        vectorize(rewriter, parts.rest, registerSize);
        break;
      }
    }
  }

  int64_t getWidth() {
    return vectorWidth ? vectorWidth.getValue() : getHostVectorWidth();
  }

  int64_t getVectorSize(linalg::GenericOp op) {
    if (vectorSize)
      return vectorSize;
    return chooseVectorSize(op, getWidth(),
                            unroll ? unroll.getValue() : chooseUnroll(op));
  }

  /// Returns the elements of a vector that one register holds, those of halves
  /// while they are computed with.
  int64_t getRegisterSize(linalg::GenericOp op) {
    if (vectorSize)
      return vectorSize;
    int64_t bits = std::max<int64_t>(getElementBits(op), 32);
    return std::min(std::max<int64_t>(getWidth() / bits, 1), getVectorSize(op));
  }
};

} // namespace
