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

bool softplus::hasSoftplus(linalg::GenericOp op) {
  return !op.getBody()->getOps<SoftplusOpInterface>().empty();
}

SmallVector<linalg::GenericOp> softplus::collectLoopNests(Operation *root) {
  SmallVector<linalg::GenericOp> nests;
  root->walk([&](linalg::GenericOp op) {
    if (op.hasPureBufferSemantics() && op.getNumLoops() != 0)
      nests.push_back(op);
  });
  return nests;
}

SmallVector<linalg::GenericOp> softplus::collectCandidates(Operation *root) {
  SmallVector<linalg::GenericOp> candidates = collectLoopNests(root);
  llvm::erase_if(candidates, [](linalg::GenericOp op) {
    return op.getNumParallelLoops() != op.getNumLoops() || !hasSoftplus(op);
  });
  return candidates;
}
