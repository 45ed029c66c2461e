//===- DropTransformSchedules.cpp - Drop transform scripts ----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Transform/IR/TransformDialect.h"
#include "mlir/IR/BuiltinOps.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_DROPTRANSFORMSCHEDULESPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;
using transform::TransformDialect;

namespace {

struct DropTransformSchedulesPass
    : softplus::impl::DropTransformSchedulesPassBase<
          DropTransformSchedulesPass> {
  using Base::Base;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    bool isChanged = static_cast<bool>(module->removeDiscardableAttr(
        TransformDialect::kWithNamedSequenceAttrName));
    for (Operation &op : llvm::make_early_inc_range(*module.getBody())) {
      if (!isa_and_nonnull<TransformDialect>(op.getDialect()))
        continue;
      op.erase();
      isChanged = true;
    }
    if (!isChanged)
      markAllAnalysesPreserved();
  }
};

} // namespace
