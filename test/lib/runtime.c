//===- runtime.c - Functions of the compiler's runtime library ------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// What LLVM calls for halves on targets without instructions for them and GCC
// 12's libgcc lacks.
//
//===----------------------------------------------------------------------===//

#include <stdint.h>
#include <string.h>

/// Rounds to bf16, to nearest even.
__attribute__((weak)) __bf16 __truncsfbf2(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof(bits));
  if ((bits & 0x7fffffff) > 0x7f800000)
    bits |= 0x400000;
  else
    bits += 0x7fff + (bits >> 16 & 1);
  uint16_t half = bits >> 16;
  __bf16 result;
  memcpy(&result, &half, sizeof(result));
  return result;
}
