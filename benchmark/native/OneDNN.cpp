//===- OneDNN.cpp - oneDNN's eltwise_soft_relu ----------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Version 2, which knows beta 1 only, or version 3.
//
//===----------------------------------------------------------------------===//

#include "Peer.h"
#include <dnnl.hpp>
#include <map>
#include <string>
#include <tuple>

using dnnl::eltwise_backward;
using dnnl::eltwise_forward;
using dnnl::memory;

namespace {

/// What a primitive is made for.
struct Config {
  bool isGradient;
  memory::data_type type;
  double beta;
  int64_t size;

  memory::desc getDesc() const {
    return memory::desc({size}, type, memory::format_tag::a);
  }
  bool operator<(const Config &other) const {
    return std::tie(isGradient, type, beta, size) <
           std::tie(other.isGradient, other.type, other.beta, other.size);
  }
};

dnnl::engine &getEngine() {
  static dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

constexpr auto algorithm = dnnl::algorithm::eltwise_soft_relu;
constexpr auto propagation = dnnl::prop_kind::forward_training;

dnnl::primitive makePrimitive(const Config &config) {
  memory::desc desc = config.getDesc();
#if DNNL_VERSION_MAJOR < 3
  eltwise_forward::primitive_desc forward(
      {propagation, algorithm, desc, 0.f, 0.f}, getEngine());
  if (!config.isGradient)
    return eltwise_forward(forward);
  return eltwise_backward(
      {{algorithm, desc, desc, 0.f, 0.f}, getEngine(), forward});
#else
  float beta = config.beta;
  eltwise_forward::primitive_desc forward(getEngine(), propagation, algorithm,
                                          desc, desc, beta, 0.f);
  if (!config.isGradient)
    return eltwise_forward(forward);
  return eltwise_backward(
      {getEngine(), algorithm, desc, desc, desc, beta, 0.f, forward});
#endif
}

void run(const Config &config, const void *x, const void *dy, void *out) {
  static std::map<Config, dnnl::primitive> cache;
  static dnnl::stream stream(getEngine());
  auto [entry, isNew] = cache.try_emplace(config);
  if (isNew)
    entry->second = makePrimitive(config);
  auto wrap = [desc = config.getDesc()](const void *data) {
    return memory(desc, getEngine(), const_cast<void *>(data));
  };
  if (config.isGradient)
    entry->second.execute(stream, {{DNNL_ARG_SRC, wrap(x)},
                                   {DNNL_ARG_DIFF_DST, wrap(dy)},
                                   {DNNL_ARG_DIFF_SRC, wrap(out)}});
  else
    entry->second.execute(stream,
                          {{DNNL_ARG_SRC, wrap(x)}, {DNNL_ARG_DST, wrap(out)}});
  stream.wait();
}

} // namespace

#define ONEDNN_FUNCTIONS(type)                                                 \
  extern "C" void softplus_##type(const void *x, const void *, void *out,      \
                                  int64_t size, double beta) {                 \
    run({false, memory::data_type::type, beta, size}, x, nullptr, out);        \
  }                                                                            \
  extern "C" void softplus_grad_##type(const void *x, const void *dy,          \
                                       void *out, int64_t size, double beta) { \
    run({true, memory::data_type::type, beta, size}, x, dy, out);              \
  }

ONEDNN_FUNCTIONS(f16)
ONEDNN_FUNCTIONS(bf16)
ONEDNN_FUNCTIONS(f32)

extern "C" bool supports(const char *function, double beta) {
  if (DNNL_VERSION_MAJOR < 3 && beta != 1.0)
    return false;
  std::string name(function);
  std::string type = name.substr(name.rfind('_') + 1);
  Config config{name.rfind("softplus_grad_", 0) == 0,
                type == "f16"    ? memory::data_type::f16
                : type == "bf16" ? memory::data_type::bf16
                                 : memory::data_type::f32,
                beta, 1};
  try {
    makePrimitive(config);
    return true;
  } catch (const dnnl::error &) {
    return false;
  }
}
