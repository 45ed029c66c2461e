//===- OneDNN.cpp - oneDNN 2, eltwise_soft_relu ---------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// This version knows beta 1 only, and for bf16 the forward function only.
// OMP_NUM_THREADS sets the number of threads.
//
//===----------------------------------------------------------------------===//

#include "Peer.h"
#include <dnnl.hpp>
#include <map>
#include <utility>

using dnnl::algorithm;
using dnnl::eltwise_backward;
using dnnl::eltwise_forward;
using dnnl::memory;

static dnnl::engine &getEngine() {
  static dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

static void run(const dnnl::primitive &primitive,
                const std::unordered_map<int, memory> &arguments) {
  static dnnl::stream stream(getEngine());
  primitive.execute(stream, arguments);
  stream.wait();
}

static memory wrap(const memory::desc &desc, const void *data) {
  return memory(desc, getEngine(), const_cast<void *>(data));
}

static memory::desc describe(memory::data_type type, int64_t size) {
  return memory::desc({size}, type, memory::format_tag::a);
}

static eltwise_forward::primitive_desc
describeForward(const memory::desc &desc) {
  return {{dnnl::prop_kind::forward_training, algorithm::eltwise_soft_relu,
           desc, 0.f, 0.f},
          getEngine()};
}

static void softplus(memory::data_type type, const void *x, void *out,
                     int64_t size) {
  static std::map<std::pair<memory::data_type, int64_t>, eltwise_forward> cache;
  memory::desc desc = describe(type, size);
  auto [entry, isNew] = cache.try_emplace({type, size});
  if (isNew)
    entry->second = eltwise_forward(describeForward(desc));
  run(entry->second,
      {{DNNL_ARG_SRC, wrap(desc, x)}, {DNNL_ARG_DST, wrap(desc, out)}});
}

static void softplusGrad(const void *x, const void *dy, void *out,
                         int64_t size) {
  static std::map<int64_t, eltwise_backward> cache;
  memory::desc desc = describe(memory::data_type::f32, size);
  auto [entry, isNew] = cache.try_emplace(size);
  if (isNew)
    entry->second =
        eltwise_backward({{algorithm::eltwise_soft_relu, desc, desc, 0.f, 0.f},
                          getEngine(),
                          describeForward(desc)});
  run(entry->second, {{DNNL_ARG_SRC, wrap(desc, x)},
                      {DNNL_ARG_DIFF_DST, wrap(desc, dy)},
                      {DNNL_ARG_DIFF_SRC, wrap(desc, out)}});
}

extern "C" void softplus_f32(const void *x, const void *, void *out,
                             int64_t size, double) {
  softplus(memory::data_type::f32, x, out, size);
}

extern "C" void softplus_bf16(const void *x, const void *, void *out,
                              int64_t size, double) {
  softplus(memory::data_type::bf16, x, out, size);
}

extern "C" void softplus_grad_f32(const void *x, const void *dy, void *out,
                                  int64_t size, double) {
  softplusGrad(x, dy, out, size);
}
