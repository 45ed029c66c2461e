//===- ElementType.h - Elements of operands in memory -----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_BENCHMARK_ELEMENTTYPE_H
#define SOFTPLUS_BENCHMARK_ELEMENTTYPE_H

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

/// A binary floating-point number of 16 bits.
template <int FractionBits, int MinExponent> class SmallFloat {
public:
  SmallFloat() = default;

  /// Rounds a value in range to nearest, ties to even.
  explicit SmallFloat(double value) {
    int exponent = MinExponent;
    if (value != 0)
      exponent = std::max(exponent, std::ilogb(value));
    double significand =
        std::nearbyint(std::ldexp(std::fabs(value), FractionBits - exponent));
    // The leading bit of a normal number adds one to the biased exponent.
    bits = ((exponent - MinExponent) << FractionBits) +
           static_cast<int>(significand) + (std::signbit(value) ? 0x8000 : 0);
  }

  explicit operator double() const {
    int exponent = (bits & 0x7fff) >> FractionBits;
    int fraction = bits & ((1 << FractionBits) - 1);
    double sign = (bits & 0x8000) ? -1.0 : 1.0;
    if (exponent == 0x7fff >> FractionBits)
      return fraction ? NAN : sign * INFINITY;
    if (exponent > 0)
      fraction += 1 << FractionBits;
    int scale = std::max(exponent - 1, 0) + MinExponent - FractionBits;
    return sign * std::ldexp(fraction, scale);
  }

private:
  uint16_t bits;
};

template <typename T> double load(const char *data) {
  T element;
  std::memcpy(&element, data, sizeof(T));
  return static_cast<double>(element);
}

template <typename T> void store(char *data, double value) {
  T element(static_cast<T>(value));
  std::memcpy(data, &element, sizeof(T));
}

/// How elements lie in memory.
struct ElementType {
  std::string name;
  size_t bytes;
  double (*load)(const char *data);
  void (*store)(char *data, double value);
};

template <typename T> ElementType makeElementType(const char *name) {
  return {name, sizeof(T), load<T>, store<T>};
}

/// The type of that name, or null.
inline const ElementType *findElementType(const std::string &name) {
  static const ElementType types[] = {
      makeElementType<uint8_t>("i1"),
      makeElementType<int64_t>("i64"),
      makeElementType<SmallFloat<10, -14>>("f16"),
      makeElementType<SmallFloat<7, -126>>("bf16"),
      makeElementType<float>("f32"),
      makeElementType<double>("f64"),
  };
  for (const ElementType &type : types)
    if (type.name == name)
      return &type;
  return nullptr;
}

#endif // SOFTPLUS_BENCHMARK_ELEMENTTYPE_H
