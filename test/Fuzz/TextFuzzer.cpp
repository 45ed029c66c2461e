//===- TextFuzzer.cpp - Fuzz the parser -----------------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// usage: softplus-fuzz-text [LIBFUZZER-OPTION...] CORPUS-FOLDER...
//
//===----------------------------------------------------------------------===//

#include "BytecodeLayout.h"
#include "ProcessModule.h"

using namespace mlir;
using namespace mlir::softplus;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  // Bytecode is the other fuzzer's.
  if (!test::isBytecode({data, size}))
    test::processModule(StringRef(reinterpret_cast<const char *>(data), size));
  return 0;
}
