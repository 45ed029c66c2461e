//===- ErrorCurve.cpp - Largest errors by operand -------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ErrorCurve.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

using namespace mlir::softplus::test;

void ErrorCurve::add(double x, double error) {
  double index = (x - begin) / width;
  if (index >= 0.0 && index < largest.size()) {
    double &value = largest[static_cast<size_t>(index)];
    value = std::max(value, error);
  }
}

bool ErrorCurve::write(llvm::StringRef path) const {
  std::error_code error;
  llvm::raw_fd_ostream os(path, error);
  if (error)
    return false;
  for (size_t i = 0; i < largest.size(); ++i)
    if (largest[i] >= 0.0)
      os << llvm::format("%g %.5f\n", begin + (i + 0.5) * width, largest[i]);
  return true;
}
