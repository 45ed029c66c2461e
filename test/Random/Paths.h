//===- Paths.h - Lowerings of random programs -------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_RANDOM_PATHS_H
#define SOFTPLUS_TEST_RANDOM_PATHS_H

#include "Features.h"
#include "Softplus/Numerics/Accuracy.h"
#include "mlir/Support/LLVM.h"
#include <string>
#include <vector>

namespace mlir::softplus::test {

enum class RoundTrip { None, Text, Bytecode };

/// A way from a program to the llvm dialect.
struct Path {
  std::string pipeline;
  RoundTrip roundTrip = RoundTrip::None;
  /// Whether LLVM's optimizer runs afterwards.
  bool optimizes = false;
  /// Whether LLVM's optimizer includes its loop vectorizer.
  bool vectorizesLoops = true;

  /// Returns the accuracy that the pipeline's options ask for.
  numerics::Accuracy getAccuracy() const;
  /// Returns the options of softplus-random that select this path.
  std::string getOptions() const;
};

/// Picks the paths of a program.
std::vector<Path> pickPaths(RandomSource &random, FeatureChooser &features);

/// Returns the paths that a program from a file takes if none is given.
std::vector<Path> getDefaultPaths();

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_RANDOM_PATHS_H
