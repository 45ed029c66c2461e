//===- LoweringTypes.cpp - The types that lowerings take ------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Support/LoweringTypes.h"
#include "Softplus/IR/SoftplusOps.h"
#include "mlir/IR/BuiltinTypes.h"

using namespace mlir;
using namespace mlir::softplus;

const LoweringTypes softplus::kScalarsVectorsAndRankedTensors{
    [](Type type) { return !isa<UnrankedTensorType>(type); },
    "scalars, vectors and ranked tensors"};

const LoweringTypes softplus::kScalarsAndVectors{
    [](Type type) { return isa<FloatType, VectorType>(type); },
    "scalars and vectors"};

const LoweringTypes softplus::kScalarsAndFixedVectors{
    [](Type type) {
      auto vector = dyn_cast<VectorType>(type);
      return isa<FloatType>(type) || (vector && !vector.isScalable());
    },
    "scalars and vectors of fixed length"};

LogicalResult softplus::checkType(Operation *op, const Twine &target,
                                  const LoweringTypes &types) {
  if (!isa<SoftplusOpInterface>(op))
    return success();
  Type type = op->getResult(0).getType();
  if (types.contain(type))
    return success();
  return op->emitOpError("has no lowering ")
         << target << " on " << type << "; allowed are " << types.name;
}

LogicalResult softplus::checkTypesBelow(Operation *root, const Twine &target,
                                        const LoweringTypes &types) {
  WalkResult result = root->walk([&](Operation *op) {
    return failed(checkType(op, target, types)) ? WalkResult::interrupt()
                                                : WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}
