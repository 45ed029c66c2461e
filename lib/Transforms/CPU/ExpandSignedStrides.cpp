//===- ExpandSignedStrides.cpp - Elements before the offset ---------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "StridedOffset.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_EXPANDSIGNEDSTRIDESPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Whether a stride of `type` is negative or may be.
static bool hasSignedStride(MemRefType type) {
  if (type.getLayout().isIdentity())
    return false;
  SmallVector<int64_t> strides;
  int64_t offset;
  // What is dynamic is the least integer.
  return succeeded(type.getStridesAndOffset(strides, offset)) &&
         llvm::any_of(strides, [](int64_t stride) { return stride < 0; });
}

/// Makes `op` access the one element of a memref of rank 0.
template <typename OpTy> static void expand(OpTy op) {
  MemRefType type = op.getMemRefType();
  if (!hasSignedStride(type))
    return;
  Location loc = op.getLoc();
  OpBuilder builder(op);
  auto metadata =
      memref::ExtractStridedMetadataOp::create(builder, loc, op.getMemref());
  Value offset = computeOffset(builder, loc, metadata, op.getIndices());
  auto elementType = MemRefType::get(
      {}, type.getElementType(),
      StridedLayoutAttr::get(op.getContext(), ShapedType::kDynamic, {}),
      type.getMemorySpace());
  Value element = memref::ReinterpretCastOp::create(
      builder, loc, elementType, metadata.getBaseBuffer(), OpFoldResult(offset),
      /*sizes=*/ArrayRef<OpFoldResult>(), /*strides=*/ArrayRef<OpFoldResult>());
  op.getMemrefMutable().assign(element);
  op.getIndicesMutable().clear();
}

namespace {

struct ExpandSignedStridesPass
    : softplus::impl::ExpandSignedStridesPassBase<ExpandSignedStridesPass> {
  using Base::Base;

  void runOnOperation() override {
    getOperation()->walk([](Operation *op) {
      TypeSwitch<Operation *>(op).Case<memref::LoadOp, memref::StoreOp>(
          [](auto access) { expand(access); });
    });
  }
};

} // namespace
