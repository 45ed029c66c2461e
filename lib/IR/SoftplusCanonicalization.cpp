//===- SoftplusCanonicalization.cpp - Canonicalization patterns -----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Every pattern gives the same bits as what it replaces for all inputs, or asks
// for the fast-math flag that permits the difference. Each says why.
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusOps.h"
#include "Softplus/IR/SoftplusSemantics.h"
#include "Softplus/Numerics/Threshold.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::softplus;

//===----------------------------------------------------------------------===//
// Patterns on beta and threshold
//===----------------------------------------------------------------------===//

namespace {

/// f(x; beta) -> -f(-x; -beta) for a negative beta, or f(-x; -beta) for a
/// function that is not odd in both.
///
/// The definition of a negative beta. z keeps its value, and with it the side
/// of the threshold.
struct NegativeBeta : OpInterfaceRewritePattern<SoftplusOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(SoftplusOpInterface op,
                                PatternRewriter &rewriter) const override {
    if (op.getBeta() > 0)
      return rewriter.notifyMatchFailure(op, "beta is positive");
    Location loc = op.getLoc();
    arith::FastMathFlags flags = op.getFastmath();
    OpOperand &x = op->getOpOperands().back();
    Value negated = arith::NegFOp::create(rewriter, loc, x.get(), flags);
    rewriter.modifyOpInPlace(op, [&] {
      x.set(negated);
      op->setAttr("beta", rewriter.getF64FloatAttr(-op.getBeta()));
    });
    if (!numerics::getInfo(op.getFunction()).isOdd)
      return success();
    rewriter.setInsertionPointAfter(op);
    Value result = op->getResult(0);
    auto negative = arith::NegFOp::create(rewriter, loc, result, flags);
    rewriter.replaceAllUsesExcept(result, negative, negative);
    return success();
  }
};

/// Gives one spelling to all thresholds that the element type cannot show.
///
/// Above the saturation point both branches of the definition round to the same
/// value, so all thresholds from there on mean the same. The default stands for
/// them where it is one of them, as for f16, bf16 and f32; else +inf does.
struct InvisibleThreshold : OpInterfaceRewritePattern<SoftplusOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(SoftplusOpInterface op,
                                PatternRewriter &rewriter) const override {
    std::optional<double> threshold = op.getOptionalThreshold();
    if (!threshold)
      return rewriter.notifyMatchFailure(op, "there is no threshold");
    double saturation = numerics::getSaturation(
        op.getFunction(), op.getElementType().getFloatSemantics());
    double canonical = saturation <= kDefaultThreshold
                           ? kDefaultThreshold
                           : std::numeric_limits<double>::infinity();
    if (*threshold < saturation)
      return rewriter.notifyMatchFailure(op, "the threshold is visible");
    if (*threshold == canonical)
      return rewriter.notifyMatchFailure(op, "the threshold is canonical");
    rewriter.modifyOpInPlace(op, [&] {
      op->setAttr("threshold", rewriter.getF64FloatAttr(canonical));
    });
    return success();
  }
};

} // namespace

//===----------------------------------------------------------------------===//
// Patterns on operations of other dialects around a softplus
//===----------------------------------------------------------------------===//

/// Returns the softplus that defines `value` if no result of it is negative:
/// for a positive beta the formula is not, and a threshold that is not negative
/// lets through positive x only.
static SoftplusOp getNonNegativeSoftplus(Value value) {
  auto op = value.getDefiningOp<SoftplusOp>();
  if (op && op.getBeta() > 0 && op.getThreshold() >= 0)
    return op;
  return nullptr;
}

/// Matches a scalar or splat float constant.
static std::optional<llvm::APFloat> matchFloatConstant(Value value) {
  llvm::APFloat constant(0.0);
  if (matchPattern(value, m_ConstantFloat(&constant)))
    return constant;
  return std::nullopt;
}

template <typename... OpTys>
static bool allHaveFlags(arith::FastMathFlags flags, OpTys... ops) {
  return (arith::bitEnumContainsAll(ops.getFastmath(), flags) && ...);
}

namespace {

/// max(softplus(x), c) -> softplus(x) for a constant c <= 0.
///
/// maximumf keeps a NaN, as softplus does. maxnumf replaces it by c, so there
/// one of the two operations has to exclude NaN.
template <typename MaxOpTy> struct ReluOfSoftplus : OpRewritePattern<MaxOpTy> {
  using OpRewritePattern<MaxOpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(MaxOpTy op,
                                PatternRewriter &rewriter) const override {
    SoftplusOp softplus = getNonNegativeSoftplus(op.getLhs());
    Value bound = op.getRhs();
    if (!softplus) {
      softplus = getNonNegativeSoftplus(op.getRhs());
      bound = op.getLhs();
    }
    if (!softplus)
      return rewriter.notifyMatchFailure(op, "no non-negative softplus");
    std::optional<llvm::APFloat> constant = matchFloatConstant(bound);
    if (!constant ||
        !(constant->isZero() || (constant->isNegative() && !constant->isNaN())))
      return rewriter.notifyMatchFailure(op, "the bound may be positive");
    constexpr auto nnan = arith::FastMathFlags::nnan;
    if (std::is_same_v<MaxOpTy, arith::MaxNumFOp> && !allHaveFlags(nnan, op) &&
        !allHaveFlags(nnan, softplus))
      return rewriter.notifyMatchFailure(op, "maxnumf needs nnan");
    rewriter.replaceOp(op, softplus);
    return success();
  }
};

/// absf(softplus(x)) -> softplus(x).
struct AbsOfSoftplus : OpRewritePattern<math::AbsFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::AbsFOp op,
                                PatternRewriter &rewriter) const override {
    SoftplusOp softplus = getNonNegativeSoftplus(op.getOperand());
    if (!softplus)
      return rewriter.notifyMatchFailure(op, "no non-negative softplus");
    rewriter.replaceOp(op, softplus);
    return success();
  }
};

/// softplus(c x; beta) / c -> softplus(x; c beta) for c = 2^k; `ScaleOpTy` is
/// the operation that undoes the scale, a division by c or a product with 1/c.
///
/// The same bits wherever no scaling over- or underflows. It can: c x may
/// overflow, and a tail that is subnormal before its scaling loses bits. So all
/// three operations need `reassoc`.
template <typename ScaleOpTy>
struct ScaledSoftplus : OpRewritePattern<ScaleOpTy> {
  using OpRewritePattern<ScaleOpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(ScaleOpTy op,
                                PatternRewriter &rewriter) const override {
    auto softplus = op.getLhs().template getDefiningOp<SoftplusOp>();
    if (!softplus)
      return rewriter.notifyMatchFailure(op, "no softplus");
    auto scale = softplus.getX().template getDefiningOp<arith::MulFOp>();
    if (!scale)
      return rewriter.notifyMatchFailure(op, "the operand is not scaled");
    if (!allHaveFlags(arith::FastMathFlags::reassoc, op, softplus, scale))
      return rewriter.notifyMatchFailure(op, "not all have reassoc");

    std::optional<llvm::APFloat> inner = matchFloatConstant(scale.getRhs());
    std::optional<llvm::APFloat> outer = matchFloatConstant(op.getRhs());
    if (!inner || !outer || inner->isNegative() || outer->isNegative())
      return rewriter.notifyMatchFailure(op, "no positive constant scales");
    llvm::APFloat inverse(inner->getSemantics());
    if (!inner->getExactInverse(&inverse))
      return rewriter.notifyMatchFailure(op, "the scale is no power of two");
    const llvm::APFloat &expected =
        std::is_same_v<ScaleOpTy, arith::DivFOp> ? *inner : inverse;
    if (outer->compare(expected) != llvm::APFloat::cmpEqual)
      return rewriter.notifyMatchFailure(op, "the scales do not cancel");

    auto elementType = cast<FloatType>(getElementTypeOrSelf(op.getType()));
    double beta = softplus.getBeta() * inner->convertToDouble();
    llvm::APFloat rounded = roundToType(beta, getComputeType(elementType));
    if (!rounded.isFiniteNonZero())
      return rewriter.notifyMatchFailure(op,
                                         "the product of beta and the scale "
                                         "leaves the compute type");
    rewriter.replaceOpWithNewOp<SoftplusOp>(
        op, scale.getLhs(), beta, softplus.getThreshold(),
        softplus.getFastmath(), softplus.getAccuracyAttr());
    return success();
  }
};

} // namespace

void SoftplusDialect::getCanonicalizationPatterns(
    RewritePatternSet &patterns) const {
  patterns
      .add<NegativeBeta, InvisibleThreshold, AbsOfSoftplus,
           ReluOfSoftplus<arith::MaximumFOp>, ReluOfSoftplus<arith::MaxNumFOp>,
           ScaledSoftplus<arith::DivFOp>, ScaledSoftplus<arith::MulFOp>>(
          getContext());
}
