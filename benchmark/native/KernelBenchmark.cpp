//===- KernelBenchmark.cpp - Times functions of shared libraries ----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// usage: kernel-benchmark MANIFEST DATA [Google Benchmark's flags]
//
// MANIFEST has one function a line:
//   NAME ABI LIBRARY SYMBOL OPERANDS TYPE BETA SIZE
// where ABI is `peer` (see Peer.h) or `memref` (an MLIR C interface), and
// OPERANDS is 1 for a function of x and 2 for one of dy and x. DATA has the
// files x-TYPE and dy-TYPE, which fill the operands, repeated as often as
// needed.
//
//===----------------------------------------------------------------------===//

#include "Peer.h"
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

struct Entry {
  std::string name, abi, library, symbol, type;
  int operands;
  double beta;
  int64_t size;
};

std::istream &operator>>(std::istream &in, Entry &entry) {
  return in >> entry.name >> entry.abi >> entry.library >> entry.symbol >>
         entry.operands >> entry.type >> entry.beta >> entry.size;
}

/// What MLIR passes for a memref of rank 1.
struct MemRef {
  MemRef(void *data, int64_t size)
      : allocated(data), aligned(data), offset(0), size(size), stride(1) {}
  void *allocated, *aligned;
  int64_t offset, size, stride;
};

[[noreturn]] void fail(const std::string &message) {
  std::cerr << "error: " << message << '\n';
  std::exit(1);
}

struct Free {
  void operator()(char *data) const { std::free(data); }
};
using Buffer = std::unique_ptr<char, Free>;

/// A page-aligned buffer that repeats the contents of `file`.
Buffer fillBuffer(const std::string &file, size_t bytes) {
  std::ifstream in(file, std::ios::binary);
  std::vector<char> tile((std::istreambuf_iterator<char>(in)), {});
  if (tile.empty())
    fail("no data in '" + file + "'");
  constexpr size_t page = 4096;
  Buffer buffer(static_cast<char *>(
      std::aligned_alloc(page, (bytes + page - 1) / page * page)));
  for (size_t offset = 0; offset < bytes; offset += tile.size())
    std::memcpy(buffer.get() + offset, tile.data(),
                std::min(tile.size(), bytes - offset));
  return buffer;
}

size_t getElementBytes(const std::string &type) {
  return type == "f64" ? 8 : type == "f32" ? 4 : 2;
}

/// The operands and the result of all functions of one element type.
struct Operands {
  Buffer x, dy, out;
};

using Types = std::map<std::string, Operands>;

Types makeOperands(const std::vector<Entry> &entries, const std::string &data) {
  std::map<std::string, int64_t> sizes;
  for (const Entry &entry : entries)
    sizes[entry.type] = std::max(sizes[entry.type], entry.size);
  Types types;
  for (auto [type, size] : sizes) {
    size_t bytes = size * getElementBytes(type);
    types[type] = {fillBuffer(data + "/x-" + type, bytes),
                   fillBuffer(data + "/dy-" + type, bytes),
                   fillBuffer(data + "/x-" + type, bytes)};
  }
  return types;
}

void *findSymbol(const Entry &entry) {
  void *library = dlopen(entry.library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library)
    fail(dlerror());
  void *symbol = dlsym(library, entry.symbol.c_str());
  if (!symbol)
    fail(dlerror());
  return symbol;
}

void addBenchmark(const Entry &entry, const Operands &operands) {
  void *symbol = findSymbol(entry);
  auto run = [symbol, entry, &operands](benchmark::State &state) {
    void *x = operands.x.get(), *dy = operands.dy.get(),
         *out = operands.out.get();
    MemRef xRef(x, entry.size), dyRef(dy, entry.size), outRef(out, entry.size);
    auto time = [&](auto call) {
      call(); // The first one may prepare what the others use.
      for (auto _ : state) {
        call();
        benchmark::ClobberMemory();
      }
    };
    if (entry.abi == "peer") {
      auto *function = reinterpret_cast<PeerFunction *>(symbol);
      time([&] { function(x, dy, out, entry.size, entry.beta); });
    } else if (entry.operands == 1) {
      auto *function = reinterpret_cast<void (*)(MemRef *, MemRef *)>(symbol);
      time([&] { function(&xRef, &outRef); });
    } else {
      auto *function =
          reinterpret_cast<void (*)(MemRef *, MemRef *, MemRef *)>(symbol);
      time([&] { function(&dyRef, &xRef, &outRef); });
    }
  };
  // Some libraries compute in a thread of their own.
  benchmark::RegisterBenchmark(entry.name.c_str(), run)
      ->UseRealTime()
      ->MeasureProcessCPUTime();
}

} // namespace

int main(int argc, char **argv) {
  if (argc < 3)
    fail("usage: kernel-benchmark MANIFEST DATA [flags]");
  std::ifstream manifest(argv[1]);
  std::vector<Entry> entries((std::istream_iterator<Entry>(manifest)), {});
  if (entries.empty())
    fail(std::string("no functions in '") + argv[1] + "'");

  Types types = makeOperands(entries, argv[2]);
  for (const Entry &entry : entries)
    addBenchmark(entry, types[entry.type]);

  argc -= 2;
  argv[2] = argv[0];
  benchmark::Initialize(&argc, argv + 2);
  if (benchmark::ReportUnrecognizedArguments(argc, argv + 2))
    return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
