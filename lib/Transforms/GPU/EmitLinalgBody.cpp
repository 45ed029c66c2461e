//===- EmitLinalgBody.cpp - One point or vector of a linalg op ------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmitLinalgBody.h"
#include "Softplus/Support/LoopBodies.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace mlir::softplus;

//===----------------------------------------------------------------------===//
// What has vectors
//===----------------------------------------------------------------------===//

/// Whether the innermost dimension moves a memref by its last index alone, in
/// steps of one element, or not at all.
static bool isContiguousOrStill(AffineMap map, Type type) {
  if (!isAlongInnermost(map))
    return true;
  auto memref = dyn_cast<MemRefType>(type);
  unsigned innermost = map.getNumDims() - 1;
  if (!memref || !memref.isLastDimUnitStride() ||
      map.getResults().back() != getAffineDimExpr(innermost, map.getContext()))
    return false;
  return llvm::none_of(map.getResults().drop_back(), [&](AffineExpr result) {
    return result.isFunctionOfDim(innermost);
  });
}

bool softplus::canEmitVectors(linalg::GenericOp op) {
  if (op.getNumLoops() == 0 || op.getNumParallelLoops() != op.getNumLoops())
    return false;
  for (OpOperand &operand : op->getOpOperands()) {
    Type type = operand.get().getType();
    if (!isVectorElement(getElementTypeOrSelf(type)) ||
        !isContiguousOrStill(op.getMatchingIndexingMap(&operand), type))
      return false;
  }
  // All points of a vector would store to one element.
  for (OpOperand &output : op.getDpsInitsMutable())
    if (!isAlongInnermost(op.getMatchingIndexingMap(&output)))
      return false;
  return llvm::all_of(*op.getBody(), hasVectorForm);
}

//===----------------------------------------------------------------------===//
// Loads, body and stores
//===----------------------------------------------------------------------===//

/// Returns the element of `operand` at a point.
static SmallVector<Value> getElementIndices(OpBuilder &builder,
                                            linalg::GenericOp op,
                                            OpOperand &operand,
                                            ValueRange indices) {
  AffineMap map = op.getMatchingIndexingMap(&operand);
  SmallVector<Value> result;
  for (unsigned i = 0; i < map.getNumResults(); ++i)
    result.push_back(affine::AffineApplyOp::create(
        builder, op.getLoc(), map.getSubMap({i}), indices));
  return result;
}

/// Calls `load` for the operands that the body reads, `compute` for the
/// operations of the body, and `store` for what it yields.
template <typename LoadT, typename ComputeT, typename StoreT>
static void emit(linalg::GenericOp op, LoadT load, ComputeT compute,
                 StoreT store) {
  IRMapping mapping;
  for (OpOperand &operand : op->getOpOperands()) {
    BlockArgument argument = op.getMatchingBlockArgument(&operand);
    if (!argument.use_empty())
      mapping.map(argument, load(operand));
  }
  for (Operation &inner : op.getBody()->without_terminator())
    compute(inner, mapping);
  for (auto [output, value] :
       llvm::zip_equal(op.getDpsInitsMutable(),
                       op.getBody()->getTerminator()->getOperands()))
    store(output, mapping.lookupOrDefault(value));
}

void softplus::emitPoint(OpBuilder &builder, linalg::GenericOp op,
                         ValueRange indices) {
  Location loc = op.getLoc();
  auto load = [&](OpOperand &operand) -> Value {
    if (!isa<MemRefType>(operand.get().getType()))
      return operand.get();
    return memref::LoadOp::create(
        builder, loc, operand.get(),
        getElementIndices(builder, op, operand, indices));
  };
  auto compute = [&](Operation &inner, IRMapping &mapping) {
    if (auto index = dyn_cast<linalg::IndexOp>(inner))
      mapping.map(index.getResult(), indices[index.getDim()]);
    else
      builder.clone(inner, mapping);
  };
  auto store = [&](OpOperand &output, Value value) {
    memref::StoreOp::create(builder, loc, value, output.get(),
                            getElementIndices(builder, op, output, indices));
  };
  emit(op, load, compute, store);
}

void softplus::emitVector(OpBuilder &builder, linalg::GenericOp op,
                          ValueRange indices, int64_t size, int64_t alignment) {
  Location loc = op.getLoc();
  auto getVector = [&](Type element) { return VectorType::get(size, element); };
  auto broadcast = [&](Value value) -> Value {
    if (isa<VectorType>(value.getType()))
      return value;
    return vector::BroadcastOp::create(builder, loc, getVector(value.getType()),
                                       value);
  };
  auto align = [&](Operation *access, VectorType vector) {
    int64_t bytes = vector.getElementTypeBitWidth() / 8 * size;
    access->setAttr("alignment", builder.getI64IntegerAttr(
                                     std::min<int64_t>(bytes, alignment)));
  };
  auto load = [&](OpOperand &operand) -> Value {
    auto memref = dyn_cast<MemRefType>(operand.get().getType());
    if (!memref)
      return operand.get();
    SmallVector<Value> element =
        getElementIndices(builder, op, operand, indices);
    if (!isAlongInnermost(op.getMatchingIndexingMap(&operand)))
      return memref::LoadOp::create(builder, loc, operand.get(), element);
    VectorType vector = getVector(memref.getElementType());
    auto result =
        vector::LoadOp::create(builder, loc, vector, operand.get(), element);
    align(result, vector);
    return result;
  };
  auto compute = [&](Operation &inner, IRMapping &mapping) {
    if (inner.hasTrait<OpTrait::ConstantLike>()) {
      builder.clone(inner, mapping);
      return;
    }
    for (Value operand : inner.getOperands())
      mapping.map(operand, broadcast(mapping.lookupOrDefault(operand)));
    Operation *copy = builder.clone(inner, mapping);
    for (auto [result, copied] :
         llvm::zip_equal(inner.getResults(), copy->getResults())) {
      copied.setType(getVector(result.getType()));
      mapping.map(result, copied);
    }
  };
  auto store = [&](OpOperand &output, Value value) {
    value = broadcast(value);
    auto result = vector::StoreOp::create(
        builder, loc, value, output.get(),
        getElementIndices(builder, op, output, indices));
    align(result, cast<VectorType>(value.getType()));
  };
  emit(op, load, compute, store);
}
