//===- CheckSoftplusForCPU.cpp - Diagnose what CPUs lack ------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusInterfaces.h"
#include "Softplus/Support/HostCode.h"
#include "Softplus/Support/LoweringTypes.h"
#include "Softplus/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace mlir::softplus {
#define GEN_PASS_DEF_CHECKSOFTPLUSFORCPUPASS
#include "Softplus/Transforms/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;

/// Emits an error where `op` is a softplus on a type, or in a function, that
/// has no lowering.
static LogicalResult checkSoftplus(Operation *op) {
  if (!isa<SoftplusOpInterface>(op))
    return success();
  if (failed(checkType(op, "for CPUs", kScalarsVectorsAndRankedTensors)))
    return failure();
  Type type = op->getResult(0).getType();
  auto function = op->getParentOfType<FunctionOpInterface>();
  if (isa<TensorType>(type) && function && !isa<func::FuncOp>(function))
    return function->emitOpError("has no lowering for CPUs around ")
           << op->getName() << " on " << type
           << "; allowed around tensors is func.func";
  return success();
}

/// Emits an error where a value of `op` has a type that no lowering knows.
static LogicalResult checkType(Operation *op, Type type) {
  if (auto tensor = dyn_cast<RankedTensorType>(type)) {
    if (tensor.getEncoding())
      return op->emitOpError("has no lowering for CPUs on ")
             << type << " with the encoding " << tensor.getEncoding()
             << "; allowed are tensors without one";
    return success();
  }
  auto memref = dyn_cast<MemRefType>(type);
  if (memref && !memref.isStrided())
    return op->emitOpError("has no lowering for CPUs on ")
           << type << " of layout " << memref.getLayout()
           << "; allowed are identity and strided layouts";
  auto buffer = dyn_cast<BaseMemRefType>(type);
  if (buffer && buffer.getMemorySpace() &&
      !isa<IntegerAttr>(buffer.getMemorySpace()))
    return op->emitOpError("has no lowering for CPUs on ")
           << type << " in memory space " << buffer.getMemorySpace()
           << "; allowed are integers and none";
  return success();
}

static LogicalResult checkTypes(Operation *op) {
  SmallVector<Type> types(op->getOperandTypes());
  llvm::append_range(types, op->getResultTypes());
  if (auto function = dyn_cast<FunctionOpInterface>(op)) {
    llvm::append_range(types, function.getArgumentTypes());
    llvm::append_range(types, function.getResultTypes());
  }
  for (Type type : types)
    if (failed(checkType(op, type)))
      return failure();
  return success();
}

namespace {

struct CheckSoftplusForCPUPass
    : softplus::impl::CheckSoftplusForCPUPassBase<CheckSoftplusForCPUPass> {
  using Base::Base;

  void runOnOperation() override {
    markAllAnalysesPreserved();
    walkHostCode(getOperation(), [&](Operation *op) {
      if (failed(checkSoftplus(op)) || failed(checkTypes(op)))
        signalPassFailure();
    });
  }
};

} // namespace
