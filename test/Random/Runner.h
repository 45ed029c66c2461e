//===- Runner.h - Run a program and compare its paths -----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_RANDOM_RUNNER_H
#define SOFTPLUS_TEST_RANDOM_RUNNER_H

#include "Isolation.h"
#include "Paths.h"
#include "mlir/IR/MLIRContext.h"
#include <optional>

namespace mlir::softplus::test {

/// A fault that the runner makes on purpose, in every path but the reference.
enum class InjectedFault { None, Bit, Canary, Guard, Crash, Hang };

struct PathFinding : Finding {
  /// The path that is at fault; none if it is the program or the reference.
  std::optional<Path> path;
};

/// Runs programs, each in processes of its own.
class Runner {
public:
  /// `context` knows all dialects and has no threads.
  Runner(MLIRContext &context, InjectedFault fault);

  /// Lowers the module in `text` along the reference and all `paths`, runs it
  /// and compares the results bit for bit, except for those of NaNs. LLVM's
  /// loop vectorizer takes exponential time for some loops, and its masked
  /// stores may exceed a buffer: where a path with it does either, the path
  /// runs again without it, and `unvectorizedPathCount` increases.
  std::vector<PathFinding> run(StringRef text, ArrayRef<Path> paths,
                               unsigned &unvectorizedPathCount);

private:
  MLIRContext &context;
  InjectedFault fault;
};

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_RANDOM_RUNNER_H
