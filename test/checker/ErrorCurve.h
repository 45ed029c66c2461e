//===- ErrorCurve.h - Largest errors by operand -----------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_CHECKER_ERRORCURVE_H
#define SOFTPLUS_TEST_CHECKER_ERRORCURVE_H

#include "llvm/ADT/StringRef.h"
#include <vector>

namespace mlir::softplus::test {

/// The largest error in each of many intervals of x.
class ErrorCurve {
public:
  /// Divides [`begin`, `end`) into `count` intervals.
  ErrorCurve(double begin, double end, size_t count)
      : begin(begin), width((end - begin) / count), largest(count, -1.0) {}

  void add(double x, double error);

  /// Writes a line with the middle of each interval that had an operand, and
  /// its largest error. Returns whether the file could be written.
  bool write(llvm::StringRef path) const;

private:
  double begin, width;
  std::vector<double> largest;
};

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_CHECKER_ERRORCURVE_H
