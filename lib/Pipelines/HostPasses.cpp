//===- HostPasses.cpp - Passes that the pipelines share -------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HostPasses.h"
#include "Softplus/Conversion/Passes.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::softplus;

void softplus::addCleanupPasses(OpPassManager &pm) {
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
}

void softplus::addFusionPasses(OpPassManager &functions) {
  functions.addPass(memref::createExpandReallocPass());
  functions.addPass(createCanonicalizerPass());
  functions.addPass(createLiftBranchesToSCFPass());
  functions.addPass(createConvertElementwiseToLinalgPass());
  functions.addPass(createLinalgGeneralizeNamedOpsPass());
  functions.addPass(createFuseSoftplusPass());
  addCleanupPasses(functions);
}

void softplus::addDeallocationPasses(OpPassManager &pm) {
  OpPassManager &functions = pm.nest<func::FuncOp>();
  functions.addPass(createCanonicalizerPass());
  functions.addPass(createFreeTensorBuffersPass());
  functions.addPass(createCanonicalizerPass());
  functions.addPass(
      bufferization::createBufferDeallocationSimplificationPass());
  pm.addPass(bufferization::createLowerDeallocationsPass());
  pm.addNestedPass<func::FuncOp>(createConvertBufferizationToMemRefPass());
}

void softplus::addExpansionPasses(OpPassManager &functions) {
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

void softplus::addLLVMPasses(OpPassManager &pm) {
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
