//===- ShapeBenchmark.cpp - Times functions on tensors and memrefs --------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// usage: shape-benchmark MANIFEST
//
// MANIFEST has one function a line:
//   NAME LIBRARY RESULTS WRITTEN OPERAND...
// LIBRARY is a shared library with the C interface of @f. RESULTS are the
// tensors that it returns, as TYPE:RANK,... and WRITTEN the numbers of the
// operands that it writes its result to; `-` stands for none.
// An OPERAND is TYPE:SHAPE:STRIDES:OFFSET, in elements, such as f32:4x8:16,1:0,
// with `-` for the shape and the strides of rank 0. Behind it may stand
// :NUMBER, if it lies in the memory of the operand of that number.
//
// Prints a line for each function, the least and the median nanoseconds of a
// call and the sum of all elements of the results of the first one:
//   NAME MIN MEDIAN SUM
// or, if it cannot be called, NAME error: MESSAGE.
//
//===----------------------------------------------------------------------===//

#include "ElementType.h"
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

[[noreturn]] static void fail(const std::string &message) {
  std::cerr << "error: " << message << '\n';
  std::exit(1);
}

//===----------------------------------------------------------------------===//
// Functions and their operands
//===----------------------------------------------------------------------===//

static const ElementType *getElementType(const std::string &name) {
  const ElementType *type = findElementType(name);
  if (!type)
    fail("unknown element type '" + name + "'");
  return type;
}

namespace {

/// A tensor or memref in memory; offset and strides are in elements.
struct Layout {
  const ElementType *type;
  int64_t offset;
  std::vector<int64_t> shape, strides;

  size_t getRank() const { return shape.size(); }

  /// The bytes from the start of the memory to the end of the last element.
  size_t getExtent() const {
    int64_t last = offset;
    for (size_t i = 0; i < getRank(); ++i)
      last += (shape[i] - 1) * strides[i];
    return (last + 1) * type->bytes;
  }

  /// The sum of the elements from dimension `dimension` on.
  double sum(const char *data, int64_t index, size_t dimension = 0) const {
    if (dimension == getRank())
      return type->load(data + index * type->bytes);
    double total = 0;
    for (int64_t i = 0; i < shape[dimension]; ++i)
      total += sum(data, index + i * strides[dimension], dimension + 1);
    return total;
  }
};

struct Operand {
  Layout layout;
  std::optional<size_t> memoryOf;
};

struct Result {
  const ElementType *type;
  size_t rank;
};

struct Entry {
  std::string name, library;
  std::vector<Result> results;
  std::vector<int64_t> written;
  std::vector<Operand> operands;
};

struct Free {
  void operator()(char *data) const { std::free(data); }
};

} // namespace

/// The parts of a text between separators; `-` stands for none.
static std::vector<std::string> split(const std::string &text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text == "-" ? "" : text);
  for (std::string part; std::getline(in, part, separator);)
    parts.push_back(part);
  return parts;
}

static int64_t parseInteger(const std::string &text) {
  std::istringstream in(text);
  int64_t number;
  if (!(in >> number) || !in.eof())
    fail("'" + text + "' is no number");
  return number;
}

static std::vector<int64_t> parseIntegers(const std::string &text,
                                          char separator) {
  std::vector<int64_t> numbers;
  for (const std::string &part : split(text, separator))
    numbers.push_back(parseInteger(part));
  return numbers;
}

static Operand parseOperand(const std::string &text) {
  std::vector<std::string> parts = split(text, ':');
  if (parts.size() != 4 && parts.size() != 5)
    fail("'" + text + "' is no operand");
  Operand operand{{getElementType(parts[0]), parseInteger(parts[3]),
                   parseIntegers(parts[1], 'x'), parseIntegers(parts[2], ',')},
                  std::nullopt};
  if (operand.layout.shape.size() != operand.layout.strides.size())
    fail("as many strides as dimensions are wanted in '" + text + "'");
  if (parts.size() == 5)
    operand.memoryOf = parseInteger(parts[4]);
  return operand;
}

static Entry parseEntry(const std::string &line) {
  std::istringstream in(line);
  Entry entry;
  std::string results, written;
  if (!(in >> entry.name >> entry.library >> results >> written))
    fail("'" + line + "' is no function");
  for (const std::string &part : split(results, ',')) {
    size_t colon = part.find(':');
    if (colon == std::string::npos)
      fail("'" + part + "' is no result");
    entry.results.push_back({getElementType(part.substr(0, colon)),
                             size_t(parseInteger(part.substr(colon + 1)))});
  }
  entry.written = parseIntegers(written, ',');
  auto check = [&](size_t number) {
    if (number >= entry.operands.size())
      fail("'" + line + "' has no operand " + std::to_string(number));
  };
  for (std::string operand; in >> operand;) {
    Operand parsed = parseOperand(operand);
    if (parsed.memoryOf)
      check(*parsed.memoryOf);
    entry.operands.push_back(parsed);
  }
  for (int64_t number : entry.written)
    check(number);
  return entry;
}

using Buffer = std::unique_ptr<char, Free>;

/// The element at `index` of the memory of operand `number`, before it is
/// rounded to its type. program.py has the same rule.
static double getOperandValue(const ElementType &type, size_t number,
                              int64_t index) {
  if (type.name == "i64") // An index.
    return (37 * index + number) % 64;
  if (type.name == "i1") // A mask.
    return (37 * index + number) % 64 < 32;
  return 4.0 * std::sin(0.37 * index + number);
}

/// Page-aligned memory of that many bytes, with repeated values.
static Buffer makeBuffer(const ElementType &type, size_t number, size_t bytes) {
  constexpr size_t page = 4096;
  constexpr size_t period = 1 << 16;
  Buffer buffer(static_cast<char *>(
      std::aligned_alloc(page, (bytes + page - 1) / page * page)));
  if (!buffer)
    fail("no memory");
  size_t filled = std::min(bytes, period * type.bytes);
  for (size_t i = 0; i < filled; i += type.bytes)
    type.store(buffer.get() + i, getOperandValue(type, number, i / type.bytes));
  for (size_t i = filled; i < bytes; i += filled)
    std::memcpy(buffer.get() + i, buffer.get(), std::min(filled, bytes - i));
  return buffer;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// What MLIR passes for a memref: two pointers, the offset, sizes, strides.
using Descriptor = std::vector<int64_t>;
static_assert(sizeof(int64_t) == sizeof(void *));

static Descriptor makeDescriptor(const Layout &layout, char *data) {
  auto address = reinterpret_cast<int64_t>(data);
  Descriptor words = {address, address, layout.offset};
  words.insert(words.end(), layout.shape.begin(), layout.shape.end());
  words.insert(words.end(), layout.strides.begin(), layout.strides.end());
  return words;
}

static size_t getDescriptorSize(size_t rank) { return 3 + 2 * rank; }

/// Calls a function with pointers only.
using Caller = void (*)(void *function, void *const *arguments);

template <size_t> using Pointer = void *;

template <size_t... Index>
static void callWith(void *function, void *const *arguments,
                     std::index_sequence<Index...>) {
  using Function = void(Pointer<Index>...);
  reinterpret_cast<Function *>(function)(arguments[Index]...);
}

template <size_t Count> static Caller findCaller(size_t count) {
  constexpr size_t maxCount = 8;
  if constexpr (Count > maxCount) {
    fail("too many operands");
  } else {
    if (count != Count)
      return findCaller<Count + 1>(count);
    return [](void *function, void *const *arguments) {
      callWith(function, arguments, std::make_index_sequence<Count>());
    };
  }
}

namespace {

/// A function with its operands in memory.
class Call {
public:
  Call(void *function, const Entry &entry) : function(function), entry(entry) {
    size_t words = 0;
    for (const Result &result : entry.results)
      words += getDescriptorSize(result.rank);
    returned.resize(words);
    if (words)
      arguments.push_back(returned.data());
    for (const Operand &operand : entry.operands)
      addOperand(operand);
    caller = findCaller<1>(arguments.size());
  }

  void run() {
    caller(function, arguments.data());
    forEachReturned([](const ElementType &, size_t, const int64_t *words) {
      std::free(reinterpret_cast<void *>(words[0]));
    });
  }

  /// Runs the function, and adds all elements of its results.
  double runAndSum() {
    caller(function, arguments.data());
    double total = 0;
    forEachReturned([&](const ElementType &type, size_t rank,
                        const int64_t *words) {
      const int64_t *sizes = words + 3, *strides = sizes + rank;
      Layout layout{
          &type, words[2], {sizes, strides}, {strides, strides + rank}};
      total += layout.sum(reinterpret_cast<char *>(words[1]), layout.offset);
      std::free(reinterpret_cast<void *>(words[0]));
    });
    for (int64_t number : entry.written) {
      const Layout &layout = entry.operands[number].layout;
      total += layout.sum(addresses[number], layout.offset);
    }
    return total;
  }

private:
  /// Applies `use` to type, rank and descriptor of what was returned.
  template <typename Use> void forEachReturned(Use use) {
    const int64_t *words = returned.data();
    for (const Result &result : entry.results) {
      use(*result.type, result.rank, words);
      words += getDescriptorSize(result.rank);
    }
  }

  void addOperand(const Operand &operand) {
    const Layout &layout = operand.layout;
    size_t number = addresses.size();
    if (operand.memoryOf) {
      addresses.push_back(addresses[*operand.memoryOf]);
    } else {
      buffers.push_back(makeBuffer(*layout.type, number, layout.getExtent()));
      addresses.push_back(buffers.back().get());
    }
    descriptors.push_back(makeDescriptor(layout, addresses.back()));
    arguments.push_back(descriptors.back().data());
  }

  void *function;
  const Entry &entry;
  Caller caller;
  std::vector<Buffer> buffers;
  std::vector<char *> addresses;
  std::vector<Descriptor> descriptors;
  std::vector<int64_t> returned;
  std::vector<void *> arguments;
};

struct Time {
  double least, median;
};

} // namespace

/// Nanoseconds of a call, of 11 samples of about 6 ms, or of 5 where a call
/// takes longer. torch_worker.py measures alike.
static Time timeCalls(Call &call) {
  using Clock = std::chrono::steady_clock;
  constexpr double warmUp = 4e6, sample = 6e6;
  auto measure = [&](int64_t count) {
    auto start = Clock::now();
    for (int64_t i = 0; i < count; ++i)
      call.run();
    return std::chrono::duration<double, std::nano>(Clock::now() - start)
        .count();
  };
  int64_t count = 1;
  double elapsed = measure(count);
  while (elapsed < warmUp)
    elapsed = measure(count *= 2);
  bool isLong = elapsed / count > sample;
  count = std::max<int64_t>(1, count * sample / elapsed);
  std::vector<double> times(isLong ? 5 : 11);
  for (double &time : times)
    time = measure(count) / count;
  std::sort(times.begin(), times.end());
  return {times.front(), times[times.size() / 2]};
}

static void measure(const Entry &entry) {
  void *library = dlopen(entry.library.c_str(), RTLD_NOW | RTLD_LOCAL);
  void *function = library ? dlsym(library, "_mlir_ciface_f") : nullptr;
  if (!function) {
    std::cout << entry.name << " error: " << dlerror() << std::endl;
    return;
  }
  Call call(function, entry);
  double total = call.runAndSum();
  Time time = timeCalls(call);
  std::cout << entry.name << ' ' << std::setprecision(9) << time.least << ' '
            << time.median << ' ' << total << std::endl;
}

int main(int argc, char **argv) {
  if (argc != 2)
    fail("usage: shape-benchmark MANIFEST");
  std::ifstream manifest(argv[1]);
  if (!manifest)
    fail(std::string("cannot read '") + argv[1] + "'");
  for (std::string line; std::getline(manifest, line);)
    measure(parseEntry(line));
  return 0;
}
