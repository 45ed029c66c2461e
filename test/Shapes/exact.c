//===- exact.c - Elementary functions by GNU MPFR -------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Each function computes as many y as there are x, each within one unit in its
// last place. Products of matrices add each product by a fused multiply-add.
//
//===----------------------------------------------------------------------===//

#include <float.h>
#include <math.h>
#include <mpfr.h>
#include <stddef.h>

enum { kPrecision = LDBL_MANT_DIG, kInnerPrecision = LDBL_MANT_DIG + 32 };

typedef int (*Function)(mpfr_t y, const mpfr_t x, mpfr_rnd_t rounding);

static void evaluate(Function function, const long double *x, long double *y,
                     size_t count) {
  mpfr_t argument, value;
  mpfr_init2(argument, kPrecision);
  mpfr_init2(value, kPrecision);
  for (size_t i = 0; i < count; ++i) {
    mpfr_set_ld(argument, x[i], MPFR_RNDN);
    function(value, argument, MPFR_RNDN);
    y[i] = mpfr_get_ld(value, MPFR_RNDN);
  }
  mpfr_clears(argument, value, (mpfr_ptr)0);
}

/// ln(1 + e^x): a relative error of e^x is at most the same one of the result.
static int softplus(mpfr_t y, const mpfr_t x, mpfr_rnd_t rounding) {
  mpfr_t power;
  mpfr_init2(power, kInnerPrecision);
  mpfr_exp(power, x, MPFR_RNDN);
  int inexact = mpfr_log1p(y, power, rounding);
  mpfr_clear(power);
  return inexact;
}

/// 1 / (1 + e^-x).
static int sigmoid(mpfr_t y, const mpfr_t x, mpfr_rnd_t rounding) {
  mpfr_t power;
  mpfr_init2(power, kInnerPrecision);
  mpfr_neg(power, x, MPFR_RNDN);
  mpfr_exp(power, power, MPFR_RNDN);
  mpfr_add_ui(power, power, 1, MPFR_RNDN);
  int inexact = mpfr_ui_div(y, 1, power, rounding);
  mpfr_clear(power);
  return inexact;
}

#define DEFINE(name, function)                                                 \
  void exact_##name(const long double *x, long double *y, size_t count) {      \
    evaluate(function, x, y, count);                                           \
  }

DEFINE(exp, mpfr_exp)
DEFINE(log, mpfr_log)
DEFINE(tanh, mpfr_tanh)
DEFINE(softplus, softplus)
DEFINE(sigmoid, sigmoid)

#define DEFINE_MULTIPLY(name, type, fma)                                       \
  void exact_multiply_##name(const type *a, const type *b, type *c,            \
                             size_t rows, size_t inner, size_t columns) {      \
    for (size_t i = 0; i < rows; ++i)                                          \
      for (size_t k = 0; k < inner; ++k)                                       \
        for (size_t j = 0; j < columns; ++j)                                   \
          c[i * columns + j] =                                                 \
              fma(a[i * inner + k], b[k * columns + j], c[i * columns + j]);   \
  }

DEFINE_MULTIPLY(f32, float, fmaf)
DEFINE_MULTIPLY(f64, double, fma)
