//===- Passes.h - Conversion passes -----------------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_PASSES_H
#define SOFTPLUS_CONVERSION_PASSES_H

#include "Softplus/Support/AccuracyOption.h"
#include "Softplus/Support/Log1pForm.h"
#include "mlir/Pass/Pass.h"

namespace mlir::softplus {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "Softplus/Conversion/Passes.h.inc"

} // namespace mlir::softplus

#endif // SOFTPLUS_CONVERSION_PASSES_H
