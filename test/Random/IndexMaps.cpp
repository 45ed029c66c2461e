//===- IndexMaps.cpp - Random indexing maps -------------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexMaps.h"

using namespace mlir;
using namespace mlir::softplus::test;

std::optional<size_t> IndexExpression::getDim() const {
  // MLIR reads (d0 * 2 + 1) floordiv 2 as d0.
  int64_t factor = kind == FloorDiv ? divisor : 1;
  if (kind == Mod || constant / factor != 0 ||
      llvm::count(coefficients, factor) != 1 ||
      llvm::count(coefficients, 0) + 1 !=
          static_cast<int64_t>(coefficients.size()))
    return std::nullopt;
  return llvm::find(coefficients, factor) - coefficients.begin();
}

int64_t IndexExpression::evaluate(ArrayRef<int64_t> point) const {
  int64_t value = constant;
  for (auto [dim, index] : llvm::enumerate(point))
    value += coefficients[dim] * index;
  return kind == FloorDiv ? value / divisor
         : kind == Mod    ? value % divisor
                          : value;
}

std::string IndexExpression::getText() const {
  std::string text;
  for (auto [dim, coefficient] : llvm::enumerate(coefficients)) {
    if (coefficient == 0)
      continue;
    text += (text.empty() ? "d" : " + d") + std::to_string(dim);
    if (coefficient != 1)
      text += " * " + std::to_string(coefficient);
  }
  if (constant != 0 || text.empty())
    text += (text.empty() ? "" : " + ") + std::to_string(constant);
  if (kind == Linear)
    return text;
  return "(" + text + ")" + (kind == FloorDiv ? " floordiv " : " mod ") +
         std::to_string(divisor);
}

bool IndexExpression::operator==(const IndexExpression &other) const {
  return coefficients == other.coefficients && constant == other.constant &&
         kind == other.kind && divisor == other.divisor;
}

IndexMap IndexMap::getPermutation(ArrayRef<size_t> dims) {
  IndexMap map;
  for (size_t dim : dims) {
    IndexExpression expression;
    expression.coefficients.resize(4, 0);
    expression.coefficients[dim] = 1;
    map.results.push_back(expression);
  }
  return map;
}

IndexMap IndexMap::getIdentity(size_t rank) {
  return getPermutation(llvm::to_vector(llvm::seq<size_t>(0, rank)));
}

std::string IndexMap::getText(size_t rank) const {
  std::string text = "affine_map<(";
  for (size_t dim = 0; dim < rank; ++dim)
    text += (dim ? ", d" : "d") + std::to_string(dim);
  text += ") -> (";
  for (auto [index, result] : llvm::enumerate(results))
    text += (index ? ", " : "") + result.getText();
  return text + ")>";
}

/// Returns the largest value of `expression` over the points below `extents`,
/// of which there is at least one.
static int64_t getLargest(const IndexExpression &expression,
                          ArrayRef<int64_t> extents) {
  int64_t largest = 0;
  SmallVector<int64_t, 4> point(extents.size(), 0);
  while (true) {
    largest = std::max(largest, expression.evaluate(point));
    size_t dim = extents.size();
    while (dim > 0 && ++point[dim - 1] == extents[dim - 1])
      point[--dim] = 0;
    if (dim == 0)
      return largest;
  }
}

Sizes IndexMap::pickOperandSizes(RandomSource &random,
                                 ArrayRef<int64_t> extents) const {
  Sizes sizes;
  for (const IndexExpression &result : results) {
    if (std::optional<size_t> dim = result.getDim())
      sizes.push_back(extents[*dim]);
    else
      sizes.push_back(getLargest(result, extents) + 1 +
                      (random.chance(30) ? random.between(1, 3) : 0));
  }
  return sizes;
}

/// Picks an expression of the loop dimension `dim`.
static IndexExpression pickExpression(RandomSource &random,
                                      FeatureChooser &features,
                                      ArrayRef<int64_t> extents, size_t dim) {
  IndexExpression expression;
  expression.coefficients.resize(4, 0);
  std::optional<Feature> feature = features.chooseOne(
      {Feature::FloorDivMap, Feature::ModMap, Feature::ReverseMap,
       Feature::ShiftMap, Feature::ScaleMap, Feature::SumMap,
       Feature::ConstantMap});
  if (feature == Feature::ConstantMap) {
    expression.constant = random.between(0, 3);
    return expression;
  }
  expression.coefficients[dim] = 1;
  if (feature == Feature::ReverseMap) {
    expression.coefficients[dim] = -1;
    expression.constant = extents[dim] - 1;
  }
  if (feature == Feature::ScaleMap)
    expression.coefficients[dim] = random.between(2, 3);
  if (feature == Feature::ShiftMap)
    expression.constant = random.between(1, 3);
  if (feature == Feature::SumMap) {
    size_t other = random.between(0, extents.size() - 1);
    expression.coefficients[other] += random.between(1, 2);
  }
  if (feature == Feature::FloorDivMap || feature == Feature::ModMap) {
    expression.kind = feature == Feature::ModMap ? IndexExpression::Mod
                                                 : IndexExpression::FloorDiv;
    expression.divisor = random.between(2, 7);
    if (random.chance(30))
      expression.constant = random.between(1, 5);
    if (random.chance(20))
      expression.coefficients[random.between(0, extents.size() - 1)] += 1;
  }
  return expression;
}

IndexMap mlir::softplus::test::pickIndexMap(RandomSource &random,
                                            FeatureChooser &features,
                                            ArrayRef<int64_t> extents) {
  size_t rank = extents.size();
  SmallVector<size_t> dims = llvm::to_vector(llvm::seq<size_t>(0, rank));
  if (rank > 1 && features.choose(Feature::PermutedMap, 25))
    random.shuffle(dims);
  if (rank > 0 && features.choose(Feature::BroadcastMap, 25))
    dims.erase(dims.begin() + random.between(0, rank - 1));
  IndexMap map = IndexMap::getPermutation(dims);
  // Indices of an empty space have no bounds to be chosen by.
  if (llvm::is_contained(extents, 0))
    return map;
  for (auto [result, dim] : llvm::zip_equal(map.results, dims))
    if (random.chance(20))
      result = pickExpression(random, features, extents, dim);
  if (map.results.size() < 4 && rank > 0 && random.chance(10))
    map.results.push_back(
        pickExpression(random, features, extents, random.between(0, rank - 1)));
  return map;
}
