//===- MaskHalvesAsIntegers.cpp - Masked loads and stores -----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/ADT/TypeSwitch.h"

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

/// Replaces a load or gather of halves; the last operand is what masked
/// elements become. Returns whether it did.
template <typename OpTy> static bool loadAsIntegers(OpTy op) {
  VectorType integers = getIntegerVector(op.getType());
  if (!integers)
    return false;
  OpBuilder builder(op);
  SmallVector<Value> operands(op->getOperands());
  if (operands.back().getType() == op.getType())
    operands.back() = builder.createOrFold<LLVM::BitcastOp>(
        op.getLoc(), integers, operands.back());
  auto load = OpTy::create(builder, op.getLoc(), TypeRange(integers), operands,
                           op->getAttrs());
  op.replaceAllUsesWith(
      LLVM::BitcastOp::create(builder, op.getLoc(), op.getType(), load)
          .getResult());
  op.erase();
  return true;
}

/// Replaces the halves that a store or scatter writes. Returns whether it did.
template <typename OpTy> static bool storeAsIntegers(OpTy op) {
  VectorType integers = getIntegerVector(op.getValue().getType());
  if (!integers)
    return false;
  OpBuilder builder(op);
  op.getValueMutable().assign(builder.createOrFold<LLVM::BitcastOp>(
      op.getLoc(), integers, op.getValue()));
  return true;
}

namespace {

struct MaskHalvesAsIntegersPass
    : softplus::impl::MaskHalvesAsIntegersPassBase<MaskHalvesAsIntegersPass> {
  using Base::Base;

  void runOnOperation() override {
    bool isChanged = false;
    getOperation()->walk([&](Operation *op) {
      isChanged |= TypeSwitch<Operation *, bool>(op)
                       .Case<LLVM::MaskedLoadOp, LLVM::masked_gather>(
                           [](auto load) { return loadAsIntegers(load); })
                       .Case<LLVM::MaskedStoreOp, LLVM::masked_scatter>(
                           [](auto store) { return storeAsIntegers(store); })
                       .Default(false);
    });
    if (!isChanged)
      markAllAnalysesPreserved();
  }
};

} // namespace
