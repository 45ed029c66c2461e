//===- ReuseOperands.cpp - Results in the memory of operands ------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_REUSEOPERANDSPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Returns an input of `op` in whose place `output` can be written: one that
/// another linalg operation computes, which nothing else reads, and of which
/// every element is read where the result is written.
static Value findInput(linalg::GenericOp op, OpOperand &output) {
  AffineMap map = op.getMatchingIndexingMap(&output);
  if (!map.isPermutation())
    return {};
  for (OpOperand *input : op.getDpsInputOperands()) {
    Value value = input->get();
    if (value.getType() == output.get().getType() && value.hasOneUse() &&
        value.getDefiningOp<linalg::LinalgOp>() &&
        op.getMatchingIndexingMap(input) == map)
      return value;
  }
  return {};
}

namespace {

struct ReuseOperandsPass
    : softplus::impl::ReuseOperandsPassBase<ReuseOperandsPass> {
  using Base::Base;

  void runOnOperation() override {
    getOperation()->walk([](linalg::GenericOp op) {
      if (op.getNumParallelLoops() != op.getNumLoops())
        return;
      for (OpOperand &output : op.getDpsInitsMutable())
        if (output.get().getDefiningOp<tensor::EmptyOp>() &&
            op.getMatchingBlockArgument(&output).use_empty())
          if (Value input = findInput(op, output))
            output.set(input);
    });
  }
};

} // namespace
