//===- VectorizeContractions.cpp - Matrix products in registers -----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The loops, with the dimensions of upstream's ContractionDimensions:
//
//   batch, and all m and n but one of each
//     k in blocks that leave a panel of the right operand in the first cache
//       n by two vector registers: the panel is copied, if many rows use it
//         m by the rows that fill the registers with sums
//           k: two vectors of the panel, multiplied by an element of each row
//
// Sums are added to in the order of k, whatever the sizes: a block starts with
// what the one before it stored. Products are not rounded, as in the lowerings
// of `vector.contract`.
//
//===----------------------------------------------------------------------===//

#include "AllocateOnStack.h"
#include "HostVectorWidth.h"
#include "Softplus/Support/Candidates.h"
#include "Softplus/Support/CheckOption.h"
#include "Softplus/Transforms/Passes.h"
#include "Tileable.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/LinalgInterfaces.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_VECTORIZECONTRACTIONSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Bytes of a panel: half of a first cache of 32 KiB.
static constexpr int64_t kPanelBytes = 16384;
/// Rows that use a panel, at least, if its copy is to be worth it.
static constexpr int64_t kMinRowsOfCopy = 16;

//===----------------------------------------------------------------------===//
// What is a contraction
//===----------------------------------------------------------------------===//

namespace {

struct Contraction {
  linalg::GenericOp op;
  /// Loops; there may be none of m.
  std::optional<unsigned> m;
  unsigned k, n;
  /// The operand without n, and that with it.
  OpOperand *left, *right;
};

} // namespace

/// Whether `map` leads to the last dimension of a memref of `type` by `loop`
/// alone, in steps of one element.
static bool isContiguousAlong(AffineMap map, Type type, unsigned loop) {
  auto memref = cast<MemRefType>(type);
  AffineExpr dim = getAffineDimExpr(loop, map.getContext());
  return memref.isLastDimUnitStride() && map.getResults().back() == dim;
}

static bool isFloat(Type type, ArrayRef<unsigned> widths) {
  auto element = dyn_cast<FloatType>(getElementTypeOrSelf(type));
  return element && llvm::is_contained(widths, element.getWidth());
}

/// Returns `op` as a contraction in f32 or f64 whose results are contiguous
/// along n, or nothing if it is none.
static std::optional<Contraction> matchContraction(linalg::GenericOp op) {
  if (!isTileable(op) || !linalg::isaContractionOpInterface(op) ||
      !isFloat(op.getOutputs()[0].getType(), {32, 64}) ||
      !llvm::all_of(op.getInputs().getTypes(), [](Type type) {
        return isa<MemRefType>(type) && isFloat(type, {16, 32, 64});
      }))
    return std::nullopt;
  FailureOr<linalg::ContractionDimensions> dims =
      linalg::inferContractionDims(op);
  if (failed(dims) || dims->k.size() != 1)
    return std::nullopt;

  Contraction c;
  c.op = op;
  c.k = dims->k.front();
  c.left = op.getDpsInputOperand(0);
  c.right = op.getDpsInputOperand(1);
  OpOperand *output = op.getDpsInitOperand(0);
  AffineMap outputMap = op.getMatchingIndexingMap(output);
  auto isN = [&](unsigned loop) {
    return isContiguousAlong(outputMap, output->get().getType(), loop);
  };
  SmallVector<unsigned, 2> *rows = &dims->m, *columns = &dims->n;
  if (llvm::any_of(dims->m, isN)) {
    std::swap(rows, columns);
    std::swap(c.left, c.right);
  }
  auto *n = llvm::find_if(*columns, isN);
  if (n == columns->end())
    return std::nullopt;
  c.n = *n;
  if (!rows->empty())
    c.m = rows->back();
  return c;
}

/// Whether the right operand can be read where it is.
static bool isRightContiguous(Contraction c) {
  return isContiguousAlong(c.op.getMatchingIndexingMap(c.right),
                           c.right->get().getType(), c.n);
}

/// Whether panels of the right operand are copied.
static bool isWorthCopying(Contraction c) {
  if (!c.m)
    return false;
  SmallVector<int64_t> ranges = c.op.getStaticLoopRanges();
  return ShapedType::isDynamic(ranges[*c.m]) || ranges[*c.m] >= kMinRowsOfCopy;
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

namespace {

/// Emits the loops of a contraction.
class ContractionLoops {
public:
  ContractionLoops(OpBuilder &builder, Contraction c, int64_t width)
      : builder(builder), loc(c.op.getLoc()), c(c),
        element(getElementTypeOrSelf(c.op.getOutputs()[0].getType())),
        sizes(c.op.getStaticLoopRanges()), indices(c.op.getNumLoops()) {
    int64_t lanes =
        std::max<int64_t>(width / element.getIntOrFloatBitWidth(), 1);
    columns = 2 * lanes;
    if (!ShapedType::isDynamic(sizes[c.n]))
      columns = std::min<int64_t>(columns, llvm::PowerOf2Ceil(sizes[c.n]));
    depth = kPanelBytes / (columns * element.getIntOrFloatBitWidth() / 8);
    rows = c.m ? chooseRows(sizes[*c.m], width) : 1;
    for (const Range &range : cast<linalg::LinalgOp>(c.op.getOperation())
                                  .createLoopRanges(builder, loc))
      bounds.push_back(
          getValueOrCreateConstantIndexOp(builder, loc, range.size));
  }

  void emit() {
    if (isWorthCopying(c))
      panel = allocateOnStack(
          builder, loc,
          MemRefType::get({depth, columns},
                          getElementTypeOrSelf(c.right->get().getType())));
    emitOuter(0);
  }

private:
  /// Half of the registers have sums in them that are added to one after the
  /// other; of as many rows as leave none over, if that is known.
  static int64_t chooseRows(int64_t size, int64_t width) {
    int64_t most = width >= 512 ? 12 : 6, least = 4;
    if (ShapedType::isDynamic(size) || size <= most)
      return ShapedType::isDynamic(size) ? most : size;
    for (int64_t rows = most; rows >= least; --rows)
      if (size % rows == 0)
        return rows;
    return most;
  }

  Value createIndex(int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }

  Value apply(AffineExpr expr, Value operand) {
    return affine::AffineApplyOp::create(
        builder, loc, AffineMap::get(/*dimCount=*/1, /*symbolCount=*/0, expr),
        operand);
  }

  /// Emits a loop, whose index becomes that of `loop`.
  void emitLoop(unsigned loop, Value begin, Value end, int64_t step,
                function_ref<void()> emitBody) {
    OpBuilder::InsertionGuard guard(builder);
    auto loopOp =
        scf::ForOp::create(builder, loc, begin, end, createIndex(step));
    builder.setInsertionPointToStart(loopOp.getBody());
    indices[loop] = loopOp.getInductionVar();
    emitBody();
  }

  /// Emits loops over all dimensions but m, k and n, from `loop` on.
  void emitOuter(unsigned loop) {
    if (loop == indices.size())
      return emitBlocks();
    if (loop == c.k || loop == c.n || loop == c.m)
      return emitOuter(loop + 1);
    emitLoop(loop, createIndex(0), bounds[loop], 1,
             [&] { emitOuter(loop + 1); });
  }

  void emitBlocks() {
    emitLoop(c.k, createIndex(0), bounds[c.k], depth, [&] {
      Value begin = indices[c.k];
      AffineExpr first, bound;
      bindDims(builder.getContext(), first, bound);
      AffineMap rest = AffineMap::get(
          2, 0, {bound - first, builder.getAffineConstantExpr(depth)},
          builder.getContext());
      Value size = affine::AffineMinOp::create(builder, loc, rest,
                                               ValueRange{begin, bounds[c.k]});
      emitPanels(begin, size);
    });
  }

  /// Returns the largest multiple of `step` that is at most the size of `loop`.
  Value getFullBound(unsigned loop, int64_t step) {
    AffineExpr bound = builder.getAffineDimExpr(0);
    return apply(bound.floorDiv(step) * step, bounds[loop]);
  }

  bool hasPartial(unsigned loop, int64_t step) {
    return ShapedType::isDynamic(sizes[loop]) || sizes[loop] % step != 0;
  }

  void emitPanels(Value begin, Value size) {
    Value full = getFullBound(c.n, columns);
    emitLoop(c.n, createIndex(0), full, columns,
             [&] { emitPanel(begin, size, createIndex(columns), Value()); });
    if (!hasPartial(c.n, columns))
      return;
    emitLoop(c.n, full, bounds[c.n], columns, [&] {
      Value rest =
          arith::SubIOp::create(builder, loc, bounds[c.n], indices[c.n]);
      Value mask = vector::CreateMaskOp::create(
          builder, loc, VectorType::get(columns, builder.getI1Type()), rest);
      emitPanel(begin, size, rest, mask);
    });
  }

  void emitPanel(Value begin, Value size, Value width, Value mask) {
    if (panel)
      copyPanel(begin, size, width);
    if (!c.m)
      return emitKernel(1, begin, size, mask);
    Value full = getFullBound(*c.m, rows);
    emitLoop(*c.m, createIndex(0), full, rows,
             [&] { emitKernel(rows, begin, size, mask); });
    if (!hasPartial(*c.m, rows))
      return;
    // Row by row, if their number is not known.
    int64_t rest = ShapedType::isDynamic(sizes[*c.m]) ? 1 : sizes[*c.m] % rows;
    emitLoop(*c.m, full, bounds[*c.m], rest,
             [&] { emitKernel(rest, begin, size, mask); });
  }

  /// Returns the indices of the element of `operand` that the loops are at.
  SmallVector<Value> getIndices(OpOperand *operand) {
    SmallVector<Value> result;
    for (AffineExpr index : c.op.getMatchingIndexingMap(operand).getResults()) {
      if (auto dim = dyn_cast<AffineDimExpr>(index))
        result.push_back(indices[dim.getPosition()]);
      else
        result.push_back(
            createIndex(cast<AffineConstantExpr>(index).getValue()));
    }
    return result;
  }

  /// Copies `size` times `width` elements of the right operand.
  void copyPanel(Value begin, Value size, Value width) {
    indices[c.k] = begin;
    AffineMap map = c.op.getMatchingIndexingMap(c.right);
    SmallVector<OpFoldResult> offsets = getAsOpFoldResult(getIndices(c.right));
    OpFoldResult one = builder.getIndexAttr(1);
    SmallVector<OpFoldResult> lengths(map.getNumResults(), one);
    SmallVector<OpFoldResult> strides = lengths;
    SmallVector<AffineExpr> order;
    for (auto [dim, index] : llvm::enumerate(map.getResults()))
      for (auto [position, loop] : llvm::enumerate(ArrayRef{c.k, c.n}))
        if (index == builder.getAffineDimExpr(loop)) {
          lengths[dim] = OpFoldResult(position == 0 ? size : width);
          order.push_back(builder.getAffineDimExpr(position));
        }
    auto type = cast<MemRefType>(c.right->get().getType());
    MemRefType part = memref::SubViewOp::inferRankReducedResultType(
        {ShapedType::kDynamic, ShapedType::kDynamic}, type, offsets, lengths,
        strides);
    Value source = memref::SubViewOp::create(builder, loc, part, c.right->get(),
                                             offsets, lengths, strides);
    OpFoldResult zero = builder.getIndexAttr(0);
    Value target = memref::SubViewOp::create(
        builder, loc, panel, ArrayRef{zero, zero},
        ArrayRef<OpFoldResult>{size, width}, ArrayRef{one, one});
    AffineMap identity = builder.getMultiDimIdentityMap(2);
    linalg::GenericOp::create(
        builder, loc, source, target,
        {AffineMap::get(2, 0, order, builder.getContext()), identity},
        {utils::IteratorType::parallel, utils::IteratorType::parallel},
        [](OpBuilder &inner, Location location, ValueRange arguments) {
          linalg::YieldOp::create(inner, location, arguments[0]);
        });
  }

  Value readVector(Value memref, ValueRange at, Value mask) {
    Type type = getElementTypeOrSelf(memref.getType());
    Value padding = ub::PoisonOp::create(builder, loc, type);
    auto read = vector::TransferReadOp::create(
        builder, loc, VectorType::get(columns, type), memref, at, padding,
        ArrayRef{true});
    if (mask)
      read.getMaskMutable().assign(mask);
    return read;
  }

  Value extend(Value value) {
    Type type = value.getType();
    if (getElementTypeOrSelf(type) == element)
      return value;
    if (auto vector = dyn_cast<VectorType>(type))
      type = vector.clone(element);
    else
      type = element;
    return arith::ExtFOp::create(builder, loc, type, value);
  }

  /// Adds `size` products to `numRows` rows of sums.
  void emitKernel(int64_t numRows, Value begin, Value size, Value mask) {
    OpOperand *output = c.op.getDpsInitOperand(0);
    SmallVector<Value> rowIndices;
    SmallVector<Value> sums;
    Value firstRow = c.m ? indices[*c.m] : Value();
    for (int64_t row = 0; row < numRows; ++row) {
      if (c.m)
        indices[*c.m] = apply(builder.getAffineDimExpr(0) + row, firstRow);
      rowIndices.push_back(c.m ? indices[*c.m] : Value());
      sums.push_back(readVector(output->get(), getIndices(output), mask));
    }

    Value zero = createIndex(0);
    auto loop =
        scf::ForOp::create(builder, loc, zero, size, createIndex(1), sums);
    {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToStart(loop.getBody());
      Value distance = loop.getInductionVar();
      indices[c.k] = arith::AddIOp::create(builder, loc, begin, distance);
      Value right =
          extend(panel ? readVector(panel, {distance, zero}, mask)
                       : readVector(c.right->get(), getIndices(c.right), mask));
      SmallVector<Value> next;
      for (auto [row, sum] :
           llvm::zip_equal(rowIndices, loop.getRegionIterArgs())) {
        if (c.m)
          indices[*c.m] = row;
        Value left = extend(memref::LoadOp::create(builder, loc, c.left->get(),
                                                   getIndices(c.left)));
        left = vector::BroadcastOp::create(builder, loc, right.getType(), left);
        next.push_back(vector::FMAOp::create(builder, loc, left, right, sum));
      }
      scf::YieldOp::create(builder, loc, next);
    }
    for (auto [row, sum] : llvm::zip_equal(rowIndices, loop.getResults())) {
      if (c.m)
        indices[*c.m] = row;
      auto write = vector::TransferWriteOp::create(
          builder, loc, sum, output->get(), getIndices(output), ArrayRef{true});
      if (mask)
        write.getMaskMutable().assign(mask);
    }
  }

  OpBuilder &builder;
  Location loc;
  Contraction c;
  Type element;
  SmallVector<int64_t> sizes;
  int64_t rows, columns, depth;
  SmallVector<Value> bounds;
  /// Where the loops are.
  SmallVector<Value> indices;
  Value panel;
};

struct VectorizeContractionsPass
    : softplus::impl::VectorizeContractionsPassBase<VectorizeContractionsPass> {
  using Base::Base;

  void runOnOperation() override {
    if (failed(checkPowerOfTwo(getOperation(), getArgument(), vectorWidth)))
      return signalPassFailure();
    int64_t width = vectorWidth ? vectorWidth.getValue() : getHostVectorWidth();
    IRRewriter rewriter(&getContext());
    for (linalg::GenericOp op : collectLoopNests(getOperation())) {
      std::optional<Contraction> c = matchContraction(op);
      if (!c || (!isRightContiguous(*c) && !isWorthCopying(*c)))
        continue;
      rewriter.setInsertionPoint(op);
      ContractionLoops(rewriter, *c, width).emit();
      rewriter.eraseOp(op);
    }
  }
};

} // namespace
