//===- Objectives.h - What a search for coefficients lowers -----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_UTILS_OBJECTIVES_H
#define SOFTPLUS_UTILS_OBJECTIVES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>
#include <vector>

namespace mlir::softplus::numerics {

/// A kernel, or a part of one, as a function of its coefficients, and the
/// number that a search for them lowers.
class Objective {
public:
  virtual ~Objective() = default;

  /// The coefficients that the project uses, numbers of f32.
  virtual std::vector<double> getCoefficients() const = 0;

  /// Returns the value for `coefficients`; or, where it is not below `enough`,
  /// some lower bound of it that is not below `enough`, which costs less.
  virtual double evaluate(llvm::ArrayRef<double> coefficients,
                          double enough) = 0;

  /// Returns what the last call of `evaluate` found, for people.
  virtual std::string describe() const = 0;
};

/// Returns the names of all objectives.
llvm::ArrayRef<llvm::StringRef> getObjectiveNames();

/// Returns the objective `name`, one of `getObjectiveNames()`.
std::unique_ptr<Objective> createObjective(llvm::StringRef name);

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_UTILS_OBJECTIVES_H
