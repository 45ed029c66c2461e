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

typedef void (*SoftplusFunction)(struct MemRef *x, struct MemRef *y);
typedef void (*SoftplusGradFunction)(struct MemRef *dy, struct MemRef *x,
                                     struct MemRef *dx);

#define DECLARE_SOFTPLUS(OP, TYPE, BITS, FRACTION_BITS, BIAS)                  \
  void _mlir_ciface_##OP##_##TYPE(struct MemRef *, struct MemRef *);
#define DECLARE_GRAD(OP, TYPE, BITS, FRACTION_BITS, BIAS)                      \
  void _mlir_ciface_##OP##_##TYPE(struct MemRef *, struct MemRef *,            \
                                  struct MemRef *);
SOFTPLUS_FOR_EACH_TYPE(DECLARE_SOFTPLUS, softplus_1)
SOFTPLUS_FOR_EACH_TYPE(DECLARE_SOFTPLUS, softplus_0_7)
SOFTPLUS_FOR_EACH_TYPE(DECLARE_GRAD, softplus_grad_1)
SOFTPLUS_FOR_EACH_TYPE(DECLARE_GRAD, softplus_grad_0_7)

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

static void run(SoftplusFunction softplus, SoftplusGradFunction grad,
                const char *beta, const struct ElementLayout *layout,
                uint64_t count) {
  if (layout->bits == 16)
    count = kPrefixCount;
  struct MemRef dy = allocate(layout, count), x = allocate(layout, count),
                result = allocate(layout, count);
  fill(&dy, layout, getGradient);
  fill(&x, layout, getOperand);
  for (int64_t i = 0; i < x.size; i += kPieceSize) {
    struct MemRef xPiece = getPiece(&x, layout, i),
                  piece = getPiece(&result, layout, i);
    softplus(&xPiece, &piece);
  }
  printHashes("softplus", layout, beta, &result);
  for (int64_t i = 0; i < x.size; i += kPieceSize) {
    struct MemRef dyPiece = getPiece(&dy, layout, i),
                  xPiece = getPiece(&x, layout, i),
                  piece = getPiece(&result, layout, i);
    grad(&dyPiece, &xPiece, &piece);
  }
  printHashes("softplus_grad", layout, beta, &result);
  free(dy.allocated);
  free(x.allocated);
  free(result.allocated);
}

#define RUN(OP, TYPE, BITS, FRACTION_BITS, BIAS)                               \
  {                                                                            \
    struct ElementLayout layout = {#TYPE, BITS, FRACTION_BITS, BIAS};          \
    run(_mlir_ciface_softplus_1_##TYPE, _mlir_ciface_softplus_grad_1_##TYPE,   \
        "1", &layout, count);                                                  \
    run(_mlir_ciface_softplus_0_7_##TYPE,                                      \
        _mlir_ciface_softplus_grad_0_7_##TYPE, "0.7", &layout, count);         \
  }

int main(int argc, char **argv) {
  uint64_t count = argc == 2 ? strtoull(argv[1], NULL, 10) : 0;
  if (count < kPrefixCount) {
    fprintf(stderr, "usage: driver COUNT, at least %d\n", kPrefixCount);
    return 1;
  }
  SOFTPLUS_FOR_EACH_TYPE(RUN, )
  return 0;
}
