//===- BytecodeFuzzer.cpp - Fuzz the bytecode reader ----------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// usage: softplus-fuzz-bytecode [LIBFUZZER-OPTION...] CORPUS-FOLDER...
//
// Mutations stay within the properties of operations. The corpus may hold text,
// which the first mutation makes bytecode.
//
//===----------------------------------------------------------------------===//

#include "BytecodeLayout.h"
#include "ProcessModule.h"
#include "mlir/Bytecode/BytecodeWriter.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::softplus;

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t capacity);

/// Writes the module that `data` holds as text as bytecode.
static size_t encode(uint8_t *data, size_t size, size_t capacity) {
  test::FuzzContext fuzz;
  OwningOpRef<ModuleOp> module = test::parseModule(
      StringRef(reinterpret_cast<const char *>(data), size), fuzz.context);
  std::string bytecode;
  llvm::raw_string_ostream stream(bytecode);
  if (!module || failed(writeBytecodeToFile(*module, stream)) ||
      bytecode.size() > capacity)
    return 0;
  llvm::copy(bytecode, data);
  return bytecode.size();
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t capacity, unsigned) {
  if (!test::isBytecode({data, size}))
    return encode(data, size, capacity);
  MutableArrayRef<uint8_t> properties = test::getProperties({data, size});
  if (properties.empty())
    return 0;
  // What a mutation cuts off stays as it was.
  SmallVector<uint8_t> mutated(properties);
  mutated.truncate(
      LLVMFuzzerMutate(mutated.data(), mutated.size(), mutated.size()));
  llvm::copy(mutated, properties.begin());
  return size;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (test::isBytecode({data, size}))
    test::processModule(StringRef(reinterpret_cast<const char *>(data), size));
  return 0;
}
