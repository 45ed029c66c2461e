//===- JIT.cpp - Compile and run IR in tests ------------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "JIT.h"
#include "Softplus/InitAll.h"
#include "mlir/ExecutionEngine/ExecutionEngine.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Target/LLVMIR/Dialect/All.h"
#include "llvm/Support/Error.h"

using namespace mlir;
using namespace mlir::softplus::test;

MemRefDescriptor mlir::softplus::test::makeMemRef(void *data, int64_t offset,
                                                  ArrayRef<int64_t> sizes,
                                                  ArrayRef<int64_t> strides) {
  auto pointer = reinterpret_cast<int64_t>(data);
  MemRefDescriptor descriptor{pointer, pointer, offset};
  descriptor.insert(descriptor.end(), sizes.begin(), sizes.end());
  descriptor.insert(descriptor.end(), strides.begin(), strides.end());
  return descriptor;
}

CompiledModule::CompiledModule(StringRef source, StringRef pipeline) {
  DialectRegistry registry;
  registerAllDialects(registry);
  registerAllExtensions(registry);
  registerAllToLLVMIRTranslations(registry);
  mlir::softplus::registerSoftplusDialect(registry);
  context = std::make_unique<MLIRContext>(registry);

  OwningOpRef<ModuleOp> module =
      parseSourceString<ModuleOp>(source, context.get());
  if (!module)
    llvm::report_fatal_error("the source does not parse");
  PassManager passManager(context.get());
  if (failed(parsePassPipeline(pipeline, passManager)) ||
      failed(passManager.run(*module)))
    llvm::report_fatal_error("the pipeline failed");
  engine = llvm::cantFail(ExecutionEngine::create(*module));
}

CompiledModule::~CompiledModule() = default;

void CompiledModule::call(StringRef function,
                          ArrayRef<MemRefDescriptor *> operands) {
  std::vector<void *> descriptors;
  for (MemRefDescriptor *operand : operands)
    descriptors.push_back(operand->data());
  std::vector<void *> arguments;
  for (void *&descriptor : descriptors)
    arguments.push_back(&descriptor);
  llvm::cantFail(
      engine->invokePacked(("_mlir_ciface_" + function).str(), arguments));
}
