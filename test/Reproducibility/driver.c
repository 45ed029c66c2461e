//===- driver.c - Hash the results of compiled code -----------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// usage: driver COUNT
//
// Calls the functions that compare-targets.py compiles on COUNT elements of f32
// and f64 and on all of the halves, and prints hashes of their results.
//
//===----------------------------------------------------------------------===//

#include "inputs.h"
#include <stdlib.h>
#include <string.h>

/// Elements of a call: a prime, so that every call has a tail.
enum { kPieceSize = 1021 };

/// The compiled functions have an operand dy, too, where they do not use it.
typedef void (*Function)(struct MemRef *dy, struct MemRef *x,
                         struct MemRef *result);

#define DECLARE(OP, TYPE, BITS, FRACTION_BITS, BIAS)                           \
  void _mlir_ciface_##OP##_##TYPE(struct MemRef *, struct MemRef *,            \
                                  struct MemRef *);
#define SOFTPLUS_FUNCTION(NAME, MNEMONIC, ARITY, THRESHOLD, ODDNESS)           \
  SOFTPLUS_FOR_EACH_TYPE(DECLARE, MNEMONIC##_1)                                \
  SOFTPLUS_FOR_EACH_TYPE(DECLARE, MNEMONIC##_0_7)
#include "Softplus/Numerics/Functions.def"

static struct MemRef allocate(const struct ElementLayout *layout,
                              uint64_t count) {
  void *data = calloc(count, layout->bits / 8);
  if (!data)
    abort();
  struct MemRef memref = {data, data, 0, (int64_t)count, 1};
  return memref;
}

/// Elements are little-endian on all targets.
static void fill(struct MemRef *memref, const struct ElementLayout *layout,
                 uint64_t (*get)(const struct ElementLayout *, uint64_t)) {
  char *data = memref->aligned;
  for (int64_t i = 0; i < memref->size; ++i) {
    uint64_t bits = get(layout, i);
    memcpy(data + i * (layout->bits / 8), &bits, layout->bits / 8);
  }
}

static void printHashes(const char *op, const struct ElementLayout *layout,
                        const char *beta, const struct MemRef *memref) {
  const char *data = memref->aligned;
  uint64_t hash = 0;
  for (int64_t i = 0; i < memref->size; ++i) {
    uint64_t bits = 0;
    memcpy(&bits, data + i * (layout->bits / 8), layout->bits / 8);
    hash = addToHash(layout, hash, bits);
    if (i + 1 == kPrefixCount || i + 1 == memref->size)
      printHash(op, layout, beta, i + 1, hash);
  }
}

/// Describes the elements of `whole` from `begin` on, up to kPieceSize.
static struct MemRef getPiece(const struct MemRef *whole,
                              const struct ElementLayout *layout,
                              int64_t begin) {
  struct MemRef piece = *whole;
  piece.aligned = (char *)whole->aligned + begin * (layout->bits / 8);
  piece.size =
      whole->size - begin < kPieceSize ? whole->size - begin : kPieceSize;
  return piece;
}

static void run(Function function, const char *op, const char *beta,
                const struct ElementLayout *layout, uint64_t count) {
  if (layout->bits == 16)
    count = kPrefixCount;
  struct MemRef dy = allocate(layout, count), x = allocate(layout, count),
                result = allocate(layout, count);
  fill(&dy, layout, getGradient);
  fill(&x, layout, getOperand);
  for (int64_t i = 0; i < x.size; i += kPieceSize) {
    struct MemRef dyPiece = getPiece(&dy, layout, i),
                  xPiece = getPiece(&x, layout, i),
                  piece = getPiece(&result, layout, i);
    function(&dyPiece, &xPiece, &piece);
  }
  printHashes(op, layout, beta, &result);
  free(dy.allocated);
  free(x.allocated);
  free(result.allocated);
}

#define RUN(OP, TYPE, BITS, FRACTION_BITS, BIAS)                               \
  {                                                                            \
    struct ElementLayout layout = {#TYPE, BITS, FRACTION_BITS, BIAS};          \
    run(_mlir_ciface_##OP##_1_##TYPE, #OP, "1", &layout, count);               \
    run(_mlir_ciface_##OP##_0_7_##TYPE, #OP, "0.7", &layout, count);           \
  }

int main(int argc, char **argv) {
  uint64_t count = argc == 2 ? strtoull(argv[1], NULL, 10) : 0;
  if (count < kPrefixCount) {
    fprintf(stderr, "usage: driver COUNT, at least %d\n", kPrefixCount);
    return 1;
  }
#define SOFTPLUS_FUNCTION(NAME, MNEMONIC, ARITY, THRESHOLD, ODDNESS)           \
  SOFTPLUS_FOR_EACH_TYPE(RUN, MNEMONIC)
#include "Softplus/Numerics/Functions.def"
  return 0;
}
