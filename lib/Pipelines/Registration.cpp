//===- Registration.cpp - Registration of the pipelines -------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Pipelines/Pipelines.h"
#include "mlir/Pass/PassRegistry.h"

using namespace mlir;
using namespace mlir::softplus;

void softplus::registerSoftplusPipelines() {
  PassPipelineRegistration<SoftplusToCPUPipelineOptions>(
      "softplus-to-cpu-pipeline",
      "Bring functions with softplus on tensors or memrefs to the llvm dialect",
      buildSoftplusToCPUPipeline);
  PassPipelineRegistration<SoftplusToNVVMPipelineOptions>(
      "softplus-to-nvvm-pipeline",
      "Bring functions with softplus on tensors or memrefs to launches of "
      "kernels for NVIDIA GPUs, and the kernels to PTX or a binary",
      buildSoftplusToNVVMPipeline);
}
