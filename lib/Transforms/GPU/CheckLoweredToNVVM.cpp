//===- CheckLoweredToNVVM.cpp - Check that a module can be a binary -------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Target/LLVM/NVVM/Utils.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Triple.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CHECKLOWEREDTONVVMPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

//===----------------------------------------------------------------------===//
// The target
//===----------------------------------------------------------------------===//

/// Returns what LLVM knows of the processors of a triple, or null.
static std::unique_ptr<llvm::MCSubtargetInfo>
createSubtarget(const llvm::Triple &triple) {
  std::string error;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, error);
  if (!target)
    return nullptr;
  return std::unique_ptr<llvm::MCSubtargetInfo>(
      target->createMCSubtargetInfo(triple, /*CPU=*/"", /*Features=*/""));
}

/// Emits an error for the features that LLVM does not know. They are a list
/// like '+ptx86,-ptx80'.
static LogicalResult checkFeatures(gpu::GPUModuleOp module,
                                   const llvm::MCSubtargetInfo &subtarget,
                                   StringRef features) {
  for (StringRef feature : llvm::split(features, ',')) {
    StringRef name = feature.drop_front(feature.empty() ? 0 : 1);
    bool hasSign = feature.starts_with("+") || feature.starts_with("-");
    bool isKnown = llvm::any_of(subtarget.getAllProcessorFeatures(),
                                [&](const llvm::SubtargetFeatureKV &known) {
                                  return known.Key == name;
                                });
    if (!feature.empty() && !(hasSign && isKnown))
      return module.emitOpError("has a target of the feature '")
             << feature
             << "'; allowed are + or - and a feature of LLVM's NVPTX target, "
                "+ptx86 for instance";
  }
  return success();
}

static LogicalResult checkTarget(gpu::GPUModuleOp module,
                                 NVVM::NVVMTargetAttr attribute) {
  LLVMInitializeNVPTXTargetInfo();
  LLVMInitializeNVPTXTargetMC();
  auto subtarget = createSubtarget(llvm::Triple(attribute.getTriple()));
  if (!subtarget)
    return module.emitOpError("has a target of the triple '")
           << attribute.getTriple() << "', for which LLVM has no target";
  if (subtarget->isCPUStringValid(attribute.getChip()))
    return checkFeatures(module, *subtarget, attribute.getFeatures());
  InFlightDiagnostic error = module.emitOpError("has a target of the chip '")
                             << attribute.getChip() << "'; allowed are ";
  llvm::interleaveComma(
      subtarget->getAllProcessorDescriptions(), error,
      [&](const llvm::SubtargetSubTypeKV &chip) { error << chip.Key; });
  return error;
}

//===----------------------------------------------------------------------===//
// Operations and functions
//===----------------------------------------------------------------------===//

static LogicalResult checkOperation(Operation *op) {
  if (isa<gpu::GPUModuleOp>(op) ||
      isa_and_nonnull<LLVM::LLVMDialect, NVVM::NVVMDialect>(op->getDialect()))
    return success();
  return op->emitOpError("has no lowering to NVIDIA's GPUs, in which allowed "
                         "are only operations of llvm and nvvm");
}

static LogicalResult checkFunction(LLVM::LLVMFuncOp function) {
  StringRef name = function.getName();
  if (!function.isExternal() || name.starts_with("llvm."))
    return success();
  if (!name.starts_with("__nv_"))
    return function.emitOpError("is called by a kernel, but not in its module");
  if (!NVVM::getCUDAToolkitPath().empty())
    return success();
  return function.emitOpError(
      "is of libdevice, which is part of a CUDA toolkit; install one and set "
      "CUDA_ROOT, CUDA_HOME or CUDA_PATH to its folder");
}

namespace {

struct CheckLoweredToNVVMPass
    : softplus::impl::CheckLoweredToNVVMPassBase<CheckLoweredToNVVMPass> {
  using Base::Base;

  void runOnOperation() override {
    markAllAnalysesPreserved();
    gpu::GPUModuleOp module = getOperation();
    if (ArrayAttr targets = module.getTargetsAttr())
      for (auto target : targets.getAsRange<Attribute>())
        if (auto nvvm = dyn_cast<NVVM::NVVMTargetAttr>(target))
          if (failed(checkTarget(module, nvvm)))
            return signalPassFailure();
    module.walk([&](Operation *op) {
      if (failed(checkOperation(op)))
        signalPassFailure();
    });
    for (auto function : module.getOps<LLVM::LLVMFuncOp>())
      if (failed(checkFunction(function)))
        signalPassFailure();
  }
};

} // namespace
