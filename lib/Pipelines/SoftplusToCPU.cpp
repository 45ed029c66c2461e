//===- SoftplusToCPU.cpp - Pipeline to the llvm dialect for CPUs ----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Passes are nested on functions wherever they can be: MLIR then runs them on
// several functions at a time, and they leave alone what is in a `gpu.module`.
//
// An operation of the softplus dialect becomes dozens of others, which every
// later pass would walk over; so the kernels are emitted last.
//
//===----------------------------------------------------------------------===//

#include "Softplus/Conversion/Passes.h"
#include "Softplus/Pipelines/Pipelines.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/SCF/Transforms/Passes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::softplus;

namespace {

/// Runs the pipeline on the modules in a module. Passes that are nested on
/// functions do not reach into them.
struct LowerNestedModulesPass
    : PassWrapper<LowerNestedModulesPass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(LowerNestedModulesPass)

  explicit LowerNestedModulesPass(const SoftplusToCPUPipelineOptions &options) {
    this->options.copyOptionValuesFrom(options);
  }
  LowerNestedModulesPass(const LowerNestedModulesPass &other)
      : LowerNestedModulesPass(other.options) {}

  StringRef getName() const override { return "LowerNestedModules"; }

  void runOnOperation() override {
    if (getOperation().getOps<ModuleOp>().empty())
      return markAllAnalysesPreserved();
    for (auto nested : getOperation().getOps<ModuleOp>()) {
      OpPassManager pipeline(ModuleOp::getOperationName());
      buildSoftplusToCPUPipeline(pipeline, options);
      if (failed(runPipeline(pipeline, nested)))
        return signalPassFailure();
    }
  }

private:
  SoftplusToCPUPipelineOptions options;
};

} // namespace

static void addCleanupPasses(OpPassManager &pm) {
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
}

/// Brings every elementwise operation on tensors into a `linalg.generic`, and
/// fuses those.
static void addFusionPasses(OpPassManager &functions) {
  functions.addPass(memref::createExpandReallocPass());
  functions.addPass(createCanonicalizerPass());
  functions.addPass(createLiftBranchesToSCFPass());
  functions.addPass(createConvertElementwiseToLinalgPass());
  functions.addPass(createLinalgGeneralizeNamedOpsPass());
  functions.addPass(createFuseSoftplusPass());
  addCleanupPasses(functions);
}

/// Does what upstream's `buffer-deallocation-pipeline` does, nested on
/// functions.
static void addDeallocationPasses(OpPassManager &pm) {
  OpPassManager &functions = pm.nest<func::FuncOp>();
  functions.addPass(createCanonicalizerPass());
  functions.addPass(createFreeTensorBuffersPass());
  functions.addPass(createCanonicalizerPass());
  functions.addPass(
      bufferization::createBufferDeallocationSimplificationPass());
  pm.addPass(bufferization::createLowerDeallocationsPass());
  pm.addNestedPass<func::FuncOp>(createConvertBufferizationToMemRefPass());
}

/// Makes loops over vectors of the linalg operations on buffers.
static void addLoopPasses(OpPassManager &functions,
                          const SoftplusToCPUPipelineOptions &options) {
  functions.addPass(createFlattenSoftplusPass());
  if (options.threads != 1)
    functions.addPass(createParallelizeSoftplusPass());
  functions.addPass(createVectorizeSoftplusPass(
      {options.vectorSize, options.vectorWidth, options.unroll}));
  if (options.prefetchDistance)
    functions.addPass(createPrefetchSoftplusPass({options.prefetchDistance}));
  functions.addPass(createConvertLinalgToLoopsPass());
  functions.addPass(options.threads == 1 ? createForallToForLoopPass()
                                         : createForallToParallelLoopPass());
  functions.addPass(createLowerAffinePass());
}

/// Makes branches of loops, and everything simple enough for its conversion.
static void addExpansionPasses(OpPassManager &functions) {
  functions.addPass(createCanonicalizerPass());
  functions.addPass(createConvertVectorToSCFPass());
  functions.addPass(createLowerVectorsPass());
  functions.addPass(createConvertLoopsToCFPass());
  functions.addPass(memref::createExpandOpsPass());
  functions.addPass(createExpandSignedStridesPass());
  functions.addPass(memref::createExpandStridedMetadataPass());
  functions.addPass(createLowerAffinePass());
  // x86's conversion to bf16 flushes subnormals; the expansion does not.
  functions.addPass(createEmulateBFloat16Pass());
  arith::ArithExpandOpsPassOptions expandOptions;
  expandOptions.includeBf16 = true;
  functions.addPass(arith::createArithExpandOpsPass(expandOptions));
}

static void addLLVMPasses(OpPassManager &pm,
                          const SoftplusToCPUPipelineOptions &options) {
  pm.addPass(createConvertHostToLLVMPass());
  OpPassManager &functions = pm.nest<LLVM::LLVMFuncOp>();
  functions.addPass(createReconcileUnrealizedCastsPass());
  functions.addPass(createMaskHalvesAsIntegersPass());
  addCleanupPasses(functions);
  functions.addPass(createConvertSoftplusToLLVMPass());
  functions.addPass(createCSEPass());
  // Last: folds and CSE would take its casts away.
  functions.addPass(createCarryBFloat16AsIntegerPass());
}

void softplus::buildSoftplusToCPUPipeline(
    OpPassManager &pm, const SoftplusToCPUPipelineOptions &options) {
  pm.addPass(std::make_unique<LowerNestedModulesPass>(options));
  pm.addPass(createDropTransformSchedulesPass());
  pm.addPass(createCheckSoftplusForCPUPass());
  // First, so that whatever folds or merges operations knows it.
  pm.addNestedPass<func::FuncOp>(
      createSetSoftplusAccuracyPass({options.accuracy}));
  addFusionPasses(pm.nest<func::FuncOp>());
  pm.addPass(createBufferizeHostCodePass());
  addDeallocationPasses(pm);
  addCleanupPasses(pm.nest<func::FuncOp>());
  pm.addPass(createOutlineLinalgOpsPass({options.maxOpsPerFunction}));
  addLoopPasses(pm.nest<func::FuncOp>(), options);
  if (options.threads != 1)
    pm.addPass(createConvertSCFToOpenMPPass({options.threads}));
  // Inlines allocation scopes too: they hold one block, which will be many.
  addExpansionPasses(pm.nest<func::FuncOp>());
  addLLVMPasses(pm, options);
  pm.addPass(createCheckLoweredToLLVMPass());
}

void softplus::registerSoftplusPipelines() {
  PassPipelineRegistration<SoftplusToCPUPipelineOptions>(
      "softplus-to-cpu-pipeline",
      "Bring functions with softplus on tensors or memrefs to the llvm dialect",
      buildSoftplusToCPUPipeline);
}
