//===- softplus-opt.cpp - mlir-opt with the softplus dialect --------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/InitAll.h"
#include "Softplus/Version.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Target/LLVMIR/Dialect/All.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "llvm/Support/CommandLine.h"

int main(int argc, char **argv) {
  llvm::cl::AddExtraVersionPrinter([](llvm::raw_ostream &os) {
    os << "softplus version " SOFTPLUS_VERSION_STRING "\n";
  });
  mlir::registerAllPasses();
  mlir::softplus::registerSoftplusPasses();

  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  // For gpu-module-to-binary, as in mlir-opt.
  mlir::registerAllGPUToLLVMIRTranslations(registry);
  mlir::softplus::registerSoftplusDialect(registry);
  return mlir::asMainReturnCode(mlir::MlirOptMain(
      argc, argv, "Modular optimizer with the softplus dialect\n", registry));
}
