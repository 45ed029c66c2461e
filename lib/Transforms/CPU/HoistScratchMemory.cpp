//===- HoistScratchMemory.cpp - Scratch memory out of loops -------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AllocateOnStack.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/OpenMP/OpenMPDialect.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_HOISTSCRATCHMEMORYPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Returns the innermost operation around `op` whose body a thread runs once.
static Operation *getThread(Operation *op) {
  Operation *parent = op->getParentOp();
  while (!isa<FunctionOpInterface, omp::ParallelOp>(parent))
    parent = parent->getParentOp();
  return parent;
}

namespace {

struct HoistScratchMemoryPass
    : softplus::impl::HoistScratchMemoryPassBase<HoistScratchMemoryPass> {
  using Base::Base;

  void runOnOperation() override {
    getOperation()->walk([](memref::AllocaOp op) {
      if (!op->removeDiscardableAttr(kScratchAttrName))
        return;
      Block &entry = getThread(op)->getRegion(0).front();
      op->moveBefore(&entry, entry.begin());
    });
  }
};

} // namespace
