//===- ShareBuffersWithGPU.cpp - Memory that host and GPU share -----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "mlir/Transforms/RegionUtils.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_SHAREBUFFERSWITHGPUPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

//===----------------------------------------------------------------------===//
// Allocation
//===----------------------------------------------------------------------===//

static void shareAllocation(memref::AllocOp op) {
  OpBuilder builder(op);
  auto shared = gpu::AllocOp::create(
      builder, op.getLoc(), op.getType(), /*asyncToken=*/Type(),
      /*asyncDependencies=*/ValueRange(), op.getDynamicSizes(),
      op.getSymbolOperands(), /*hostShared=*/true);
  op.replaceAllUsesWith(shared.getMemref());
  op.erase();
}

/// Frees asynchronously and waits: `gpu-to-llvm` knows no other way.
static void shareDeallocation(memref::DeallocOp op) {
  OpBuilder builder(op);
  Location loc = op.getLoc();
  Type token = builder.getType<gpu::AsyncTokenType>();
  Value begin =
      gpu::WaitOp::create(builder, loc, token, ValueRange()).getAsyncToken();
  Value freed =
      gpu::DeallocOp::create(builder, loc, token, begin, op.getMemref())
          .getAsyncToken();
  gpu::WaitOp::create(builder, loc, /*asyncToken=*/Type(), freed);
  op.erase();
}

//===----------------------------------------------------------------------===//
// What launches reach
//===----------------------------------------------------------------------===//

/// Returns the views of a buffer from `value` to what is none, that included.
static SmallVector<Operation *> getViews(Value value) {
  SmallVector<Operation *> views;
  while (Operation *op = value.getDefiningOp()) {
    views.push_back(op);
    auto view = dyn_cast<ViewLikeOpInterface>(op);
    if (!view)
      break;
    value = view.getViewSource();
  }
  return views;
}

/// Copies a constant and the views that lead from it to `value` into `launch`.
static void sinkConstant(gpu::LaunchOp launch, Value value,
                         ArrayRef<Operation *> views) {
  OpBuilder builder = OpBuilder::atBlockBegin(&launch.getBody().front());
  IRMapping mapping;
  for (Operation *op : llvm::reverse(views))
    builder.clone(*op, mapping);
  replaceAllUsesInRegionWith(value, mapping.lookup(value), launch.getBody());
}

static LogicalResult reach(gpu::LaunchOp launch, Value value) {
  if (!isa<BaseMemRefType>(value.getType()))
    return success();
  SmallVector<Operation *> views = getViews(value);
  if (views.empty())
    return success();
  Operation *origin = views.back();
  if (isa<memref::AllocaOp>(origin))
    return origin->emitOpError("is memory of the host, which the GPU does not "
                               "reach; allowed is memref.alloc");
  auto get = dyn_cast<memref::GetGlobalOp>(origin);
  if (!get)
    return success();
  auto global = SymbolTable::lookupNearestSymbolFrom<memref::GlobalOp>(
      get, get.getNameAttr());
  if (!global || !global.getConstant() || global.isExternal())
    return origin->emitOpError("of '")
           << get.getName()
           << "' is memory of the host, which the GPU does not reach; allowed "
              "are constants with a value";
  sinkConstant(launch, value, views);
  return success();
}

namespace {

struct ShareBuffersWithGPUPass
    : softplus::impl::ShareBuffersWithGPUPassBase<ShareBuffersWithGPUPass> {
  using Base::Base;

  void runOnOperation() override {
    WalkResult result = getOperation()->walk([](gpu::LaunchOp launch) {
      llvm::SetVector<Value> captured;
      getUsedValuesDefinedAbove(launch.getBody(), captured);
      for (Value value : captured)
        if (failed(reach(launch, value)))
          return WalkResult::interrupt();
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      return signalPassFailure();
    getOperation()->walk(shareAllocation);
    getOperation()->walk(shareDeallocation);
  }
};

} // namespace
