//===- SoftplusToCPU.cpp - Pipeline to the llvm dialect for CPUs ----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Conversion/Passes.h"
#include "Softplus/Pipelines/Pipelines.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Bufferization/Pipelines/Passes.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/Vector/Transforms/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::softplus;

/// Brings every elementwise operation on tensors into a `linalg.generic`, and
/// fuses those.
static void addFusionPasses(OpPassManager &pm) {
  pm.addNestedPass<func::FuncOp>(createConvertElementwiseToLinalgPass());
  pm.addNestedPass<func::FuncOp>(createLinalgGeneralizeNamedOpsPass());
  pm.addPass(createLinalgElementwiseOpFusionPass());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
}

/// Turns tensors into memrefs, also those in function types.
static void addBufferizationPasses(OpPassManager &pm) {
  pm.addPass(bufferization::createEmptyTensorEliminationPass());
  bufferization::OneShotBufferizePassOptions options;
  options.bufferizeFunctionBoundaries = true;
  options.functionBoundaryTypeConversion =
      bufferization::LayoutMapOption::IdentityLayoutMap;
  pm.addPass(bufferization::createOneShotBufferizePass(options));
  bufferization::buildBufferDeallocationPipeline(pm);
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
}

/// Lowers the softplus operations on scalars and vectors, and the other `math`
/// operations of the module.
static void addOpLoweringPasses(OpPassManager &pm,
                                numerics::Accuracy accuracy) {
  pm.addPass(createConvertSoftplusToArithPass({accuracy}));
  // x86's conversion to bf16 flushes subnormals; the expansion does not.
  arith::ArithExpandOpsPassOptions expandOptions;
  expandOptions.includeBf16 = true;
  pm.addPass(arith::createArithExpandOpsPass(expandOptions));
  // Upstream's log1p(x) is log(1 + x): leave that operation to the C library.
  ConvertMathToLLVMPassOptions mathOptions;
  mathOptions.approximateLog1p = false;
  pm.addPass(createConvertMathToLLVMPass(mathOptions));
  pm.addPass(createConvertMathToLibmPass());
}

static void addLLVMPasses(OpPassManager &pm, unsigned threads) {
  if (threads != 1) {
    pm.addPass(createConvertSCFToOpenMPPass({threads}));
    // Inlines allocation scopes: they hold one block, which will be many.
    pm.addPass(createCanonicalizerPass());
  }
  pm.addPass(createConvertVectorToSCFPass());
  pm.addPass(createSCFToControlFlowPass());
  pm.addPass(memref::createExpandStridedMetadataPass());
  pm.addPass(createLowerAffinePass());
  pm.addPass(createConvertVectorToLLVMPass());
  pm.addPass(createConvertToLLVMPass());
  pm.addPass(createReconcileUnrealizedCastsPass());
  pm.addPass(createMaskHalvesAsIntegersPass());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
}

void softplus::buildSoftplusToCPUPipeline(
    OpPassManager &pm, const SoftplusToCPUPipelineOptions &options) {
  // First, so that whatever folds or merges operations knows it.
  pm.addPass(createSetSoftplusAccuracyPass({options.accuracy}));
  pm.addPass(createCheckSoftplusForCPUPass());
  pm.addPass(createCanonicalizerPass());
  addFusionPasses(pm);
  addBufferizationPasses(pm);
  pm.addPass(createFlattenSoftplusPass());
  if (options.threads != 1)
    pm.addPass(createParallelizeSoftplusPass());
  pm.addPass(
      createVectorizeSoftplusPass({options.vectorSize, options.vectorWidth,
                                   options.unroll, options.accuracy}));
  if (options.prefetchDistance)
    pm.addPass(createPrefetchSoftplusPass({options.prefetchDistance}));
  pm.addNestedPass<func::FuncOp>(createConvertLinalgToLoopsPass());
  addOpLoweringPasses(pm, options.accuracy);
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
  addLLVMPasses(pm, options.threads);
}

void softplus::registerSoftplusPipelines() {
  PassPipelineRegistration<SoftplusToCPUPipelineOptions>(
      "softplus-to-cpu-pipeline",
      "Bring functions with softplus on tensors or memrefs to the llvm dialect",
      buildSoftplusToCPUPipeline);
}
