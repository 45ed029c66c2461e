//===- ConstantPool.h - Constants that kernels share ------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_CONSTANTPOOL_H
#define SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_CONSTANTPOOL_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace mlir::softplus {

/// The constants of kernels, each once for a function and at its begin. They
/// are a third of the operations of a kernel, and CSE cannot merge those of a
/// loop with those of its peeled tail.
class ConstantPool {
public:
  /// Returns the constant of `type` and `value` for the insertion point of
  /// `builder`.
  Value get(OpBuilder &builder, Location loc, Type type, Attribute value) {
    Block *entry = getEntryBlock(builder.getInsertionBlock());
    Value &constant = constants[{entry, value}];
    if (!constant) {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToStart(entry);
      constant = LLVM::ConstantOp::create(builder, loc, type, value);
    }
    return constant;
  }

private:
  /// Returns the first block of what dominates `block` in its function.
  static Block *getEntryBlock(Block *block) {
    Region *region = block->getParent();
    while (!region->getParentOp()->hasTrait<OpTrait::IsIsolatedFromAbove>())
      region = region->getParentRegion();
    return &region->front();
  }

  DenseMap<std::pair<Block *, Attribute>, Value> constants;
};

} // namespace mlir::softplus

#endif // SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_CONSTANTPOOL_H
