//===- ReLU.cpp - The floor: one load, one maximum, one store -------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Halves are compared as integers: those with the sign bit are the negative
// ones.
//
//===----------------------------------------------------------------------===//

#include "Peer.h"

template <typename T>
static void relu(const T *__restrict x, const T *, T *__restrict out,
                 int64_t size, double) {
#pragma omp parallel for simd schedule(static)
  for (int64_t i = 0; i < size; ++i)
    out[i] = x[i] > T(0) ? x[i] : T(0);
}

template <typename T>
static void reluGrad(const T *__restrict x, const T *__restrict dy,
                     T *__restrict out, int64_t size, double) {
#pragma omp parallel for simd schedule(static)
  for (int64_t i = 0; i < size; ++i)
    out[i] = x[i] > T(0) ? dy[i] : T(0);
}

SOFTPLUS_PEER_FUNCTION(floor_1_f16, relu, int16_t)
SOFTPLUS_PEER_FUNCTION(floor_1_bf16, relu, int16_t)
SOFTPLUS_PEER_FUNCTION(floor_1_f32, relu, float)
SOFTPLUS_PEER_FUNCTION(floor_1_f64, relu, double)
SOFTPLUS_PEER_FUNCTION(floor_2_f16, reluGrad, int16_t)
SOFTPLUS_PEER_FUNCTION(floor_2_bf16, reluGrad, int16_t)
SOFTPLUS_PEER_FUNCTION(floor_2_f32, reluGrad, float)
SOFTPLUS_PEER_FUNCTION(floor_2_f64, reluGrad, double)
