//===- Tensors.h - Whether code works on tensors ----------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_TENSORS_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_TENSORS_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace mlir::softplus {

/// Whether `op` has a tensor among its operands and results.
inline bool isOnTensors(Operation *op) {
  auto isTensor = [](Type type) { return isa<TensorType>(type); };
  return llvm::any_of(op->getOperandTypes(), isTensor) ||
         llvm::any_of(op->getResultTypes(), isTensor);
}

/// Whether `function` takes or returns a tensor, or has operations on tensors
/// at any depth.
inline bool hasTensors(FunctionOpInterface function) {
  auto isTensor = [](Type type) { return isa<TensorType>(type); };
  if (llvm::any_of(function.getArgumentTypes(), isTensor) ||
      llvm::any_of(function.getResultTypes(), isTensor))
    return true;
  return function
      ->walk([](Operation *op) {
        return isOnTensors(op) ? WalkResult::interrupt()
                               : WalkResult::advance();
      })
      .wasInterrupted();
}

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_TENSORS_H
