//===- inputs.h - Inputs and hashes of tests on targets ---------*- C -*---===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Integer arithmetic only, so that every target makes the same inputs. In C,
// since targets without a C++ library take part.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_LIB_INPUTS_H
#define SOFTPLUS_TEST_LIB_INPUTS_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

// One line of X(operation, type, bits, fraction bits, bias) for each operation
// and type.
#define SOFTPLUS_FOR_EACH_TYPE(X, OP)                                          \
  X(OP, f16, 16, 10, 15)                                                       \
  X(OP, bf16, 16, 7, 127)                                                      \
  X(OP, f32, 32, 23, 127)                                                      \
  X(OP, f64, 64, 52, 1023)

/// The hash over the first elements is printed, too, for what is slow.
enum { kPrefixCount = 1 << 16 };

/// A memref descriptor of rank 1.
struct MemRef {
  void *allocated, *aligned;
  int64_t offset, size, stride;
};

/// An encoding of an element type.
struct ElementLayout {
  const char *name;
  unsigned bits, fractionBits, bias;
};

/// The finalizer of the generator SplitMix64.
static inline uint64_t mixBits(uint64_t index) {
  uint64_t bits = (index + 1) * UINT64_C(0x9e3779b97f4a7c15);
  bits = (bits ^ (bits >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  bits = (bits ^ (bits >> 27)) * UINT64_C(0x94d049bb133111eb);
  return bits ^ (bits >> 31);
}

/// Returns random bits, a quarter of the time, and otherwise the encoding of a
/// number between 2^-12 and 2^10 or its negative.
static inline uint64_t mixElement(const struct ElementLayout *layout,
                                  uint64_t index) {
  uint64_t bits = mixBits(index);
  if (index % 4 == 3)
    return bits >> (64 - layout->bits);
  uint64_t exponent = layout->bias - 12 + (bits >> 53) % 22;
  uint64_t fraction = bits & ((UINT64_C(1) << layout->fractionBits) - 1);
  return (bits >> 63 << (layout->bits - 1)) |
         (exponent << layout->fractionBits) | fraction;
}

/// Returns an operand x: of the halves all, in the order of their encodings.
static inline uint64_t getOperand(const struct ElementLayout *layout,
                                  uint64_t index) {
  return layout->bits == 16 ? index : mixElement(layout, index);
}

/// Returns the gradient dy that goes with it.
static inline uint64_t getGradient(const struct ElementLayout *layout,
                                   uint64_t index) {
  return mixElement(layout, ~index);
}

/// Returns the same bits for all NaN: IEEE 754 leaves theirs to the target.
static inline uint64_t unifyNaN(const struct ElementLayout *layout,
                                uint64_t bits) {
  uint64_t sign = UINT64_C(1) << (layout->bits - 1);
  uint64_t infinity = (sign - 1) & ~((UINT64_C(1) << layout->fractionBits) - 1);
  return (bits & (sign - 1)) > infinity ? infinity | infinity >> 1 : bits;
}

/// Adds an element to a hash.
static inline uint64_t addToHash(const struct ElementLayout *layout,
                                 uint64_t hash, uint64_t bits) {
  return mixBits(hash ^ unifyNaN(layout, bits)) + hash;
}

static inline void printHash(const char *op, const struct ElementLayout *layout,
                             const char *beta, uint64_t count, uint64_t hash) {
  printf("%s %s beta %s, %" PRIu64 " values: %016" PRIx64 "\n", op,
         layout->name, beta, count, hash);
}

#endif // SOFTPLUS_TEST_LIB_INPUTS_H
