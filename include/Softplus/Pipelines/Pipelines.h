//===- Pipelines.h - Pass pipelines -----------------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_PIPELINES_PIPELINES_H
#define SOFTPLUS_PIPELINES_PIPELINES_H

namespace mlir::softplus {

/// Registers the pipelines of this project with the global pass registry.
void registerSoftplusPipelines();

} // namespace mlir::softplus

#endif // SOFTPLUS_PIPELINES_PIPELINES_H
