//===- CallWithSamples.cpp - Add a main function with sample calls --------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CALLWITHSAMPLESPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;

/// The size that stands for a dynamic one.
static constexpr int64_t kSampleSize = 5;

/// Returns `type` with static sizes and the samples as its elements.
static DenseElementsAttr getSamples(ShapedType type) {
  SmallVector<int64_t> shape(type.getShape());
  for (int64_t &size : shape)
    if (ShapedType::isDynamic(size))
      size = kSampleSize;
  auto elementType = cast<FloatType>(type.getElementType());
  auto sampleType = RankedTensorType::get(shape, elementType);
  int64_t count = sampleType.getNumElements();
  SmallVector<Attribute> elements;
  for (int64_t i = 0; i < count; ++i)
    elements.push_back(FloatAttr::get(
        elementType, count == 1 ? 0.5 : 8.0 - 16.0 * i / (count - 1)));
  return DenseElementsAttr::get(sampleType, elements);
}

/// Returns a sample operand of `type`, or null if there is none.
static Value createSample(OpBuilder &builder, Location loc, Type type) {
  if (isa<FloatType>(type))
    return arith::ConstantOp::create(builder, loc,
                                     builder.getFloatAttr(type, 0.5));
  if (!isa<RankedTensorType, MemRefType>(type) ||
      !isa<FloatType>(cast<ShapedType>(type).getElementType()))
    return nullptr;
  DenseElementsAttr samples = getSamples(cast<ShapedType>(type));
  Value tensor = arith::ConstantOp::create(builder, loc, samples);
  if (isa<RankedTensorType>(type))
    return tensor::CastOp::create(builder, loc, type, tensor);
  auto sampleType = cast<RankedTensorType>(samples.getType());
  Value buffer = memref::AllocOp::create(
      builder, loc,
      MemRefType::get(sampleType.getShape(), sampleType.getElementType()));
  auto materialize = bufferization::MaterializeInDestinationOp::create(
      builder, loc, /*result=*/Type(), tensor, buffer);
  materialize.setRestrict(true);
  materialize.setWritable(true);
  return memref::CastOp::create(builder, loc, type, buffer);
}

namespace {

struct CallWithSamplesPass
    : softplus::impl::CallWithSamplesPassBase<CallWithSamplesPass> {
  using Base::Base;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    if (module.lookupSymbol("main"))
      return;
    SmallVector<func::FuncOp> functions;
    for (auto function : module.getOps<func::FuncOp>())
      if (function.isPublic() && !function.isExternal())
        functions.push_back(function);

    OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
    Location loc = module.getLoc();
    auto main = func::FuncOp::create(builder, loc, "main",
                                     builder.getFunctionType({}, {}));
    builder.setInsertionPointToStart(main.addEntryBlock());
    for (func::FuncOp function : functions) {
      SmallVector<Value> operands;
      for (Type type : function.getArgumentTypes()) {
        Value sample = createSample(builder, loc, type);
        if (!sample) {
          function.emitOpError("has an operand of type ")
              << type
              << ", of which call-with-samples has no sample; allowed are "
                 "scalars, ranked tensors and memrefs of floats";
          return signalPassFailure();
        }
        operands.push_back(sample);
      }
      func::CallOp::create(builder, loc, function, operands);
    }
    func::ReturnOp::create(builder, loc);
  }
};

} // namespace
