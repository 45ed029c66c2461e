//===- NarrowTails.cpp - Masked stores of narrow elements -----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NarrowTails.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::softplus;

/// Returns `bound` through an empty assembly statement.
static Value hide(OpBuilder &builder, Location loc, Value bound) {
  Type i64 = builder.getI64Type();
  Value integer = arith::IndexCastOp::create(builder, loc, i64, bound);
  Value hidden = LLVM::InlineAsmOp::create(
                     builder, loc, i64, integer, /*asm_string=*/"",
                     /*constraints=*/"=r,0", /*has_side_effects=*/false,
                     /*is_align_stack=*/false, LLVM::TailCallKind::None,
                     LLVM::AsmDialectAttr(), /*operand_attrs=*/ArrayAttr())
                     .getResult(0);
  return arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                    hidden);
}

/// Returns what bounds the lanes of `mask`, which is of rank 1, or null if that
/// is not known.
static Value getBound(OpBuilder &builder, Value mask) {
  if (auto create = mask.getDefiningOp<vector::CreateMaskOp>())
    return create.getOperand(0);
  if (auto constant = mask.getDefiningOp<vector::ConstantMaskOp>())
    return arith::ConstantIndexOp::create(builder, mask.getLoc(),
                                          constant.getMaskDimSizes().front());
  return nullptr;
}

void softplus::hideNarrowMaskBounds(Operation *root) {
  root->walk([](vector::TransferWriteOp write) {
    Type element = write.getVectorType().getElementType();
    if (!write.getMask() || !element.isIntOrFloat() ||
        element.getIntOrFloatBitWidth() >= 32)
      return;
    auto type = cast<VectorType>(write.getMask().getType());
    if (type.getRank() != 1)
      return;
    OpBuilder builder(write);
    Value bound = getBound(builder, write.getMask());
    // A constant of several lanes does no harm.
    if (!bound || getConstantIntValue(bound).value_or(1) != 1)
      return;
    write.getMaskMutable().assign(vector::CreateMaskOp::create(
        builder, write.getLoc(), type, hide(builder, write.getLoc(), bound)));
  });
}
