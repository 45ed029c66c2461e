//===- Sleef.cpp - SLEEF's exp and log1p of 1 ulp -------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// On x86-64 with AVX-512 or AVX2 and on AArch64, in the widest vectors at hand.
// Sizes are multiples of a vector.
//
//===----------------------------------------------------------------------===//

#include "Peer.h"
#include <sleef.h>

#if defined(__AVX512F__)
#define SLEEF_F32(name) Sleef_##name##f16_u10avx512f
#define SLEEF_F64(name) Sleef_##name##d8_u10avx512f
constexpr int vectorBytes = 64;
#elif defined(__AVX2__)
#define SLEEF_F32(name) Sleef_##name##f8_u10avx2
#define SLEEF_F64(name) Sleef_##name##d4_u10avx2
constexpr int vectorBytes = 32;
#elif defined(__aarch64__)
#define SLEEF_F32(name) Sleef_##name##f4_u10advsimd
#define SLEEF_F64(name) Sleef_##name##d2_u10advsimd
constexpr int vectorBytes = 16;
#else
#error "this file knows no vectors of this target"
#endif

/// Vectors of `T` that may lie at any address.
template <typename T> struct Lanes {
  using Vector [[gnu::vector_size(vectorBytes)]] = T;
  using Unaligned [[gnu::vector_size(vectorBytes), gnu::aligned(alignof(T)),
                    gnu::may_alias]] = T;
  static constexpr int64_t count = vectorBytes / sizeof(T);
};

template <typename T> using Vector = typename Lanes<T>::Vector;

static Vector<float> exp(Vector<float> x) { return SLEEF_F32(exp)(x); }
static Vector<double> exp(Vector<double> x) { return SLEEF_F64(exp)(x); }
static Vector<float> log1p(Vector<float> x) { return SLEEF_F32(log1p)(x); }
static Vector<double> log1p(Vector<double> x) { return SLEEF_F64(log1p)(x); }

template <typename T> static Vector<T> load(const T *address) {
  return *reinterpret_cast<const typename Lanes<T>::Unaligned *>(address);
}

template <typename T> static void store(T *address, Vector<T> value) {
  *reinterpret_cast<typename Lanes<T>::Unaligned *>(address) = value;
}

template <typename T>
static void softplus(const T *x, const T *, T *out, int64_t size, double beta) {
  T b(beta);
  for (int64_t i = 0; i < size; i += Lanes<T>::count) {
    Vector<T> v = load(x + i);
    Vector<T> z = v * b;
    store<T>(out + i, z > T(20) ? v : log1p(exp(z)) / b);
  }
}

template <typename T>
static void softplusGrad(const T *x, const T *dy, T *out, int64_t size,
                         double beta) {
  T b(beta);
  for (int64_t i = 0; i < size; i += Lanes<T>::count) {
    Vector<T> z = load(x + i) * b;
    Vector<T> d = load(dy + i);
    store<T>(out + i, z > T(20) ? d : d / (exp(-z) + T(1)));
  }
}

template <typename T>
static void sigmoid(const T *x, const T *, T *out, int64_t size, double beta) {
  T b(beta);
  for (int64_t i = 0; i < size; i += Lanes<T>::count)
    store<T>(out + i, T(1) / (exp(load(x + i) * -b) + T(1)));
}

SOFTPLUS_PEER_FUNCTION(softplus_f32, softplus, float)
SOFTPLUS_PEER_FUNCTION(softplus_f64, softplus, double)
SOFTPLUS_PEER_FUNCTION(softplus_grad_f32, softplusGrad, float)
SOFTPLUS_PEER_FUNCTION(softplus_grad_f64, softplusGrad, double)
SOFTPLUS_PEER_FUNCTION(sigmoid_f32, sigmoid, float)
SOFTPLUS_PEER_FUNCTION(sigmoid_f64, sigmoid, double)
