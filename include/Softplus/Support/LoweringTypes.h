//===- LoweringTypes.h - The types that lowerings take ----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_SUPPORT_LOWERINGTYPES_H
#define SOFTPLUS_SUPPORT_LOWERINGTYPES_H

#include "mlir/IR/Operation.h"

namespace mlir::softplus {

/// The types of the softplus operations that a lowering takes.
struct LoweringTypes {
  bool (*contain)(Type);
  /// What they are called in diagnostics.
  StringRef name;
};

/// An unranked tensor has no splat constants, and no loops.
extern const LoweringTypes kScalarsVectorsAndRankedTensors;
extern const LoweringTypes kScalarsAndVectors;
extern const LoweringTypes kScalarsAndFixedVectors;

/// Emits an error where `op` is a softplus operation on a type that is not
/// among `types`. The lowering is named by `target`, as in "to llvm".
LogicalResult checkType(Operation *op, const Twine &target,
                        const LoweringTypes &types);

/// Does so for the first such operation below `root`.
LogicalResult checkTypesBelow(Operation *root, const Twine &target,
                              const LoweringTypes &types);

} // namespace mlir::softplus

#endif // SOFTPLUS_SUPPORT_LOWERINGTYPES_H
