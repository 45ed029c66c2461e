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

#include "HostPasses.h"
#include "Softplus/Pipelines/Pipelines.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/SCF/Transforms/Passes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"

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

/// Makes loops over vectors of the linalg operations on buffers.
static void addLoopPasses(OpPassManager &functions,
                          const SoftplusToCPUPipelineOptions &options) {
  functions.addPass(createVectorizeContractionsPass({options.vectorWidth}));
  functions.addPass(createOrderLoopsPass());
  functions.addPass(createSpecializeStridesPass());
  functions.addPass(createFlattenSoftplusPass());
  if (options.threads != 1)
    functions.addPass(createParallelizeSoftplusPass());
  functions.addPass(createReduceInLanesPass());
  functions.addPass(createVectorizeSoftplusPass(
      {options.vectorSize, options.vectorWidth, options.unroll}));
  if (options.prefetchDistance)
    functions.addPass(createPrefetchSoftplusPass({options.prefetchDistance}));
  functions.addPass(createConvertLinalgToLoopsPass());
  functions.addPass(options.threads == 1 ? createForallToForLoopPass()
                                         : createForallToParallelLoopPass());
  functions.addPass(createLowerAffinePass());
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
  pm.addNestedPass<func::FuncOp>(createReuseOperandsPass());
  pm.addPass(createBufferizeHostCodePass());
  addDeallocationPasses(pm);
  pm.addNestedPass<func::FuncOp>(createConvertCopiesToLinalgPass());
  addCleanupPasses(pm.nest<func::FuncOp>());
  pm.addPass(createOutlineLinalgOpsPass({options.maxOpsPerFunction}));
  addLoopPasses(pm.nest<func::FuncOp>(), options);
  if (options.threads != 1)
    pm.addPass(createConvertSCFToOpenMPPass({options.threads}));
  pm.addNestedPass<func::FuncOp>(createHoistScratchMemoryPass());
  // Inlines allocation scopes too: they hold one block, which will be many.
  addExpansionPasses(pm.nest<func::FuncOp>());
  addLLVMPasses(pm);
  pm.addPass(createCheckLoweredToLLVMPass());
}
