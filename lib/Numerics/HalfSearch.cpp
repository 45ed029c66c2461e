//===- HalfSearch.cpp - Find the cheapest kernel that is right ------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HalfReference.h"
#include "HostVectors.h"
#include "Softplus/Numerics/HalfKernels.h"
#include "Softplus/Numerics/HalfParameters.h"
#include "Softplus/Numerics/NativeBuilder.h"
#include <algorithm>
#include <limits>
#include <map>
#include <mutex>

using namespace mlir::softplus::numerics;
using llvm::ArrayRef;

namespace {

/// Degrees of the polynomials.
struct Degrees {
  unsigned exp, log1p;

  unsigned getCost() const { return exp + log1p; }
};

} // namespace

// By their cost.
static constexpr Degrees kCandidatesF16[] = {{5, 7}, {5, 8}, {6, 8}},
                         kCandidatesBF16[] = {{4, 5}, {4, 6}, {5, 7}};
static constexpr unsigned kVariants = 200;

//===----------------------------------------------------------------------===//
// Trial
//===----------------------------------------------------------------------===//

/// Rounds as the kernels do.
[[gnu::always_inline]] static inline uint32_t roundToHalf(float x,
                                                          bool isBF16) {
  uint32_t upper = (llvm::bit_cast<uint32_t>(x) + 0x8000) & 0xffff0000;
  return isBF16 ? upper : roundPositiveToF16(x);
}

/// Stores the results of inputs, rounded to a half, as encodings in f32.
template <unsigned expDegree, unsigned log1pDegree>
[[gnu::always_inline]] static inline void
evaluate(const float *x, size_t size, const HalfParameters &given, bool isBF16,
         uint32_t *results) {
  double exp[expDegree + 1], log1p[log1pDegree + 1];
  std::copy(given.exp.begin(), given.exp.end(), exp);
  std::copy(given.log1p.begin(), given.log1p.end(), log1p);
  HalfParameters p = given;
  using Builder = NativeBuilder<float>;
  Builder builder;
  for (size_t i = 0; i < size; ++i) {
    float y =
        half::evaluate(FloatExpr<Builder>{&builder, x[i]}, p, exp, log1p).value;
    results[i] = roundToHalf(y, isBF16);
  }
}

/// The same for the degrees of any candidate.
static void evaluateForHost(const float *x, size_t size,
                            const HalfParameters &p, bool isBF16,
                            uint32_t *results) {
  callForHost([=, &p]() __attribute__((always_inline)) {
    // What is known lets compilers vectorize.
    switch (10 * (p.exp.size() - 1) + p.log1p.size() - 1) {
    case 45:
      return evaluate<4, 5>(x, size, p, isBF16, results);
    case 46:
      return evaluate<4, 6>(x, size, p, isBF16, results);
    case 57:
      return evaluate<5, 7>(x, size, p, isBF16, results);
    case 58:
      return evaluate<5, 8>(x, size, p, isBF16, results);
    case 68:
      return evaluate<6, 8>(x, size, p, isBF16, results);
    }
    llvm_unreachable("not the degrees of a candidate");
  });
}

/// The same for sigmoid.
template <bool isBF16, bool hasLine>
[[gnu::always_inline, gnu::flatten]] static inline void
evaluate(const float *x, size_t size, const HalfSigmoidConstants &given,
         uint32_t *results) {
  HalfSigmoidConstants p = given;
  p.hasLine = hasLine;
  using Builder = NativeBuilder<float>;
  Builder builder;
  for (size_t i = 0; i < size; ++i) {
    float y =
        half::evaluateSigmoid(FloatExpr<Builder>{&builder, x[i]}, p, isBF16)
            .value;
    results[i] = roundToHalf(y, isBF16);
  }
}

static void evaluateForHost(const float *x, size_t size,
                            const HalfSigmoidParameters &p, bool isBF16,
                            uint32_t *results) {
  callForHost([=, &p]() __attribute__((always_inline)) {
    // What is known lets compilers vectorize.
    if (isBF16)
      return evaluate<true, false>(x, size, p, results);
    if (p.hasLine)
      return evaluate<false, true>(x, size, p, results);
    return evaluate<false, false>(x, size, p, results);
  });
}

/// Adds an input to the fix-ups. Returns what is added to their cost.
static unsigned addFixUp(FixUps &fixUps, double x, double result) {
  for (FixUp &fixUp : fixUps) {
    if (fixUp.result != result)
      continue;
    unsigned cost = fixUp.getCost();
    fixUp.least = std::min(fixUp.least, x);
    fixUp.greatest = std::max(fixUp.greatest, x);
    return fixUp.getCost() - cost;
  }
  fixUps.push_back({x, x, result});
  return fixUps.back().getCost();
}

/// Sets the fix-ups for the inputs that are misrounded, and returns their cost,
/// or one above `limit` and what was found until there.
template <typename Parameters>
static unsigned findFixUps(Parameters &p, ArrayRef<float> x,
                           ArrayRef<uint32_t> want, bool isBF16,
                           unsigned limit) {
  constexpr size_t kBlock = 1024;
  uint32_t results[kBlock];
  unsigned cost = 0;
  p.fixUps.clear();
  for (size_t begin = 0; begin < x.size(); begin += kBlock) {
    ArrayRef<float> block = x.slice(begin).take_front(kBlock);
    evaluateForHost(block.data(), block.size(), p, isBF16, results);
    for (size_t i = 0; i < block.size(); ++i) {
      if (results[i] == want[begin + i])
        continue;
      cost +=
          addFixUp(p.fixUps, block[i], llvm::bit_cast<float>(want[begin + i]));
      if (cost > limit)
        return cost;
    }
  }
  return cost;
}

/// The same for all inputs. Those that are misrounded and not among the hard
/// ones, which are tried first, become such.
static unsigned findFixUps(HalfParameters &p, HalfReference &reference,
                           bool isBF16, unsigned limit) {
  unsigned cost =
      findFixUps(p, reference.hardInputs, reference.hardResults, isBF16, limit);
  if (cost > limit)
    return cost;
  cost = findFixUps(p, reference.inputs, reference.results, isBF16, limit);
  if (cost <= limit)
    return cost;
  for (const FixUp &fixUp : p.fixUps)
    for (double end : {fixUp.least, fixUp.greatest})
      if (!llvm::is_contained(reference.hardInputs, end)) {
        reference.hardInputs.push_back(end);
        reference.hardResults.push_back(
            llvm::bit_cast<uint32_t>(static_cast<float>(fixUp.result)));
      }
  return cost;
}

//===----------------------------------------------------------------------===//
// Search
//===----------------------------------------------------------------------===//

static HalfParameters searchSoftplus(const Float32Parameters &given,
                                     bool isBF16) {
  HalfReference reference(Function::Softplus, given, isBF16);
  ArrayRef<Degrees> candidates = kCandidatesF16;
  if (isBF16)
    candidates = kCandidatesBF16;

  HalfParameters best;
  unsigned bestCost = std::numeric_limits<unsigned>::max();
  for (const Degrees &degrees : candidates)
    for (unsigned variant = 0; variant < kVariants; ++variant) {
      HalfParameters parameters(given, isBF16);
      parameters.setPolynomials(degrees.exp, degrees.log1p, variant);
      unsigned cost = degrees.getCost() + parameters.undoesGrowth;
      if (cost >= bestCost)
        return best;
      cost += findFixUps(parameters, reference, isBF16, bestCost - cost - 1);
      if (cost < bestCost) {
        bestCost = cost;
        best = parameters;
      }
    }
  return best;
}

static HalfSigmoidParameters searchSigmoid(const Float32Parameters &given,
                                           bool isBF16) {
  HalfReference reference(Function::Sigmoid, given, isBF16);
  HalfSigmoidParameters parameters(given);
  unsigned cost =
      findFixUps(parameters, reference.inputs, reference.results, isBF16,
                 /*limit=*/std::numeric_limits<unsigned>::max());
  // In operations, as the cost is.
  constexpr unsigned kLineCost = 4;
  if (isBF16 || cost <= kLineCost)
    return parameters;
  HalfSigmoidParameters withLine = parameters;
  withLine.hasLine = true;
  unsigned limit = cost - kLineCost;
  return findFixUps(withLine, reference.inputs, reference.results, isBF16,
                    limit) < limit
             ? withLine
             : parameters;
}

/// Searches once for a beta and format.
template <auto search>
static auto findOnce(const Float32Parameters &given, bool isBF16) {
  using Parameters = decltype(search(given, isBF16));
  static std::mutex mutex;
  static std::map<std::pair<double, bool>, Parameters> found;
  std::lock_guard<std::mutex> lock(mutex);
  std::pair<double, bool> key(given.beta, isBF16);
  auto entry = found.find(key);
  if (entry == found.end())
    entry = found.emplace(key, search(given, isBF16)).first;
  Parameters parameters = entry->second;
  static_cast<Float32Parameters &>(parameters) = given;
  return parameters;
}

HalfParameters
mlir::softplus::numerics::findCorrectHalf(const Float32Parameters &given,
                                          bool isBF16) {
  return findOnce<searchSoftplus>(given, isBF16);
}

HalfSigmoidParameters
mlir::softplus::numerics::findCorrectHalfSigmoid(const Float32Parameters &given,
                                                 bool isBF16) {
  return findOnce<searchSigmoid>(given, isBF16);
}
