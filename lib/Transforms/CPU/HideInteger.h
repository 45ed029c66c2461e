//===- HideInteger.h - Keep the optimizer from a value ----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_HIDEINTEGER_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_HIDEINTEGER_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace mlir::softplus {

/// Returns the scalar `integer` through an empty assembly statement, which
/// costs no instruction: the optimizer knows nothing of the result.
inline Value hideInteger(OpBuilder &builder, Location loc, Value integer) {
  return LLVM::InlineAsmOp::create(
             builder, loc, integer.getType(), integer, /*asm_string=*/"",
             /*constraints=*/"=r,0", /*has_side_effects=*/false,
             /*is_align_stack=*/false, LLVM::TailCallKind::None,
             LLVM::AsmDialectAttr(), /*operand_attrs=*/ArrayAttr())
      .getResult(0);
}

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_HIDEINTEGER_H
