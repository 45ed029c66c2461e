//===- ProcessModule.cpp - What a fuzzer does with its input --------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProcessModule.h"
#include "Softplus/IR/SoftplusDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::softplus;

test::FuzzContext::FuzzContext() : context(MLIRContext::Threading::DISABLED) {
  context.loadDialect<SoftplusDialect, arith::ArithDialect, func::FuncDialect,
                      math::MathDialect>();
  context.getDiagEngine().registerHandler([](Diagnostic &) {});
}

OwningOpRef<ModuleOp> test::parseModule(StringRef source,
                                        MLIRContext &context) {
  // The lexer reads up to a null character.
  std::string terminated = source.str();
  return parseSourceString<ModuleOp>(terminated, &context);
}

void test::processModule(StringRef source) {
  FuzzContext fuzz;
  OwningOpRef<ModuleOp> module = parseModule(source, fuzz.context);
  if (!module)
    return;
  PassManager passManager(&fuzz.context);
  passManager.addPass(createCanonicalizerPass());
  if (failed(passManager.run(*module)))
    return;
  module->print(llvm::nulls());
}
