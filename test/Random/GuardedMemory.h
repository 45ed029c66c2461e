//===- GuardedMemory.h - Memory that notices stray accesses -----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_RANDOM_GUARDEDMEMORY_H
#define SOFTPLUS_TEST_RANDOM_GUARDEDMEMORY_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mlir::softplus::test {

/// Memory between two pages that cannot be accessed, adjacent to one of them.
/// Canaries fill the rest. Lives as long as the process.
class GuardedMemory {
public:
  /// `isAtEnd`: whether the memory ends, or else begins, at such a page.
  GuardedMemory(size_t size, bool isAtEnd);

  uint8_t *data() const { return begin; }
  size_t size() const { return count; }
  /// Whether no canary has been overwritten.
  bool isIntact() const;
  /// Overwrites the last canary before the memory.
  void breakCanary();

private:
  uint8_t *pages, *begin;
  size_t pagesSize, count;
};

/// Makes the process report `kind` and a message with the address, by
/// `report`, where it is ended by an access to memory that it may not access.
void reportSegmentationFaults(void (*report)(const std::string &message));

/// The allocator that compiled code is given. Its blocks have canaries, and
/// are not used again after they were freed, but overwritten.
namespace allocator {

/// The functions of the C library that compiled code finds replaced.
std::vector<std::pair<const char *, void *>> getSymbols();

/// Returns what went wrong so far, or an empty string.
std::string check();

} // namespace allocator

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_RANDOM_GUARDEDMEMORY_H
