//===- Inputs.h - Inputs of the checker -------------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_CHECKER_INPUTS_H
#define SOFTPLUS_TEST_CHECKER_INPUTS_H

#include "Formats.h"

namespace mlir::softplus::test {

/// Returns the same well-mixed bits for an index on every host.
uint64_t mixBits(uint64_t index);

/// The operands x of a run, numbered from 0: special values, and then
///
/// - for f16, bf16 and f32 every `stride`th encoding from `offset`, and
/// - for f64 `points` numbers, an eighth of them in each of these sets of
///   z = beta x: [-1, 1]; [-20, 20]; [-45, 45]; around the subnormal results;
///   all magnitudes below 4; neighbourhoods of multiples of ln 2 / 2;
///   neighbours of the threshold; all encodings.
class Inputs {
public:
  struct Sweep {
    uint64_t stride, offset, points;
  };

  Inputs(const ElementType &type, reference::Parameters parameters,
         const Sweep &sweep);

  uint64_t size() const { return specials.size() + sweepSize; }

  /// Returns the encoding of an operand x.
  uint64_t get(uint64_t index) const {
    if (index < specials.size())
      return specials[index];
    index -= specials.size();
    return type.bytes == 8 ? sample(index)
                           : sweep.offset + index * sweep.stride;
  }

  /// Returns the encoding of operand `k` of a function of `arity` operands.
  uint64_t get(uint64_t index, unsigned k, unsigned arity) const {
    return k + 1 == arity ? get(index) : getGradient(index);
  }

private:
  /// Returns the encoding of the gradient dy that goes with an operand x: in
  /// [1, 2) or its negative for three of four, and of all encodings for the
  /// others.
  uint64_t getGradient(uint64_t index) const {
    uint64_t bits = mixBits(~index);
    if (index % 4 == 3)
      return bits >> (64 - 8 * type.bytes);
    return one | (bits & fractionMask) | (bits >> 63 << (8 * type.bytes - 1));
  }

  /// Returns an operand of type f64.
  uint64_t sample(uint64_t index) const;

  const ElementType &type;
  reference::Parameters parameters;
  Sweep sweep;
  uint64_t sweepSize, one, fractionMask;
  std::vector<uint64_t> specials;
};

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_CHECKER_INPUTS_H
