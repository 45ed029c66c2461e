//===- driver.c - Calls compiled code between guard pages -----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Calls the functions that functions.inc lists, which check-bounds.py makes, on
// buffers that begin or end at a page without access: reads and writes beyond
// that end are signals. Operands are read-only; bytes on the other side of a
// result must keep their value. The elements of all functions of a group are
// compared with the first one's, whose hash is printed.
//
//===----------------------------------------------------------------------===//

#include "inputs.h"
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
  kMaxLength = 130,
  kMaxOperands = 2,
  kDynamic = -1,
  kCanary = 0xa5,
  kMaxReports = 4 // of a group
};

#define DEFINE_LAYOUT(OP, TYPE, BITS, FRACTION_BITS, BIAS)                     \
  static const struct ElementLayout layout_##TYPE = {#TYPE, BITS,              \
                                                     FRACTION_BITS, BIAS};
SOFTPLUS_FOR_EACH_TYPE(DEFINE_LAYOUT, )
// Of an integer, no encoding is a NaN.
DEFINE_LAYOUT(, i8, 8, 0, 0)
DEFINE_LAYOUT(, i16, 16, 0, 0)

/// A function of memrefs of operands and one of the result.
struct Function {
  const char *name;
  void (*call)();
  const struct ElementLayout *operand, *result;
  int operandCount;
  int64_t length; // or kDynamic
  const char *group;
};

#define FUNCTION(NAME, OPERAND, RESULT, COUNT, LENGTH, GROUP)                  \
  void _mlir_ciface_##NAME();
#include "functions.inc"
#undef FUNCTION

#define FUNCTION(NAME, OPERAND, RESULT, COUNT, LENGTH, GROUP)                  \
  {#NAME,                                                                      \
   _mlir_ciface_##NAME,                                                        \
   &layout_##OPERAND,                                                          \
   &layout_##RESULT,                                                           \
   COUNT,                                                                      \
   LENGTH,                                                                     \
   #GROUP},
static const struct Function functions[] = {
#include "functions.inc"
};

/// Pages for one buffer, between two without access.
struct Region {
  char *begin, *end;
};

static struct Region operands[kMaxOperands], result;
static char expected[kMaxLength * 8];
static sigjmp_buf afterFault;
static int failures, reports;

static struct Region allocate(void) {
  size_t page = sysconf(_SC_PAGESIZE);
  size_t size = (kMaxLength * 8 + page - 1) / page * page;
  char *base = mmap(NULL, size + 2 * page, PROT_NONE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (base == MAP_FAILED ||
      mprotect(base + page, size, PROT_READ | PROT_WRITE)) {
    perror("mmap");
    exit(1);
  }
  struct Region region = {base + page, base + page + size};
  return region;
}

static void setProtection(const struct Region *region, int protection) {
  if (mprotect(region->begin, region->end - region->begin, protection)) {
    perror("mprotect");
    exit(1);
  }
}

static void onFault(int signal) { siglongjmp(afterFault, signal); }

static size_t getBytes(const struct ElementLayout *layout) {
  return layout->bits / 8;
}

/// Elements are little-endian on all targets.
static uint64_t load(const char *from, const struct ElementLayout *layout) {
  uint64_t bits = 0;
  memcpy(&bits, from, getBytes(layout));
  return bits;
}

/// Returns operand `operand` at `index`. Conversions to integers are defined
/// for numbers that these have, so there every fourth value is left out, which
/// has arbitrary bits.
static uint64_t getElement(const struct Function *function, int operand,
                           int64_t index) {
  if (!function->result->bias)
    index *= 4;
  return operand ? getGradient(function->operand, index)
                 : mixElement(function->operand, index);
}

/// Describes `length` elements at the begin or the end of `region`.
static struct MemRef place(const struct Region *region,
                           const struct ElementLayout *layout, int64_t length,
                           int isAtEnd) {
  char *data =
      isAtEnd ? region->end - length * getBytes(layout) : region->begin;
  struct MemRef memref = {data, data, 0, length, 1};
  return memref;
}

/// Calls `function`, and returns 0 or the signal that it raises.
static int call(const struct Function *function, struct MemRef *x,
                struct MemRef *y) {
  int signal = sigsetjmp(afterFault, /*savemask=*/1);
  if (signal)
    return signal;
  if (function->operandCount == 1)
    ((void (*)(struct MemRef *, struct MemRef *))function->call)(&x[0], y);
  else
    ((void (*)(struct MemRef *, struct MemRef *,
               struct MemRef *))function->call)(&x[1], &x[0], y);
  return 0;
}

static void report(const struct Function *function, int64_t length, int isAtEnd,
                   const char *what, int64_t count) {
  ++failures;
  if (++reports <= kMaxReports)
    printf("FAILED: %s, length %" PRId64 ", at the %s of its pages: %s %" PRId64
           "\n",
           function->name, length, isAtEnd ? "end" : "begin", what, count);
}

static int64_t countChanged(const char *begin, const char *end) {
  int64_t count = 0;
  for (; begin != end; ++begin)
    count += (unsigned char)*begin != kCanary;
  return count;
}

/// Runs `function` on `length` elements, and compares them with `expected` if
/// `compares`.
static struct MemRef check(const struct Function *function, int64_t length,
                           int isAtEnd, int compares) {
  struct MemRef x[kMaxOperands];
  for (int k = 0; k < function->operandCount; ++k) {
    setProtection(&operands[k], PROT_READ | PROT_WRITE);
    x[k] = place(&operands[k], function->operand, length, isAtEnd);
    size_t bytes = getBytes(function->operand);
    for (int64_t i = 0; i < length; ++i) {
      uint64_t bits = getElement(function, k, i);
      memcpy((char *)x[k].aligned + i * bytes, &bits, bytes);
    }
    setProtection(&operands[k], PROT_READ);
  }
  memset(result.begin, kCanary, result.end - result.begin);
  struct MemRef y = place(&result, function->result, length, isAtEnd);
  size_t bytes = getBytes(function->result);
  int signal = call(function, x, &y);
  if (signal)
    report(function, length, isAtEnd, "signal", signal);
  const char *data = y.aligned;
  int64_t before = countChanged(result.begin, data);
  int64_t after = countChanged(data + length * bytes, result.end);
  if (before)
    report(function, length, isAtEnd, "bytes written before it:", before);
  if (after)
    report(function, length, isAtEnd, "bytes written after it:", after);
  int64_t different = 0;
  for (int64_t i = 0; compares && !signal && i < length; ++i)
    different +=
        unifyNaN(function->result, load(data + i * bytes, function->result)) !=
        unifyNaN(function->result,
                 load(expected + i * bytes, function->result));
  if (different)
    report(function, length, isAtEnd, "different elements:", different);
  return y;
}

/// Makes the results of `function` the expected ones, and prints their hash.
static void setExpected(const struct Function *function) {
  struct MemRef y = check(function, kMaxLength, 0, /*compares=*/0);
  size_t bytes = getBytes(function->result);
  memcpy(expected, y.aligned, kMaxLength * bytes);
  uint64_t hash = 0;
  for (int64_t i = 0; i < kMaxLength; ++i)
    hash = addToHash(function->result, hash,
                     load(expected + i * bytes, function->result));
  printf("%s: %016" PRIx64 "\n", function->group, hash);
}

int main(void) {
  operands[0] = allocate();
  operands[1] = allocate();
  result = allocate();
  struct sigaction action = {.sa_handler = onFault};
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGBUS, &action, NULL);

  const char *group = "";
  for (size_t f = 0; f < sizeof(functions) / sizeof(*functions); ++f) {
    const struct Function *function = &functions[f];
    if (strcmp(function->group, group)) {
      group = function->group;
      reports = 0;
      setExpected(function);
    }
    int isDynamic = function->length == kDynamic;
    int64_t last = isDynamic ? kMaxLength : function->length;
    for (int64_t length = isDynamic ? 0 : last; length <= last; ++length)
      for (int isAtEnd = 0; isAtEnd <= 1; ++isAtEnd)
        check(function, length, isAtEnd, /*compares=*/1);
  }
  if (failures)
    printf("FAILED: %d in all\n", failures);
  return failures != 0;
}
