//===- Candidates.cpp - Elementwise softplus on buffers -------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Support/Candidates.h"
#include "Softplus/IR/SoftplusInterfaces.h"

using namespace mlir;
using namespace mlir::softplus;

static bool isCandidate(linalg::GenericOp op) {
  if (!op.hasPureBufferSemantics() || op.getNumLoops() == 0 ||
      op.getNumParallelLoops() != op.getNumLoops())
    return false;
  return llvm::any_of(op.getBody()->getOperations(), [](Operation &inner) {
    return isa<SoftplusOpInterface>(inner);
  });
}

SmallVector<linalg::GenericOp> softplus::collectCandidates(Operation *root) {
  SmallVector<linalg::GenericOp> candidates;
  root->walk([&](linalg::GenericOp op) {
    if (isCandidate(op))
      candidates.push_back(op);
  });
  return candidates;
}
