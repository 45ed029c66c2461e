//===- Fold.h - Constant folding of operations ------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_IR_FOLD_H
#define SOFTPLUS_LIB_IR_FOLD_H

#include "Softplus/IR/SoftplusInterfaces.h"

namespace mlir::softplus {

/// Evaluates the kernel of `op` where all `operands` are constants, each null
/// where it is none. A gradient is also dy where all of x is above the
/// threshold.
OpFoldResult foldOperation(SoftplusOpInterface op,
                           ArrayRef<Attribute> operands);

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_IR_FOLD_H
