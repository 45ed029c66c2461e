//===- CheckSoftplusForCPU.cpp - Diagnose what CPUs lack ------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusOps.h"
#include "Softplus/Transforms/Passes.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CHECKSOFTPLUSFORCPUPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

namespace {

struct CheckSoftplusForCPUPass
    : softplus::impl::CheckSoftplusForCPUPassBase<CheckSoftplusForCPUPass> {
  using Base::Base;

  void runOnOperation() override {
    getOperation()->walk([&](Operation *op) {
      if (!isa<SoftplusOp, SoftplusGradOp>(op))
        return;
      Type type = op->getResult(0).getType();
      if (!isa<UnrankedTensorType>(type))
        return;
      op->emitOpError("has no lowering for CPUs on ")
          << type << "; allowed are scalars, vectors and ranked tensors";
      signalPassFailure();
    });
  }
};

} // namespace
