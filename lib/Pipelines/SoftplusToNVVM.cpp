//===- SoftplusToNVVM.cpp - Pipeline for NVIDIA GPUs ----------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// As far as buffers, the pipeline is that for CPUs. Then every linalg operation
// becomes a launch, and the kernels are outlined and brought to a binary; what
// is left of the functions is lowered as for CPUs.
//
//===----------------------------------------------------------------------===//

#include "HostPasses.h"
#include "Softplus/Conversion/Passes.h"
#include "Softplus/Pipelines/Pipelines.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/Transforms/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::softplus;

/// Makes launches of the linalg operations on buffers, and outlines what they
/// launch.
static void addLaunchPasses(OpPassManager &pm,
                            const SoftplusToNVVMPipelineOptions &options) {
  OpPassManager &functions = pm.nest<func::FuncOp>();
  functions.addPass(createConvertLinalgToGPULaunchPass(
      {options.bytesPerThread, options.blockSize}));
  addCleanupPasses(functions);
  functions.addPass(createShareBuffersWithGPUPass());
  functions.addPass(createGpuLaunchSinkIndexComputationsPass());
  pm.addPass(createGpuKernelOutliningPass());
}

/// Brings the kernels to the llvm and nvvm dialects.
static void addKernelPasses(OpPassManager &kernels,
                            const SoftplusToNVVMPipelineOptions &options) {
  kernels.addPass(memref::createExpandStridedMetadataPass());
  kernels.addPass(createLowerAffinePass());
  kernels.addPass(arith::createArithExpandOpsPass());
  kernels.addPass(createSCFToControlFlowPass());
  addCleanupPasses(kernels);
  kernels.addPass(createConvertSoftplusToNVVMPass());
  ConvertGpuOpsToNVVMOpsOptions conversion;
  conversion.indexBitwidth = options.use64bitIndex ? 64 : 32;
  kernels.addPass(createConvertGpuOpsToNVVMOps(conversion));
  kernels.addPass(createReconcileUnrealizedCastsPass());
  addCleanupPasses(kernels);
  kernels.addPass(createCheckLoweredToNVVMPass());
}

void softplus::buildSoftplusToNVVMPipeline(
    OpPassManager &pm, const SoftplusToNVVMPipelineOptions &options) {
  pm.addPass(createDropTransformSchedulesPass());
  pm.addPass(createCheckSoftplusForCPUPass());
  pm.addNestedPass<func::FuncOp>(
      createSetSoftplusAccuracyPass({options.accuracy}));
  // What a function that is called gets may be a constant of the host.
  pm.addPass(createInlinerPass());
  addFusionPasses(pm.nest<func::FuncOp>());
  pm.addPass(createBufferizeHostCodePass());
  addDeallocationPasses(pm);
  addCleanupPasses(pm.nest<func::FuncOp>());
  addLaunchPasses(pm, options);

  GpuNVVMAttachTargetOptions target;
  target.chip = options.chip;
  target.features = options.features;
  target.optLevel = 3;
  pm.addPass(createGpuNVVMAttachTarget(target));
  addKernelPasses(pm.nest<gpu::GPUModuleOp>(), options);

  addExpansionPasses(pm.nest<func::FuncOp>());
  addLLVMPasses(pm);
  GpuModuleToBinaryPassOptions binary;
  binary.compilationTarget = stringifyBinaryFormat(options.format).str();
  pm.addPass(createGpuModuleToBinaryPass(binary));
  pm.addPass(createCheckLoweredToLLVMPass());
}
