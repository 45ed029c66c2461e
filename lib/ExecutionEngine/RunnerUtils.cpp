//===- RunnerUtils.cpp - Reports called from compiled IR ------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The functions that `report-softplus` calls. They are resolved by mlir-runner
// from this shared library, as upstream's runner utilities are.
//
//===----------------------------------------------------------------------===//

#include "Softplus/ExecutionEngine/Reference.h"
#include "mlir/ExecutionEngine/CRunnerUtils.h"
#include "mlir/ExecutionEngine/Float16bits.h"
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <initializer_list>
#include <limits>
#include <vector>

using namespace mlir::softplus::reference;
using mlir::softplus::numerics::Function;
using mlir::softplus::numerics::FunctionInfo;
using mlir::softplus::numerics::getInfo;

constexpr const char *kUnaryNames[] = {"x", "y"};

constexpr const char *kGradientNames[] = {"dy", "x", "dx"};

namespace {

template <typename T> struct ElementType;

template <> struct ElementType<f16> {
  static constexpr const char *name = "f16";
  static constexpr Format format = kF16;
};

template <> struct ElementType<bf16> {
  static constexpr const char *name = "bf16";
  static constexpr Format format = kBF16;
};

template <> struct ElementType<float> {
  static constexpr const char *name = "f32";
  static constexpr Format format = kF32;
};

template <> struct ElementType<double> {
  static constexpr const char *name = "f64";
  static constexpr Format format = kF64;
};

} // namespace

/// Returns the value of an element on a little-endian machine.
template <typename T> static double toDouble(const T &element) {
  uint64_t bits = 0;
  std::memcpy(&bits, &element, sizeof(T));
  return decode(bits, ElementType<T>::format);
}

/// The elements of a memref in row-major order.
template <typename T>
static std::vector<double> readElements(const DynamicMemRefType<T> &memref) {
  int64_t count = 1;
  for (int64_t d = 0; d < memref.rank; ++d)
    count *= memref.sizes[d];
  std::vector<double> elements;
  elements.reserve(count);
  for (int64_t i = 0; i < count; ++i) {
    int64_t offset = memref.offset, rest = i;
    for (int64_t d = memref.rank - 1; d >= 0; --d) {
      offset += rest % memref.sizes[d] * memref.strides[d];
      rest /= memref.sizes[d];
    }
    elements.push_back(toDouble(memref.data[offset]));
  }
  return elements;
}

/// Prints elements, one line for each run of the innermost dimension.
template <typename T>
static void printElements(const char *name, const DynamicMemRefType<T> &memref,
                          const std::vector<double> &elements) {
  size_t rowLength = memref.rank ? memref.sizes[memref.rank - 1] : 1;
  for (size_t i = 0; i < elements.size(); ++i) {
    if (i % rowLength == 0)
      std::printf("%s  %-2s", i ? "\n" : "", i ? "" : name);
    std::printf(" %12.6g", elements[i]);
  }
  std::printf("\n");
}

/// Prints the operands and the results of a function, and its largest error.
/// The memrefs are those of the operands and, the last one, of the result.
template <typename T>
static void report(Function function, Parameters parameters,
                   std::initializer_list<UnrankedMemRefType<T> *> memrefs) {
  const FunctionInfo &info = getInfo(function);
  const char *const *names = info.arity == 1 ? kUnaryNames : kGradientNames;
  const DynamicMemRefType<T> shape(**memrefs.begin());
  std::printf("%s of ", info.mnemonic);
  for (int64_t d = 0; d < shape.rank; ++d)
    std::printf("%lldx", static_cast<long long>(shape.sizes[d]));
  std::printf("%s, beta %g", ElementType<T>::name, parameters.beta);
  if (info.hasThreshold)
    std::printf(", threshold %g", parameters.threshold);
  std::printf("\n");

  std::vector<std::vector<double>> values;
  for (UnrankedMemRefType<T> *memref : memrefs) {
    values.push_back(readElements(DynamicMemRefType<T>(*memref)));
    printElements(names[values.size() - 1], shape, values.back());
  }

  double largest = 0.0,
         at = values[0].empty() ? 0.0 : values[info.arity - 1][0];
  for (size_t i = 0; i < values[0].size(); ++i) {
    Operands operands{};
    for (unsigned k = 0; k < info.arity; ++k)
      operands[k] = values[k][i];
    double error = getError(function, values.back()[i], operands, parameters,
                            ElementType<T>::format);
    if (error > largest) {
      largest = error;
      at = operands[info.arity - 1];
    }
  }
  std::printf("  largest deviation from MPFR: %.3f ulp", largest);
  if (!values[0].empty())
    std::printf(" at x = %.9g", at);
  std::printf("\n\n");
}

// One function for each function of the dialect and each element type, which
// takes the operands, the result and the attributes of the operation.

#define SOFTPLUS_MEMREFS_1(TYPE)                                               \
  UnrankedMemRefType<TYPE> *x, UnrankedMemRefType<TYPE> *y
#define SOFTPLUS_MEMREFS_2(TYPE)                                               \
  UnrankedMemRefType<TYPE> *dy, UnrankedMemRefType<TYPE> *x,                   \
      UnrankedMemRefType<TYPE> *dx
#define SOFTPLUS_NAMES_1 x, y
#define SOFTPLUS_NAMES_2 dy, x, dx
#define SOFTPLUS_THRESHOLD_0
#define SOFTPLUS_THRESHOLD_1 , double threshold
#define SOFTPLUS_THRESHOLD_VALUE_0 std::numeric_limits<double>::infinity()
#define SOFTPLUS_THRESHOLD_VALUE_1 threshold

#define SOFTPLUS_DEFINE_REPORT(NAME, ARITY, THRESHOLD, SUFFIX, TYPE)           \
  extern "C" void _mlir_ciface_report##NAME##SUFFIX(                           \
      SOFTPLUS_MEMREFS_##ARITY(TYPE),                                          \
      double beta SOFTPLUS_THRESHOLD_##THRESHOLD) {                            \
    report<TYPE>(Function::NAME, {beta, SOFTPLUS_THRESHOLD_VALUE_##THRESHOLD}, \
                 {SOFTPLUS_NAMES_##ARITY});                                    \
  }

#define SOFTPLUS_FUNCTION(NAME, MNEMONIC, ARITY, THRESHOLD, ODDNESS)           \
  SOFTPLUS_DEFINE_REPORT(NAME, ARITY, THRESHOLD, F16, f16)                     \
  SOFTPLUS_DEFINE_REPORT(NAME, ARITY, THRESHOLD, BF16, bf16)                   \
  SOFTPLUS_DEFINE_REPORT(NAME, ARITY, THRESHOLD, F32, float)                   \
  SOFTPLUS_DEFINE_REPORT(NAME, ARITY, THRESHOLD, F64, double)
#include "Softplus/Numerics/Functions.def"
