//===- Eigen.cpp - Eigen's array expressions ------------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Peer.h"
#include <Eigen/Core>

template <typename T>
using Input = Eigen::Map<const Eigen::Array<T, Eigen::Dynamic, 1>>;
template <typename T>
using Output = Eigen::Map<Eigen::Array<T, Eigen::Dynamic, 1>>;

template <typename T>
static void softplus(const T *x, const T *, T *out, int64_t size, double beta) {
  Input<T> in(x, size);
  Output<T> result(out, size);
  if (beta == 1.0)
    result = in.exp().log1p();
  else
    result = (in * T(beta)).exp().log1p() / T(beta);
}

template <typename T>
static void softplusGrad(const T *x, const T *dy, T *out, int64_t size,
                         double beta) {
  Input<T> in(x, size);
  Output<T> result(out, size);
  result = Input<T>(dy, size) / ((in * T(-beta)).exp() + T(1));
}

template <typename T>
static void sigmoid(const T *x, const T *, T *out, int64_t size, double beta) {
  Input<T> in(x, size);
  Output<T> result(out, size);
  if (beta == 1.0)
    result = in.logistic();
  else
    result = (in * T(beta)).logistic();
}

SOFTPLUS_PEER_FUNCTION(softplus_f16, softplus, Eigen::half)
SOFTPLUS_PEER_FUNCTION(softplus_bf16, softplus, Eigen::bfloat16)
SOFTPLUS_PEER_FUNCTION(softplus_f32, softplus, float)
SOFTPLUS_PEER_FUNCTION(softplus_f64, softplus, double)
SOFTPLUS_PEER_FUNCTION(softplus_grad_f16, softplusGrad, Eigen::half)
SOFTPLUS_PEER_FUNCTION(softplus_grad_bf16, softplusGrad, Eigen::bfloat16)
SOFTPLUS_PEER_FUNCTION(softplus_grad_f32, softplusGrad, float)
SOFTPLUS_PEER_FUNCTION(softplus_grad_f64, softplusGrad, double)
SOFTPLUS_PEER_FUNCTION(sigmoid_f16, sigmoid, Eigen::half)
SOFTPLUS_PEER_FUNCTION(sigmoid_bf16, sigmoid, Eigen::bfloat16)
SOFTPLUS_PEER_FUNCTION(sigmoid_f32, sigmoid, float)
SOFTPLUS_PEER_FUNCTION(sigmoid_f64, sigmoid, double)
