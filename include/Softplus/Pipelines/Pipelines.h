//===- Pipelines.h - Pass pipelines -----------------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_PIPELINES_PIPELINES_H
#define SOFTPLUS_PIPELINES_PIPELINES_H

#include "Softplus/Conversion/AccuracyOption.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"

namespace mlir::softplus {

/// Options of `softplus-to-cpu-pipeline`.
struct SoftplusToCPUPipelineOptions
    : PassPipelineOptions<SoftplusToCPUPipelineOptions> {
  PassOptions::Option<int64_t> vectorSize{
      *this, "vector-size", llvm::cl::desc("Elements of a vector; at least 1"),
      llvm::cl::init(16)};
  PassOptions::Option<numerics::Accuracy> accuracy{
      *this, "accuracy",
      llvm::cl::desc("Accuracy of softplus and its gradient"),
      llvm::cl::init(numerics::Accuracy::Faithful), getAccuracyValues()};
};

/// Adds the passes that bring a module whose functions use softplus operations
/// on tensors, on vectors and scalars, or in `linalg` operations on memrefs, to
/// the `llvm` dialect. Tensors become memrefs of identity layout at function
/// boundaries. The result needs `exp` and `log1p` of the C library and, where
/// buffers of other layouts are copied, MLIR's C runner utilities.
void buildSoftplusToCPUPipeline(OpPassManager &pm,
                                const SoftplusToCPUPipelineOptions &options);

/// Registers the pipelines of this project with the global pass registry.
void registerSoftplusPipelines();

} // namespace mlir::softplus

#endif // SOFTPLUS_PIPELINES_PIPELINES_H
