//===- faults.c - Functions that driver.c must find fault with ------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "inputs.h"

static void negate(struct MemRef *x, struct MemRef *y, int64_t begin,
                   int64_t end) {
  const volatile float *from = x->aligned;
  volatile float *to = y->aligned;
  for (int64_t i = begin; i < end; ++i)
    to[i] = -from[i];
}

void _mlir_ciface_right(struct MemRef *x, struct MemRef *y) {
  negate(x, y, 0, y->size);
}
void _mlir_ciface_reads_after(struct MemRef *x, struct MemRef *y) {
  negate(x, y, 0, y->size);
  (void)((const volatile float *)x->aligned)[x->size];
}
void _mlir_ciface_reads_before(struct MemRef *x, struct MemRef *y) {
  negate(x, y, 0, y->size);
  (void)((const volatile float *)x->aligned)[-1];
}
void _mlir_ciface_writes_after(struct MemRef *x, struct MemRef *y) {
  negate(x, y, 0, y->size);
  ((volatile float *)y->aligned)[y->size] = 0;
}
void _mlir_ciface_writes_before(struct MemRef *x, struct MemRef *y) {
  negate(x, y, 0, y->size);
  ((volatile float *)y->aligned)[-1] = 0;
}
void _mlir_ciface_writes_operand(struct MemRef *x, struct MemRef *y) {
  negate(x, y, 0, y->size);
  ((volatile float *)x->aligned)[0] = 0;
}
void _mlir_ciface_forgets_last(struct MemRef *x, struct MemRef *y) {
  negate(x, y, 0, y->size - 1);
}
