//===- Formats.h - Element types and their values in tests ------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_LIB_FORMATS_H
#define SOFTPLUS_TEST_LIB_FORMATS_H

#include "Softplus/ExecutionEngine/Reference.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/Support/ErrorHandling.h"
#include <cstring>
#include <ostream>
#include <vector>

namespace mlir::softplus::test {

/// An element type of the dialect.
struct ElementType {
  const char *name;
  const reference::Format &format;
  const llvm::fltSemantics &semantics;
  unsigned bytes;

  bool isHalf() const { return bytes == 2; }

  uint64_t encode(double value) const {
    llvm::APFloat result(value);
    bool losesInfo;
    result.convert(semantics, llvm::APFloat::rmNearestTiesToEven, &losesInfo);
    return result.bitcastToAPInt().getZExtValue();
  }
  double decode(uint64_t bits) const { return reference::decode(bits, format); }
};

/// Names a test parameter.
inline std::ostream &operator<<(std::ostream &os, const ElementType &type) {
  return os << type.name;
}

inline const ElementType kElementTypes[] = {
    {"f16", reference::kF16, llvm::APFloat::IEEEhalf(), 2},
    {"bf16", reference::kBF16, llvm::APFloat::BFloat(), 2},
    {"f32", reference::kF32, llvm::APFloat::IEEEsingle(), 4},
    {"f64", reference::kF64, llvm::APFloat::IEEEdouble(), 8}};

/// Returns the first element type that `predicate` holds of; there must be one.
template <typename Predicate>
const ElementType &getElementTypeIf(Predicate predicate) {
  for (const ElementType &type : kElementTypes)
    if (predicate(type))
      return type;
  llvm_unreachable("no such element type");
}

/// Elements of one type in memory.
class Buffer {
public:
  Buffer(const ElementType &type, size_t size)
      : type(type), bytes(size * type.bytes, kCanary) {}

  void *data() { return bytes.data(); }

  uint64_t getBits(size_t index) const {
    uint64_t bits = 0;
    std::memcpy(&bits, &bytes[index * type.bytes], type.bytes);
    return bits;
  }
  double get(size_t index) const { return type.decode(getBits(index)); }
  void setBits(size_t index, uint64_t bits) {
    std::memcpy(&bytes[index * type.bytes], &bits, type.bytes);
  }

  /// Whether an element still has the bytes that all start with.
  bool isUntouched(size_t index) const {
    for (size_t i = 0; i < type.bytes; ++i)
      if (bytes[index * type.bytes + i] != kCanary)
        return false;
    return true;
  }

private:
  static constexpr unsigned char kCanary = 0xa5;

  const ElementType &type;
  std::vector<unsigned char> bytes;
};

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_LIB_FORMATS_H
