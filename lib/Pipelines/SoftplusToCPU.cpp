//===- SoftplusToCPU.cpp - Pipeline for CPUs ------------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Pipelines/Pipelines.h"

void mlir::softplus::registerSoftplusPipelines() {}
