//===- SoftplusFolds.cpp - Constant folding -------------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusOps.h"

using namespace mlir;
using namespace mlir::softplus;

OpFoldResult SoftplusOp::fold(FoldAdaptor adaptor) { return {}; }
OpFoldResult SoftplusGradOp::fold(FoldAdaptor adaptor) { return {}; }
