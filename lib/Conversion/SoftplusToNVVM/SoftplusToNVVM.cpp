//===- SoftplusToNVVM.cpp - Softplus to LLVM dialect on NVIDIA GPUs -------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Conversion/Passes.h"
#include "Softplus/Conversion/SoftplusToLLVM/KernelLowering.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CONVERTSOFTPLUSTONVVMPASS
#include "Softplus/Conversion/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

namespace {

struct ConvertSoftplusToNVVMPass
    : softplus::impl::ConvertSoftplusToNVVMPassBase<ConvertSoftplusToNVVMPass> {
  using Base::Base;

  void runOnOperation() override {
    if (failed(checkTypesBelow(getOperation(), "to nvvm",
                               kScalarsAndFixedVectors)))
      return signalPassFailure();
    // The conversion folds what it can, and does not ask the patterns how.
    setDefaultAccuracy(getOperation(), accuracy);
    if (failed(lowerKernelsBelow(getOperation(), KernelTarget::NVVM)))
      signalPassFailure();
  }
};

} // namespace
