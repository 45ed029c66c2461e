//===- Float32Kernels.h - Softplus and its gradient for f32 and halves *- C++
//-*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Derivation. Let t = |z|, u = e^-t, so that
//
//   softplus = max(x, 0) + ln(1 + u) / beta      (min for a negative beta)
//   sigmoid  = 1 / (1 + u) for z >= 0, u / (1 + u) for z < 0
//
// Everything is computed in f64, in which the product of beta and x is exact,
// no intermediate result over- or underflows and roundings are of no account.
// With -t = n ln 2 + r, |r| <= ln 2 / 2, u is 2^n times a polynomial in r, and
// ln(1 + u) is u times a polynomial in u on [0, 1], its coefficients divided by
// beta beforehand. No division, no branch.
//
// Bounds, measured against GNU MPFR and in double precision with it on a
// sample: f32 softplus at most 0.62 ulp on 2^28 inputs each for eight betas,
// 1e-38 and 1e38 among them; the halves, whose polynomials are longer, are
// correctly rounded for all values of the betas in test/unit/EvaluatorTest.cpp.
//
// Special values. NaN fails all comparisons and passes through the arithmetic.
// -t is clamped at -700, far below where the results have underflowed.
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_NUMERICS_FLOAT32KERNELS_H
#define SOFTPLUS_NUMERICS_FLOAT32KERNELS_H

#include "Softplus/Numerics/Coefficients.h"
#include "Softplus/Numerics/Expressions.h"
#include <cstddef>
#include <limits>

namespace mlir::softplus::numerics {

/// What the f32 kernels need to know of beta and threshold.
struct Float32Parameters {
  /// Whether the elements are f16 or bf16.
  bool isHalf;
  double beta;
  double inverseBeta;
  /// The result is x, or dy, beyond these values of x; see `findThreshold`.
  double threshold;
  /// Whether the element type shows the threshold in the result of softplus,
  /// and in that of its gradient.
  bool showsInSoftplus, showsInGrad;
};

namespace detail {

/// Returns the polynomial of the coefficients, each times `scale`, in Horner's
/// form.
template <typename B, size_t N>
FloatExpr<B> horner(const FloatExpr<B> &x, const double (&coefficients)[N],
                    double scale = 1.0) {
  FloatExpr<B> sum = x.constant(coefficients[N - 1] * scale);
  for (size_t i = N - 1; i-- > 0;)
    sum = fma(sum, x, coefficients[i] * scale);
  return sum;
}

/// Returns e^-t.
template <typename B>
FloatExpr<B> expF32(const FloatExpr<B> &minusT, const Float32Parameters &p) {
  using Float = FloatExpr<B>;
  // Rounds to an integer, with the bias of the exponent in the low bits.
  constexpr double kRound = 0x1.8p52 + 1023.0;
  Float clamped = select(minusT < -700.0, -700.0, minusT);
  Float steps = fma(clamped, 0x1.71547652b82fep+0, kRound);
  Float r = fma(steps - kRound, -0x1.62e42fefa39efp-1, clamped);
  Float exp = p.isHalf ? horner(r, kExpHalfInF64) : horner(r, kExpF32InF64);
  return exp * decode(encode(steps) << 52);
}

/// Returns ln(1 + u) / (u beta).
template <typename B>
FloatExpr<B> log1pF32(const FloatExpr<B> &u, const Float32Parameters &p) {
  return p.isHalf ? horner(u, kLog1pHalfInF64, p.inverseBeta)
                  : horner(u, kLog1pF32InF64, p.inverseBeta);
}

/// Returns `above` where x is beyond the threshold, and `value` elsewhere.
template <typename B>
FloatExpr<B> applyThreshold(const FloatExpr<B> &value,
                            const FloatExpr<B> &above, const FloatExpr<B> &x,
                            const Float32Parameters &p) {
  return select(p.beta < 0 ? x < p.threshold : x > p.threshold, above, value);
}

} // namespace detail

/// Returns softplus of `x`, an f32 or half number in f64, for one rounding to
/// its type.
template <typename B>
FloatExpr<B> softplusF32(const FloatExpr<B> &x, const Float32Parameters &p) {
  using namespace detail;
  using Float = FloatExpr<B>;
  Float z = p.beta == 1.0 ? x : x * p.beta;
  Float u = expF32(-abs(z), p);
  Float bound = select(p.beta < 0 ? x > 0.0 : x < 0.0, 0.0, x);
  Float result = fma(u, log1pF32(u, p), bound);
  return p.showsInSoftplus ? applyThreshold(result, x, x, p) : result;
}

/// Returns dy * sigmoid(beta x) in f64, for one rounding to f32 or a half.
template <typename B>
FloatExpr<B> softplusGradF32(const FloatExpr<B> &dy, const FloatExpr<B> &x,
                             const Float32Parameters &p) {
  using namespace detail;
  using Float = FloatExpr<B>;
  Float z = p.beta == 1.0 ? x : x * p.beta;
  Float minusT = -abs(z);
  Float u = expF32(minusT, p);
  // The sigmoid of -inf is 0: an infinite dy makes a NaN of it.
  Float nonzero =
      select(minusT > -std::numeric_limits<double>::infinity(), u, 0.0);
  Float numerator = select(z < 0.0, nonzero, 1.0);
  Float result = dy * numerator / (u + 1.0);
  return p.showsInGrad ? applyThreshold(result, dy, x, p) : result;
}

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_NUMERICS_FLOAT32KERNELS_H
