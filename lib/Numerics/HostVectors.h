//===- HostVectors.h - Use the vectors that the host has --------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_NUMERICS_HOSTVECTORS_H
#define SOFTPLUS_LIB_NUMERICS_HOSTVECTORS_H

namespace mlir::softplus::numerics {

#if defined(__x86_64__)
template <typename Loop>
[[gnu::target("avx2,fma")]] inline void callForAVX2(const Loop &loop) {
  loop();
}

template <typename Loop>
[[gnu::target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")]] inline void
callForAVX512(const Loop &loop) {
  loop();
}
#endif

/// Calls `loop`, a lambda that is always inlined, as compiled for the vectors
/// of the host. These decide how long it takes, not what it computes.
template <typename Loop> void callForHost(const Loop &loop) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return callForAVX512(loop);
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return callForAVX2(loop);
#endif
  loop();
}

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_LIB_NUMERICS_HOSTVECTORS_H
