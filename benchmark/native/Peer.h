//===- Peer.h - Functions of a peer's library -------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A peer's library exports, for the functions of ../functions.py and the
// element types that it knows,
//   NAME_TYPE(x, dy, out, size, beta)
// where NAME is that of the function and TYPE is f16, bf16, f32 or f64; one of
// x alone does not read dy. It may export
//   bool supports(const char *function, double beta)
// if some of them depend on the machine or on beta.
//
// A floor exports floor_1_TYPE, for all functions of x, and floor_2_TYPE, for
// all of x and dy.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_BENCHMARK_PEER_H
#define SOFTPLUS_BENCHMARK_PEER_H

#include <cstdint>

using PeerFunction = void(const void *x, const void *dy, void *out,
                          int64_t size, double beta);

/// Defines the exported function `name` as `function<type>` on typed buffers.
#define SOFTPLUS_PEER_FUNCTION(name, function, type)                           \
  extern "C" void name(const void *x, const void *dy, void *out, int64_t size, \
                       double beta) {                                          \
    function<type>(static_cast<const type *>(x),                               \
                   static_cast<const type *>(dy), static_cast<type *>(out),    \
                   size, beta);                                                \
  }

#endif // SOFTPLUS_BENCHMARK_PEER_H
