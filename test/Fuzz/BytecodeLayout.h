//===- BytecodeLayout.h - Layout of a bytecode file -------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_FUZZ_BYTECODELAYOUT_H
#define SOFTPLUS_TEST_FUZZ_BYTECODELAYOUT_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/ArrayRef.h"

namespace mlir::softplus::test {

bool isBytecode(ArrayRef<uint8_t> bytes);

/// Returns the properties of the operations in a bytecode file, which dialects
/// read themselves, without their count; empty if there are none. MLIR's reader
/// does not survive wrong bytes elsewhere, see README.md.
MutableArrayRef<uint8_t> getProperties(MutableArrayRef<uint8_t> bytes);

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_FUZZ_BYTECODELAYOUT_H
