//===- ElementwiseUtils.h - What the expansions share -----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_ELEMENTWISEUTILS_H
#define SOFTPLUS_CONVERSION_ELEMENTWISEUTILS_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::softplus {

/// Returns `type`, a scalar or shaped type, with `elementType` for its
/// elements.
Type withElementType(Type type, Type elementType);

/// The constants of one expansion, each once.
class SplatPool {
public:
  /// All constants have the shape of `shapeSource`.
  explicit SplatPool(Value shapeSource) : shapeSource(shapeSource) {}

  /// Returns `scalar`, repeated in the shape: a constant, or a `tensor.splat`
  /// where that is dynamic. The insertion point of `builder` must not be in
  /// front of that of an earlier call.
  Value get(OpBuilder &builder, Location loc, TypedAttr scalar);

private:
  Value create(OpBuilder &builder, Location loc, TypedAttr scalar);

  Value shapeSource;
  /// Those of the dynamic dimensions, once there is a `tensor.splat`.
  SmallVector<Value> sizes;
  DenseMap<Attribute, Value> splats;
};

/// Rewrites all softplus operations below `root` by `patterns`.
LogicalResult convertSoftplusOps(Operation *root, RewritePatternSet patterns);

/// The same on scalars, vectors and ranked tensors. Emits an error
/// for the first that has no expansion, naming the dialect `target`.
LogicalResult expandSoftplusOps(Operation *root, StringRef target,
                                RewritePatternSet patterns);

} // namespace mlir::softplus

#endif // SOFTPLUS_CONVERSION_ELEMENTWISEUTILS_H
