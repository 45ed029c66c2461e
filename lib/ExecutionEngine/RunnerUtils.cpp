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
#include <vector>

using namespace mlir::softplus::reference;

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

/// Returns the value of an element on a little-endian machine.
template <typename T> double toDouble(const T &element) {
  uint64_t bits = 0;
  std::memcpy(&bits, &element, sizeof(T));
  return decode(bits, ElementType<T>::format);
}

/// The elements of a memref in row-major order.
template <typename T>
std::vector<double> readElements(const DynamicMemRefType<T> &memref) {
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
void printElements(const char *name, const DynamicMemRefType<T> &memref,
                   const std::vector<double> &elements) {
  size_t rowLength = memref.rank ? memref.sizes[memref.rank - 1] : 1;
  for (size_t i = 0; i < elements.size(); ++i) {
    if (i % rowLength == 0)
      std::printf("%s  %-2s", i ? "\n" : "", i ? "" : name);
    std::printf(" %12.6g", elements[i]);
  }
  std::printf("\n");
}

template <typename T>
void printHeader(const char *name, const DynamicMemRefType<T> &memref,
                 Parameters parameters) {
  std::printf("%s of ", name);
  for (int64_t d = 0; d < memref.rank; ++d)
    std::printf("%lldx", static_cast<long long>(memref.sizes[d]));
  std::printf("%s, beta %g, threshold %g\n", ElementType<T>::name,
              parameters.beta, parameters.threshold);
}

/// Prints the largest of `count` errors, given by `errorAt`.
template <typename ErrorFn>
void printLargestDeviation(size_t count, const std::vector<double> &x,
                           ErrorFn errorAt) {
  double largest = 0.0;
  size_t at = 0;
  for (size_t i = 0; i < count; ++i) {
    double error = errorAt(i);
    if (error > largest) {
      largest = error;
      at = i;
    }
  }
  std::printf("  largest deviation from MPFR: %.3f ulp", largest);
  if (count)
    std::printf(" at x = %.9g", x[at]);
  std::printf("\n\n");
}

template <typename T>
void report(UnrankedMemRefType<T> *xMemref, UnrankedMemRefType<T> *yMemref,
            Parameters parameters) {
  DynamicMemRefType<T> xs(*xMemref), ys(*yMemref);
  std::vector<double> x = readElements(xs), y = readElements(ys);
  printHeader("softplus", xs, parameters);
  printElements("x", xs, x);
  printElements("y", ys, y);
  printLargestDeviation(x.size(), x, [&](size_t i) {
    return softplusError(y[i], x[i], parameters, ElementType<T>::format);
  });
}

template <typename T>
void reportGrad(UnrankedMemRefType<T> *dyMemref, UnrankedMemRefType<T> *xMemref,
                UnrankedMemRefType<T> *dxMemref, Parameters parameters) {
  DynamicMemRefType<T> dys(*dyMemref), xs(*xMemref), dxs(*dxMemref);
  std::vector<double> dy = readElements(dys), x = readElements(xs),
                      dx = readElements(dxs);
  printHeader("softplus_grad", xs, parameters);
  printElements("dy", dys, dy);
  printElements("x", xs, x);
  printElements("dx", dxs, dx);
  printLargestDeviation(x.size(), x, [&](size_t i) {
    return softplusGradError(dx[i], dy[i], x[i], parameters,
                             ElementType<T>::format);
  });
}

} // namespace

#define SOFTPLUS_DEFINE_REPORTS(SUFFIX, TYPE)                                  \
  extern "C" void _mlir_ciface_softplusReport##SUFFIX(                         \
      UnrankedMemRefType<TYPE> *x, UnrankedMemRefType<TYPE> *y, double beta,   \
      double threshold) {                                                      \
    report<TYPE>(x, y, {beta, threshold});                                     \
  }                                                                            \
  extern "C" void _mlir_ciface_softplusGradReport##SUFFIX(                     \
      UnrankedMemRefType<TYPE> *dy, UnrankedMemRefType<TYPE> *x,               \
      UnrankedMemRefType<TYPE> *dx, double beta, double threshold) {           \
    reportGrad<TYPE>(dy, x, dx, {beta, threshold});                            \
  }

SOFTPLUS_DEFINE_REPORTS(F16, f16)
SOFTPLUS_DEFINE_REPORTS(BF16, bf16)
SOFTPLUS_DEFINE_REPORTS(F32, float)
SOFTPLUS_DEFINE_REPORTS(F64, double)
