//===- Accuracy.cpp - Accuracy of the kernels -----------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/Accuracy.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <iterator>

using namespace mlir::softplus::numerics;

/// In the order of the enumeration.
static constexpr llvm::StringLiteral kNames[] = {"fast", "faithful", "correct"};

llvm::StringRef mlir::softplus::numerics::stringifyAccuracy(Accuracy accuracy) {
  return kNames[static_cast<int>(accuracy)];
}

std::optional<Accuracy>
mlir::softplus::numerics::symbolizeAccuracy(llvm::StringRef name) {
  for (auto [index, candidate] : llvm::enumerate(kNames))
    if (candidate == name)
      return static_cast<Accuracy>(index);
  return std::nullopt;
}

std::string mlir::softplus::numerics::listAccuracies() {
  return llvm::join(std::begin(kNames), std::end(kNames), ", ");
}

llvm::raw_ostream &mlir::softplus::numerics::operator<<(llvm::raw_ostream &os,
                                                        Accuracy accuracy) {
  return os << stringifyAccuracy(accuracy);
}
