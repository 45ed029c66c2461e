//===- BytecodeTest.cpp - Reading altered bytecode ------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Reads bytecode of the seeds of the fuzzers, cut off and altered. It either
// reads or is an error; a crash ends the test.
//
//===----------------------------------------------------------------------===//

#include "BytecodeLayout.h"
#include "ProcessModule.h"
#include "mlir/Bytecode/BytecodeWriter.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::softplus;

namespace {

class Bytecode : public testing::TestWithParam<const char *> {
protected:
  void SetUp() override {
    auto file = llvm::MemoryBuffer::getFile(
        std::string(SOFTPLUS_FUZZ_SEEDS "/") + GetParam() + ".mlir");
    ASSERT_TRUE(file);
    test::FuzzContext fuzz;
    OwningOpRef<ModuleOp> module =
        test::parseModule((*file)->getBuffer(), fuzz.context);
    ASSERT_TRUE(module);
    llvm::raw_string_ostream stream(bytecode);
    ASSERT_TRUE(succeeded(writeBytecodeToFile(*module, stream)));
  }

  std::string bytecode;
};

TEST_P(Bytecode, Truncated) {
  for (size_t size = 0; size < bytecode.size(); ++size)
    test::processModule(StringRef(bytecode).take_front(size));
}

// Every byte of the properties, to every value.
TEST_P(Bytecode, Altered) {
  MutableArrayRef<uint8_t> properties = test::getProperties(
      {reinterpret_cast<uint8_t *>(bytecode.data()), bytecode.size()});
  ASSERT_FALSE(properties.empty());
  for (uint8_t &byte : properties) {
    uint8_t original = byte;
    for (unsigned value = 0; value < 256; ++value) {
      byte = value;
      test::processModule(bytecode);
    }
    byte = original;
  }
  test::FuzzContext fuzz;
  EXPECT_TRUE(test::parseModule(bytecode, fuzz.context));
}

INSTANTIATE_TEST_SUITE_P(Seeds, Bytecode,
                         testing::Values("clauses", "generic", "fold",
                                         "rewrites"),
                         [](const auto &info) { return info.param; });

} // namespace
