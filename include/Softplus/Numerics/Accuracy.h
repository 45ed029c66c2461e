//===- Accuracy.h - Accuracy of the kernels ---------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_ACCURACY_H
#define SOFTPLUS_NUMERICS_ACCURACY_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace mlir::softplus::numerics {

/// How accurate the results of softplus are, in ulp of the element type.
enum class Accuracy {
  /// f32 within 4 ulp at beta = 1 and -1; all else as `Faithful`.
  Fast,
  /// The halves correctly rounded, f32 and f64 below 1 ulp.
  Faithful,
  /// The halves and f32 correctly rounded, f64 below 0.51 ulp.
  Correct,
};

/// Returns the name of `accuracy` in IR and in options.
llvm::StringRef stringifyAccuracy(Accuracy accuracy);

/// Returns the accuracy named `name`, if there is one.
std::optional<Accuracy> symbolizeAccuracy(llvm::StringRef name);

/// Returns the names of all accuracies, for diagnostics.
std::string listAccuracies();

llvm::raw_ostream &operator<<(llvm::raw_ostream &os, Accuracy accuracy);

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_ACCURACY_H
