//===- IndexMaps.h - Random indexing maps -----------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_RANDOM_INDEXMAPS_H
#define SOFTPLUS_TEST_RANDOM_INDEXMAPS_H

#include "Program.h"

namespace mlir::softplus::test {

/// A linear expression of loop dimensions, possibly divided or reduced.
struct IndexExpression {
  enum Kind { Linear, FloorDiv, Mod };

  SmallVector<int64_t, 4> coefficients;
  int64_t constant = 0;
  Kind kind = Linear;
  int64_t divisor = 1;

  /// Returns the dimension that this is, if it is just one.
  std::optional<size_t> getDim() const;
  int64_t evaluate(ArrayRef<int64_t> point) const;
  std::string getText() const;
  bool operator==(const IndexExpression &other) const;
};

struct IndexMap {
  SmallVector<IndexExpression, 4> results;

  static IndexMap getPermutation(ArrayRef<size_t> dims);
  static IndexMap getIdentity(size_t rank);

  /// Returns sizes of an operand that hold all its indices.
  Sizes pickOperandSizes(RandomSource &random, ArrayRef<int64_t> extents) const;
  /// Returns `affine_map<...>` of `rank` dimensions.
  std::string getText(size_t rank) const;
  bool operator==(const IndexMap &other) const {
    return results == other.results;
  }
};

/// Picks a map for an input of an operation that loops over `extents`. Its
/// indices are not negative.
IndexMap pickIndexMap(RandomSource &random, FeatureChooser &features,
                      ArrayRef<int64_t> extents);

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_RANDOM_INDEXMAPS_H
