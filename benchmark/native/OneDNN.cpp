//===- OneDNN.cpp - oneDNN's eltwise_soft_relu and eltwise_logistic -------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Version 2, which knows beta 1 only, or version 3, which knows others for
// softplus.
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

enum class Function { Softplus, SoftplusGrad, Sigmoid };

/// What a primitive is made for.
struct Config {
  Function function;
  memory::data_type type;
  double beta;
  int64_t size;

  memory::desc getDesc() const {
    return memory::desc({size}, type, memory::format_tag::a);
  }
  bool operator<(const Config &other) const {
    return std::tie(function, type, beta, size) <
           std::tie(other.function, other.type, other.beta, other.size);
  }
};

dnnl::engine &getEngine() {
  static dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

constexpr auto propagation = dnnl::prop_kind::forward_training;

dnnl::primitive makePrimitive(const Config &config) {
  memory::desc desc = config.getDesc();
  auto algorithm = config.function == Function::Sigmoid
                       ? dnnl::algorithm::eltwise_logistic
                       : dnnl::algorithm::eltwise_soft_relu;
  bool isGradient = config.function == Function::SoftplusGrad;
#if DNNL_VERSION_MAJOR < 3
  eltwise_forward::primitive_desc forward(
      {propagation, algorithm, desc, 0.f, 0.f}, getEngine());
  if (!isGradient)
    return eltwise_forward(forward);
  return eltwise_backward(
      {{algorithm, desc, desc, 0.f, 0.f}, getEngine(), forward});
#else
  float beta = config.beta;
  eltwise_forward::primitive_desc forward(getEngine(), propagation, algorithm,
                                          desc, desc, beta, 0.f);
  if (!isGradient)
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
  if (config.function == Function::SoftplusGrad)
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
    run({Function::Softplus, memory::data_type::type, beta, size}, x, nullptr, \
        out);                                                                  \
  }                                                                            \
  extern "C" void softplus_grad_##type(const void *x, const void *dy,          \
                                       void *out, int64_t size, double beta) { \
    run({Function::SoftplusGrad, memory::data_type::type, beta, size}, x, dy,  \
        out);                                                                  \
  }                                                                            \
  extern "C" void sigmoid_##type(const void *x, const void *, void *out,       \
                                 int64_t size, double beta) {                  \
    run({Function::Sigmoid, memory::data_type::type, beta, size}, x, nullptr,  \
        out);                                                                  \
  }

ONEDNN_FUNCTIONS(f16)
ONEDNN_FUNCTIONS(bf16)
ONEDNN_FUNCTIONS(f32)

extern "C" bool supports(const char *function, double beta) {
  std::string name(function);
  Function kind = name.rfind("sigmoid_", 0) == 0 ? Function::Sigmoid
                  : name.rfind("softplus_grad_", 0) == 0
                      ? Function::SoftplusGrad
                      : Function::Softplus;
  if (beta != 1.0 && (DNNL_VERSION_MAJOR < 3 || kind == Function::Sigmoid))
    return false;
  std::string type = name.substr(name.rfind('_') + 1);
  Config config{kind,
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
