//===- BufferizeHostCode.cpp - Tensors to memrefs -------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OwnsMemory.h"
#include "Softplus/Support/HostCode.h"
#include "Softplus/Transforms/Passes.h"
#include "Tensors.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/BufferizableOpInterface.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotAnalysis.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotModuleBufferize.h"
#include "mlir/Dialect/Bufferization/Transforms/Transforms.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_BUFFERIZEHOSTCODEPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;
using bufferization::BufferizationDialect;

/// Forbids writing to the arguments of a function that others may call: to them
/// a tensor is a value.
static void protectArguments(func::FuncOp function) {
  if (function.isPrivate() || function.isExternal())
    return;
  StringRef name = BufferizationDialect::kWritableAttrName;
  for (auto [index, type] : llvm::enumerate(function.getArgumentTypes()))
    if (isa<TensorType>(type) && !function.getArgAttr(index, name))
      function.setArgAttr(index, name,
                          BoolAttr::get(function.getContext(), false));
}

/// Marks what is not to be freed by others than the program itself.
static void markOwnMemory(func::FuncOp function) {
  function->walk([](Operation *op) {
    if (isa<memref::AllocOp, memref::DeallocOp>(op))
      op->setAttr(BufferizationDialect::kManualDeallocation,
                  UnitAttr::get(op->getContext()));
  });
  if (!hasTensors(function))
    function->setAttr(kOwnsMemoryAttrName,
                      UnitAttr::get(function.getContext()));
}

/// Returns a value of `type`, whatever it is. `ub.poison` has no bufferization.
static Value createAnyValue(OpBuilder &builder, Location loc, Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor)
    return ub::PoisonOp::create(builder, loc, type);
  SmallVector<Value> sizes(tensor.getNumDynamicDims());
  for (Value &size : sizes)
    size = arith::ConstantIndexOp::create(builder, loc, 0);
  return tensor::EmptyOp::create(builder, loc, tensor, sizes);
}

static void replaceTensorPoison(Operation *op) {
  auto poison = dyn_cast<ub::PoisonOp>(op);
  if (!poison || !isa<RankedTensorType>(poison.getType()))
    return;
  OpBuilder builder(op);
  poison.replaceAllUsesWith(
      createAnyValue(builder, op->getLoc(), poison.getType()));
  op->erase();
}

/// Gives a function that never returns a return that is never reached, from
/// which bufferization learns the types of the results.
static void addReturn(func::FuncOp function) {
  if (function.isExternal() ||
      llvm::any_of(function.getBody(), [](Block &block) {
        return block.mightHaveTerminator() &&
               isa<func::ReturnOp>(block.getTerminator());
      }))
    return;
  Region &body = function.getBody();
  OpBuilder builder(function.getContext());
  builder.createBlock(&body, body.end());
  SmallVector<Value> results;
  for (Type type : function.getResultTypes())
    results.push_back(createAnyValue(builder, function.getLoc(), type));
  func::ReturnOp::create(builder, function.getLoc(), results);
}

/// Gives every user of a `tensor.empty` one of its own. Tensors of one origin
/// are analyzed all against each other, in cubic time.
static void splitEmptyTensor(Operation *op) {
  auto empty = dyn_cast<tensor::EmptyOp>(op);
  if (!empty || empty->hasOneUse())
    return;
  for (OpOperand &use : llvm::make_early_inc_range(empty->getUses()))
    use.set(OpBuilder(use.getOwner()).clone(*empty)->getResult(0));
}

namespace {

struct BufferizeHostCodePass
    : softplus::impl::BufferizeHostCodePassBase<BufferizeHostCodePass> {
  using Base::Base;

  void runOnOperation() override {
    walkHostCode(getOperation(), replaceTensorPoison);
    bool isKnown = true;
    walkHostCode(getOperation(), [&](Operation *op) {
      if (isOnTensors(op) && !isa<bufferization::BufferizableOpInterface>(op)) {
        op->emitOpError("has no lowering for CPUs on tensors");
        isKnown = false;
      }
    });
    if (!isKnown)
      return signalPassFailure();
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      protectArguments(function);
      markOwnMemory(function);
      addReturn(function);
    }

    walkHostCode(getOperation(), splitEmptyTensor);
    IRRewriter rewriter(&getContext());
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (failed(bufferization::eliminateEmptyTensors(rewriter, function)))
        return signalPassFailure();

    bufferization::OneShotBufferizationOptions options;
    options.bufferizeFunctionBoundaries = true;
    options.setFunctionBoundaryTypeConversion(
        bufferization::LayoutMapOption::IdentityLayoutMap);
    // Loops may yield another buffer than the one that they were given.
    options.allowReturnAllocsFromLoops = true;
    options.opFilter.denyOperation([](Operation *op) {
      return op->getParentOfType<gpu::GPUModuleOp>() != nullptr;
    });
    bufferization::BufferizationState state;
    if (failed(bufferization::runOneShotModuleBufferize(getOperation(), options,
                                                        state)))
      return signalPassFailure();
    bufferization::removeBufferizationAttributesInModule(getOperation());
  }
};

} // namespace
