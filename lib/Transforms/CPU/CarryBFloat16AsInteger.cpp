//===- CarryBFloat16AsInteger.cpp - bf16 from block to block --------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HideInteger.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CARRYBFLOAT16ASINTEGERPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Returns the type of i16 with as many elements as `type` if that is of bf16,
/// and otherwise null. Vectors of several dimensions are arrays.
static Type getIntegerType(Type type) {
  if (auto array = dyn_cast<LLVM::LLVMArrayType>(type)) {
    Type element = getIntegerType(array.getElementType());
    return element ? LLVM::LLVMArrayType::get(element, array.getNumElements())
                   : Type();
  }
  Type i16 = IntegerType::get(type.getContext(), 16);
  if (type.isBF16())
    return i16;
  auto vector = dyn_cast<VectorType>(type);
  return vector && vector.getElementType().isBF16() ? vector.clone(i16)
                                                    : Type();
}

/// Casts `value` between bf16 and i16, arrays element by element.
static Value castTo(OpBuilder &builder, Type type, Value value) {
  Location loc = value.getLoc();
  auto array = dyn_cast<LLVM::LLVMArrayType>(type);
  if (!array)
    return LLVM::BitcastOp::create(builder, loc, type, value);
  Value result = LLVM::PoisonOp::create(builder, loc, type);
  for (int64_t i = 0, e = array.getNumElements(); i < e; ++i) {
    Value element = LLVM::ExtractValueOp::create(builder, loc, value, i);
    element = castTo(builder, array.getElementType(), element);
    result = LLVM::InsertValueOp::create(builder, loc, result, element, i);
  }
  return result;
}

/// Returns `value` as an integer.
static Value getInteger(OpBuilder &builder, Value value) {
  Type type = getIntegerType(value.getType());
  if (auto cast = value.getDefiningOp<LLVM::BitcastOp>())
    if (cast.getArg().getType() == type)
      return cast.getArg();
  return castTo(builder, type, value);
}

/// Returns the i16 `integer` through an empty assembly statement: the optimizer
/// would take the casts around it away.
static Value hide(OpBuilder &builder, Value integer) {
  if (!isa<IntegerType>(integer.getType()))
    return integer;
  return hideInteger(builder, integer.getLoc(), integer);
}

//===----------------------------------------------------------------------===//
// Memory and selects
//===----------------------------------------------------------------------===//

/// Makes `value` an integer, which its users take as bf16, by a cast at the
/// insertion point of `builder`.
static void makeInteger(OpBuilder &builder, Value value) {
  Type type = value.getType();
  SmallVector<OpOperand *> uses;
  for (OpOperand &use : value.getUses())
    uses.push_back(&use);
  value.setType(getIntegerType(type));
  Value cast = castTo(builder, type, value);
  for (OpOperand *use : uses)
    use->set(cast);
}

/// Makes the one result of `op` an integer.
static void returnInteger(Operation *op) {
  OpBuilder builder(op->getContext());
  builder.setInsertionPointAfter(op);
  makeInteger(builder, op->getResult(0));
}

static void load(LLVM::LoadOp op) {
  if (getIntegerType(op.getType()))
    returnInteger(op);
}

static void store(LLVM::StoreOp op) {
  if (!getIntegerType(op.getValue().getType()))
    return;
  OpBuilder builder(op);
  op.getValueMutable().assign(getInteger(builder, op.getValue()));
}

/// The code generator makes branches of selects.
static void select(LLVM::SelectOp op) {
  if (!getIntegerType(op.getType()))
    return;
  OpBuilder builder(op);
  op.getTrueValueMutable().assign(getInteger(builder, op.getTrueValue()));
  op.getFalseValueMutable().assign(getInteger(builder, op.getFalseValue()));
  returnInteger(op);
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

/// Makes the arguments of `block` integers, unless something else than branches
/// passes them.
static void passIntegers(Block &block) {
  for (BlockArgument argument : block.getArguments()) {
    Type integer = getIntegerType(argument.getType());
    if (!integer)
      continue;
    SmallVector<OpOperand *> passed;
    for (auto it = block.pred_begin(); it != block.pred_end(); ++it) {
      auto branch = dyn_cast<BranchOpInterface>((*it)->getTerminator());
      if (!branch)
        return;
      SuccessorOperands operands =
          branch.getSuccessorOperands(it.getSuccessorIndex());
      if (operands.isOperandProduced(argument.getArgNumber()))
        return;
      passed.push_back(
          &operands.getMutableForwardedOperands()
               [argument.getArgNumber() - operands.getProducedOperandCount()]);
    }
    for (OpOperand *operand : passed) {
      OpBuilder builder(operand->getOwner());
      operand->set(getInteger(builder, operand->get()));
    }
    OpBuilder builder = OpBuilder::atBlockBegin(&block);
    makeInteger(builder, argument);
  }
}

/// Lets other blocks than that of `value` use an integer.
static void useInteger(Value value) {
  if (!getIntegerType(value.getType()))
    return;
  SmallVector<OpOperand *> uses;
  for (OpOperand &use : value.getUses())
    if (use.getOwner()->getBlock() != value.getParentBlock())
      uses.push_back(&use);
  if (uses.empty())
    return;
  OpBuilder builder(value.getContext());
  builder.setInsertionPointAfterValue(value);
  Value integer = getInteger(builder, value);
  if (isa<BlockArgument>(value) || value.getDefiningOp<LLVM::CallOp>())
    integer = hide(builder, integer);
  for (OpOperand *use : uses) {
    Operation *user = use->getOwner();
    builder.setInsertionPoint(user);
    Value carried = isa<LLVM::ReturnOp, LLVM::CallOp>(user)
                        ? hide(builder, integer)
                        : integer;
    use->set(castTo(builder, value.getType(), carried));
  }
}

/// Uses the integer that `op` casts back to one. The code generator may make
/// blocks of its own, so that no bf16 should live without need.
static void foldCast(LLVM::BitcastOp op) {
  auto cast = op.getArg().getDefiningOp<LLVM::BitcastOp>();
  if (!cast || !getIntegerType(op.getArg().getType()) ||
      cast.getArg().getType() != op.getType())
    return;
  op.replaceAllUsesWith(cast.getArg());
  op.erase();
  if (cast.use_empty())
    cast.erase();
}

namespace {

struct CarryBFloat16AsIntegerPass
    : softplus::impl::CarryBFloat16AsIntegerPassBase<
          CarryBFloat16AsIntegerPass> {
  using Base::Base;

  void runOnOperation() override {
    SmallVector<Block *> blocks;
    getOperation()->walk([&](Block *block) { blocks.push_back(block); });
    for (Block *block : blocks) {
      for (Operation &op : llvm::make_early_inc_range(*block))
        TypeSwitch<Operation *>(&op)
            .Case([](LLVM::LoadOp op) { load(op); })
            .Case([](LLVM::SelectOp op) { select(op); })
            .Case([](LLVM::StoreOp op) { store(op); });
      if (!block->isEntryBlock())
        passIntegers(*block);
    }
    for (Block *block : blocks) {
      for (Value argument : block->getArguments())
        useInteger(argument);
      for (Operation &op : llvm::make_early_inc_range(*block))
        if (!op.hasTrait<OpTrait::ConstantLike>())
          for (Value result : op.getResults())
            useInteger(result);
    }
    getOperation()->walk([](LLVM::BitcastOp op) { foldCast(op); });
  }
};

} // namespace
