//===- torch_like.cu - The formula of PyTorch's softplus ------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// log1p(exp(x * beta)) / beta below a threshold, in f32 for halves, 16 bytes a
// thread: what instructions.py compares with.
//
//===----------------------------------------------------------------------===//

#include <cmath>
#include <cuda_bf16.h>
#include <cuda_fp16.h>

template <class T> struct Compute {
  using type = float;
};
template <> struct Compute<double> {
  using type = double;
};

template <class T> struct alignas(16) Vector {
  T elements[16 / sizeof(T)];
};

template <class T>
__device__ __forceinline__ void apply(const T *in, T *out,
                                      typename Compute<T>::type beta,
                                      typename Compute<T>::type threshold) {
  using C = typename Compute<T>::type;
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  Vector<T> vector = reinterpret_cast<const Vector<T> *>(in)[i];
#pragma unroll
  for (T &element : vector.elements) {
    C x = static_cast<C>(element), z = x * beta;
    element = static_cast<T>(z > threshold ? x : log1p(exp(z)) / beta);
  }
  reinterpret_cast<Vector<T> *>(out)[i] = vector;
}

extern "C" __global__ void softplus_f32(const float *in, float *out, float beta,
                                        float threshold) {
  apply(in, out, beta, threshold);
}
extern "C" __global__ void softplus_f16(const __half *in, __half *out,
                                        float beta, float threshold) {
  apply(in, out, beta, threshold);
}
extern "C" __global__ void softplus_bf16(const __nv_bfloat16 *in,
                                         __nv_bfloat16 *out, float beta,
                                         float threshold) {
  apply(in, out, beta, threshold);
}
extern "C" __global__ void softplus_f64(const double *in, double *out,
                                        double beta, double threshold) {
  apply(in, out, beta, threshold);
}
