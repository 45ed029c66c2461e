//===- SoftplusInterfaces.h - Interfaces of operations ----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_IR_SOFTPLUSINTERFACES_H
#define SOFTPLUS_IR_SOFTPLUSINTERFACES_H

#include "Softplus/IR/SoftplusSemantics.h"
#include "Softplus/Numerics/Accuracy.h"
#include "Softplus/Numerics/Function.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/TypeUtilities.h"
#include <limits>

namespace mlir::softplus {

class SoftplusOpInterface;

namespace detail {

/// Verifies what all operations of the dialect share.
LogicalResult verifySoftplusOp(SoftplusOpInterface op);

} // namespace detail
} // namespace mlir::softplus

#include "Softplus/IR/SoftplusInterfaces.h.inc"

#endif // SOFTPLUS_IR_SOFTPLUSINTERFACES_H
