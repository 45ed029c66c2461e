//===- ConvertLinalgToGPULaunch.cpp - Loops as launches of kernels --------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The parallel dimensions are numbered as one range, the innermost fastest, so
// that neighbouring threads access neighbouring elements. Two grid-stride loops
// run over it: one over vectors, where all addresses are aligned, and one over
// what is left.
//
//===----------------------------------------------------------------------===//

#include "EmitLinalgBody.h"
#include "Softplus/Support/CheckOption.h"
#include "Softplus/Support/Flatten.h"
#include "Softplus/Support/LoopBodies.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/Support/MathExtras.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CONVERTLINALGTOGPULAUNCHPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

namespace {

/// Emits the launch of one operation.
class Launch {
public:
  Launch(OpBuilder &builder, linalg::GenericOp op, int64_t bytesPerThread,
         int64_t blockSize)
      : builder(builder), op(op), loc(op.getLoc()), blockSize(blockSize),
        alignment(bytesPerThread) {
    op.getParallelDims(parallelDims);
    op.getReductionDims(reductionDims);
    if (canEmitVectors(op))
      vectorSize = chooseVectorSize(bytesPerThread);
    // Rows that are known to be shorter.
    int64_t row = op.getNumLoops() == 0 ? 0 : op.getStaticLoopRanges().back();
    if (ShapedType::isStatic(row) && row < vectorSize)
      vectorSize = 1;
  }

  void emit() {
    builder.setInsertionPoint(op);
    for (const Range &range : cast<linalg::LinalgOp>(op.getOperation())
                                  .createLoopRanges(builder, loc))
      sizes.push_back(range.size);
    Value points = multiply(getParallelSizes());
    // Without vectors, the loop over points does it all.
    Value vectors = vectorSize > 1 ? countVectors() : nullptr;
    Value most = points;
    if (vectors) {
      Value rest = create<arith::SubIOp>(
          points, create<arith::MulIOp>(vectors, constant(vectorSize)));
      most = create<arith::MaxUIOp>(vectors, rest);
    }

    Value one = constant(1), threads = constant(blockSize);
    Value blocks = create<arith::CeilDivUIOp>(most, threads);
    // Nothing to do is no grid for the driver; more than this has no name.
    constexpr int64_t kMaxBlocks = (int64_t(1) << 31) - 1;
    blocks = create<arith::MaxUIOp>(blocks, one);
    blocks = create<arith::MinUIOp>(blocks, constant(kMaxBlocks));
    auto launch = gpu::LaunchOp::create(builder, loc, blocks, one, one, threads,
                                        one, one);
    builder.setInsertionPointToEnd(&launch.getBody().front());
    first = create<arith::AddIOp>(
        create<arith::MulIOp>(launch.getBlockIds().x, launch.getBlockSize().x),
        launch.getThreadIds().x);
    step =
        create<arith::MulIOp>(launch.getGridSize().x, launch.getBlockSize().x);
    if (vectors)
      emitVectors(vectors);
    emitPoints(vectors);
    create<gpu::TerminatorOp>();
  }

private:
  template <typename OpTy, typename... Args> OpTy create(Args &&...args) {
    return OpTy::create(builder, loc, std::forward<Args>(args)...);
  }
  Value constant(int64_t value) {
    return create<arith::ConstantIndexOp>(value);
  }
  Value getValue(OpFoldResult size) {
    return getValueOrCreateConstantIndexOp(builder, loc, size);
  }
  Value multiply(ArrayRef<OpFoldResult> factors) {
    Value product = constant(1);
    for (OpFoldResult factor : factors)
      product = create<arith::MulIOp>(product, getValue(factor));
    return product;
  }
  SmallVector<OpFoldResult> getParallelSizes() {
    return llvm::map_to_vector(parallelDims,
                               [&](unsigned dim) { return sizes[dim]; });
  }

  /// Returns how many elements of the narrowest type have `bytes`; but four of
  /// f64, whose constants cost an instruction or two each, once for all.
  int64_t chooseVectorSize(int64_t bytes) {
    constexpr int64_t kFullVector = 16, kLeastElements = 4;
    unsigned bits = 64;
    for (Type type : op->getOperandTypes())
      if (auto memref = dyn_cast<MemRefType>(type))
        bits = std::min(bits, getBits(memref));
    int64_t least = bytes < kFullVector ? 1 : kLeastElements;
    return std::max<int64_t>(bytes * 8 / bits, least);
  }
  static unsigned getBits(MemRefType memref) {
    Type element = memref.getElementType();
    return element.isIndex() ? 64
                             : llvm::PowerOf2Ceil(std::max(
                                   element.getIntOrFloatBitWidth(), 8u));
  }

  /// Returns the number of vectors of all rows, or 0 where an address is not
  /// aligned.
  Value countVectors() {
    Value bits = constant(0);
    for (OpOperand &operand : op->getOpOperands())
      if (isAlongInnermost(op.getMatchingIndexingMap(&operand)))
        bits = create<arith::OrIOp>(bits, getAddressBits(operand));
    Value low = create<arith::AndIOp>(bits, constant(alignment - 1));
    Value isAligned =
        create<arith::CmpIOp>(arith::CmpIPredicate::eq, low, constant(0));
    Value row =
        create<arith::DivUIOp>(getValue(sizes.back()), constant(vectorSize));
    vectorsOfRow = create<arith::SelectOp>(isAligned, row, constant(0));
    SmallVector<OpFoldResult> vectorSizes = getParallelSizes();
    vectorSizes.back() = vectorsOfRow;
    return multiply(vectorSizes);
  }

  /// Returns a number that is a multiple of a power of two where the addresses
  /// of all vectors are.
  Value getAddressBits(OpOperand &operand) {
    auto type = cast<MemRefType>(operand.get().getType());
    int64_t bytes = getBits(type) / 8;
    auto metadata = create<memref::ExtractStridedMetadataOp>(operand.get());
    Value elements = metadata.getOffset();
    for (Value stride : metadata.getStrides().drop_back())
      elements = create<arith::OrIOp>(elements, stride);
    Value address =
        create<memref::ExtractAlignedPointerAsIndexOp>(operand.get());
    return create<arith::OrIOp>(
        address, create<arith::MulIOp>(elements, constant(bytes)));
  }

  void emitVectors(Value vectors) {
    auto loop = create<scf::ForOp>(first, vectors, step);
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loop.getBody());
    SmallVector<OpFoldResult> vectorSizes = getParallelSizes();
    vectorSizes.back() = vectorsOfRow;
    SmallVector<Value> indices =
        delinearize(loop.getInductionVar(), vectorSizes);
    indices.back() =
        create<arith::MulIOp>(indices.back(), constant(vectorSize));
    emitVector(builder, op, indices, vectorSize, alignment);
  }

  /// Emits the loop over the points that no vector has.
  void emitPoints(Value vectors) {
    SmallVector<OpFoldResult> pointSizes = getParallelSizes();
    Value begin;
    if (vectors) {
      begin = create<arith::MulIOp>(vectorsOfRow, constant(vectorSize));
      pointSizes.back() =
          create<arith::SubIOp>(getValue(sizes.back()), begin).getResult();
    }
    auto loop = create<scf::ForOp>(first, multiply(pointSizes), step);
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loop.getBody());
    SmallVector<Value> parallel =
        delinearize(loop.getInductionVar(), pointSizes);
    if (begin)
      parallel.back() = create<arith::AddIOp>(parallel.back(), begin);
    SmallVector<Value> indices(sizes.size());
    for (auto [dim, index] : llvm::zip_equal(parallelDims, parallel))
      indices[dim] = index;
    for (unsigned dim : reductionDims) {
      auto reduction =
          create<scf::ForOp>(constant(0), getValue(sizes[dim]), constant(1));
      builder.setInsertionPointToStart(reduction.getBody());
      indices[dim] = reduction.getInductionVar();
    }
    emitPoint(builder, op, indices);
  }

  /// Returns the indices of the point `number`, of `basis` points.
  SmallVector<Value> delinearize(Value number, ArrayRef<OpFoldResult> basis) {
    SmallVector<Value> indices(basis.size());
    for (size_t i = basis.size(); i-- > 1;) {
      Value size = getValue(basis[i]);
      indices[i] = create<arith::RemUIOp>(number, size);
      number = create<arith::DivUIOp>(number, size);
    }
    if (!basis.empty())
      indices.front() = number;
    return indices;
  }

  OpBuilder &builder;
  linalg::GenericOp op;
  Location loc;
  int64_t blockSize, alignment, vectorSize = 1;
  SmallVector<unsigned> parallelDims, reductionDims;
  SmallVector<OpFoldResult> sizes;
  Value vectorsOfRow, first, step;
};

struct ConvertLinalgToGPULaunchPass
    : softplus::impl::ConvertLinalgToGPULaunchPassBase<
          ConvertLinalgToGPULaunchPass> {
  using Base::Base;

  void runOnOperation() override {
    Operation *root = getOperation();
    if (failed(checkPowerOfTwo(root, getArgument(), bytesPerThread)) ||
        failed(checkAtLeast(root, getArgument(), bytesPerThread, 1)) ||
        failed(checkAtLeast(root, getArgument(), blockSize, 1)))
      return signalPassFailure();
    IRRewriter rewriter(&getContext());
    root->walk([&](memref::CopyOp copy) {
      rewriter.setInsertionPoint(copy);
      linalg::makeMemRefCopyOp(rewriter, copy.getLoc(), copy.getSource(),
                               copy.getTarget());
      rewriter.eraseOp(copy);
    });
    SmallVector<linalg::LinalgOp> ops;
    root->walk([&](linalg::LinalgOp op) { ops.push_back(op); });
    for (linalg::LinalgOp op : ops) {
      auto generic = dyn_cast<linalg::GenericOp>(op.getOperation());
      if (!generic || !generic.hasPureBufferSemantics()) {
        op->emitOpError("has no lowering to GPUs; allowed is linalg.generic on "
                        "memrefs");
        return signalPassFailure();
      }
      generic = flatten(rewriter, generic);
      Launch(rewriter, generic, bytesPerThread, blockSize).emit();
      rewriter.eraseOp(generic);
    }
  }
};

} // namespace
