//===- Isolation.h - Run code that may crash --------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_RANDOM_ISOLATION_H
#define SOFTPLUS_TEST_RANDOM_ISOLATION_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>
#include <vector>

namespace mlir::softplus::test {

/// Something that a path does wrong.
struct Finding {
  /// One word: crash, timeout, diagnostic, leftover, engine, result, bounds,
  /// memory, accuracy, reference or round-trip.
  std::string kind;
  std::string message;
};

/// Seconds of computation that a process may take. It may wait for a multiple
/// of that, on a machine that is busy.
extern unsigned timeLimit;

/// Runs `body` in a child process, with limited time, and returns what it
/// reports. A crash and running out of time are findings too.
std::vector<Finding> runIsolated(function_ref<void()> body);

/// Reports a finding from within a body of `runIsolated`.
void report(StringRef kind, StringRef message);

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_RANDOM_ISOLATION_H
