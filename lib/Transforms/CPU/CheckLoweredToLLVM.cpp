//===- CheckLoweredToLLVM.cpp - Diagnose what is left over ----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Support/HostCode.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/OpenMP/OpenMPDialect.h"
#include "mlir/IR/BuiltinOps.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CHECKLOWEREDTOLLVMPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

static bool isOfTarget(Operation *op) {
  // The translation to LLVM IR takes launches and what they launch.
  return isa<ModuleOp, gpu::BinaryOp, gpu::LaunchFuncOp>(op) ||
         isa_and_nonnull<LLVM::LLVMDialect, omp::OpenMPDialect>(
             op->getDialect());
}

namespace {

struct CheckLoweredToLLVMPass
    : softplus::impl::CheckLoweredToLLVMPassBase<CheckLoweredToLLVMPass> {
  using Base::Base;

  void runOnOperation() override {
    markAllAnalysesPreserved();
    SmallVector<Operation *> left, casts;
    walkHostCode(getOperation(), [&](Operation *op) {
      if (isa<UnrealizedConversionCastOp>(op))
        casts.push_back(op);
      else if (!isOfTarget(op))
        left.push_back(op);
    });
    // A cast is left where one of its users or operands is: name that.
    for (Operation *op : left.empty() ? casts : left) {
      op->emitOpError("has no lowering to the llvm dialect, in which allowed "
                      "are only operations of llvm and omp");
      signalPassFailure();
    }
  }
};

} // namespace
