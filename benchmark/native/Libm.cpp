//===- Libm.cpp - A loop of calls of the C library ------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Peer.h"
#include <cmath>

template <typename T>
static void softplus(const T *x, const T *, T *out, int64_t size, double beta) {
  T b(beta);
  for (int64_t i = 0; i < size; ++i) {
    T z = x[i] * b;
    out[i] = z > T(20) ? x[i] : std::log1p(std::exp(z)) / b;
  }
}

template <typename T>
static void softplusGrad(const T *x, const T *dy, T *out, int64_t size,
                         double beta) {
  T b(beta);
  for (int64_t i = 0; i < size; ++i) {
    T z = x[i] * b;
    out[i] = z > T(20) ? dy[i] : dy[i] / (T(1) + std::exp(-z));
  }
}

template <typename T>
static void sigmoid(const T *x, const T *, T *out, int64_t size, double beta) {
  T b(beta);
  for (int64_t i = 0; i < size; ++i)
    out[i] = T(1) / (T(1) + std::exp(-(x[i] * b)));
}

SOFTPLUS_PEER_FUNCTION(softplus_f32, softplus, float)
SOFTPLUS_PEER_FUNCTION(softplus_f64, softplus, double)
SOFTPLUS_PEER_FUNCTION(softplus_grad_f32, softplusGrad, float)
SOFTPLUS_PEER_FUNCTION(softplus_grad_f64, softplusGrad, double)
SOFTPLUS_PEER_FUNCTION(sigmoid_f32, sigmoid, float)
SOFTPLUS_PEER_FUNCTION(sigmoid_f64, sigmoid, double)
