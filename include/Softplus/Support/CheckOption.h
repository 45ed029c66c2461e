//===- CheckOption.h - Check the options of a pass --------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_SUPPORT_CHECKOPTION_H
#define SOFTPLUS_SUPPORT_CHECKOPTION_H

#include "mlir/IR/Operation.h"
#include "mlir/Pass/Pass.h"
#include "llvm/Support/MathExtras.h"

namespace mlir::softplus {

/// Emits an error at `root` where the `option` of the pass named `pass` is
/// below `minimum`.
inline LogicalResult
checkAtLeast(Operation *root, StringRef pass,
             const ::mlir::detail::PassOptions::Option<int64_t> &option,
             int64_t minimum) {
  if (option >= minimum)
    return success();
  return root->emitError("option '")
         << option.getArgStr() << "' of " << pass << " must be at least "
         << minimum << ", but got " << option.getValue();
}

/// Emits an error at `root` where the `option` of the pass named `pass` is
/// neither 0 nor a power of two.
inline LogicalResult
checkPowerOfTwo(Operation *root, StringRef pass,
                const ::mlir::detail::PassOptions::Option<int64_t> &option) {
  if (option == 0 || (option > 0 && llvm::isPowerOf2_64(option)))
    return success();
  return root->emitError("option '")
         << option.getArgStr() << "' of " << pass
         << " must be 0 or a power of two, but got " << option.getValue();
}

} // namespace mlir::softplus

#endif // SOFTPLUS_SUPPORT_CHECKOPTION_H
