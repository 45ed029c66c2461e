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
#include "mlir/ExecutionEngine/OptUtils.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Target/LLVMIR/Dialect/All.h"
#include "llvm/ExecutionEngine/Orc/JITTargetMachineBuilder.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"

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

void mlir::softplus::test::initializeJIT() {
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  registerAllPasses();
  mlir::softplus::registerSoftplusPasses();
}

static std::unique_ptr<llvm::TargetMachine> createHostTargetMachine() {
  auto builder =
      llvm::cantFail(llvm::orc::JITTargetMachineBuilder::detectHost());
  builder.setCodeGenOptLevel(llvm::CodeGenOptLevel::Aggressive);
  return llvm::cantFail(builder.createTargetMachine());
}

void mlir::softplus::test::registerDialects(DialectRegistry &registry) {
  registerAllDialects(registry);
  registerAllExtensions(registry);
  registerAllToLLVMIRTranslations(registry);
  mlir::softplus::registerSoftplusDialect(registry);
}

static llvm::Expected<std::unique_ptr<ExecutionEngine>>
createEngine(ModuleOp module, bool optimizes,
             std::optional<llvm::CodeGenOptLevel> codeGenOptLevel) {
  ExecutionEngineOptions options;
  options.jitCodeGenOptLevel = codeGenOptLevel;
  std::unique_ptr<llvm::TargetMachine> machine;
  std::function<llvm::Error(llvm::Module *)> optimize;
  if (optimizes) {
    machine = createHostTargetMachine();
    optimize = makeOptimizingTransformer(/*optLevel=*/3, /*sizeLevel=*/0,
                                         machine.get());
    options.transformer = optimize;
    options.jitCodeGenOptLevel = llvm::CodeGenOptLevel::Aggressive;
  }
  return ExecutionEngine::create(module, options);
}

CompiledModule::CompiledModule(StringRef source, StringRef pipeline,
                               bool optimizes) {
  DialectRegistry registry;
  registerDialects(registry);
  context = std::make_unique<MLIRContext>(registry);

  OwningOpRef<ModuleOp> module =
      parseSourceString<ModuleOp>(source, context.get());
  if (!module)
    llvm::report_fatal_error("the source does not parse");
  PassManager passManager(context.get());
  if (failed(parsePassPipeline(pipeline, passManager)) ||
      failed(passManager.run(*module)))
    llvm::report_fatal_error("the pipeline failed");
  engine = llvm::cantFail(createEngine(*module, optimizes, std::nullopt));
}

CompiledModule::CompiledModule(CompiledModule &&other) = default;
CompiledModule::~CompiledModule() = default;

llvm::Expected<CompiledModule>
CompiledModule::compile(ModuleOp module, bool optimizes,
                        ArrayRef<HostSymbol> symbols) {
  CompiledModule result;
  // The code runs once: that the compiler is fast counts more. At level 0, x86
  // would convert arguments of bf16 to f32 and back, without subnormals.
  if (llvm::Error error =
          createEngine(module, optimizes, llvm::CodeGenOptLevel::Less)
              .moveInto(result.engine))
    return std::move(error);
  result.engine->registerSymbols([&](llvm::orc::MangleAndInterner interner) {
    llvm::orc::SymbolMap map;
    for (auto [name, address] : symbols)
      map[interner(name)] = {llvm::orc::ExecutorAddr::fromPtr(address),
                             llvm::JITSymbolFlags::Exported};
    return map;
  });
  return result;
}

void CompiledModule::call(StringRef function,
                          ArrayRef<MemRefDescriptor *> operands) {
  std::vector<void *> descriptors;
  for (MemRefDescriptor *operand : operands)
    descriptors.push_back(operand->data());
  std::vector<void *> arguments;
  for (void *&descriptor : descriptors)
    arguments.push_back(&descriptor);
  llvm::cantFail(invoke(function, arguments));
}

llvm::Error CompiledModule::invoke(StringRef function,
                                   MutableArrayRef<void *> arguments) {
  return engine->invokePacked(("_mlir_ciface_" + function).str(), arguments);
}
