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

/// Returns the mask of rank 1 that `mask` is, with a bound that is hidden, or
/// null if it can never be a constant of one lane.
static Value hideBound(OpBuilder &builder, Value mask) {
  Location loc = mask.getLoc();
  auto type = cast<VectorType>(mask.getType());
  Value bound;
  if (auto constant = mask.getDefiningOp<vector::ConstantMaskOp>()) {
    if (type.getRank() == 1 && constant.getMaskDimSizes().front() == 1)
      bound = arith::ConstantIndexOp::create(builder, loc, 1);
  } else if (auto create = mask.getDefiningOp<vector::CreateMaskOp>()) {
    if (type.getRank() == 1)
      bound = create.getOperand(0);
  }
  if (!bound)
    return nullptr;
  return vector::CreateMaskOp::create(builder, loc, type,
                                      hide(builder, loc, bound));
}

void softplus::hideNarrowMaskBounds(Operation *root) {
  root->walk([](vector::TransferWriteOp write) {
    Type element = write.getVectorType().getElementType();
    if (!write.getMask() || !element.isIntOrFloat() ||
        element.getIntOrFloatBitWidth() >= 32)
      return;
    OpBuilder builder(write);
    if (Value mask = hideBound(builder, write.getMask()))
      write.getMaskMutable().assign(mask);
  });
}
