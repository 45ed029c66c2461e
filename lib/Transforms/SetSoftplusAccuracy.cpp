//===- SetSoftplusAccuracy.cpp - State the accuracy in the IR -------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusSemantics.h"
#include "Softplus/Transforms/Passes.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_SETSOFTPLUSACCURACYPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;

namespace {

struct SetSoftplusAccuracyPass
    : softplus::impl::SetSoftplusAccuracyPassBase<SetSoftplusAccuracyPass> {
  using Base::Base;

  void runOnOperation() override {
    softplus::setDefaultAccuracy(getOperation(), accuracy);
  }
};

} // namespace
