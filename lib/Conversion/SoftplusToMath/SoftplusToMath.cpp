//===- SoftplusToMath.cpp - Softplus to math conversion -------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Conversion/SoftplusToMath/SoftplusToMath.h"
#include "Softplus/Conversion/ElementwiseUtils.h"
#include "Softplus/Conversion/Passes.h"
#include "Softplus/IR/SoftplusOps.h"
#include "Softplus/IR/SoftplusSemantics.h"
#include "Softplus/Numerics/Threshold.h"
#include "Softplus/Support/LoweringTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/TypeUtilities.h"
#include <cmath>

namespace mlir::softplus {
#define GEN_PASS_DEF_CONVERTSOFTPLUSTOMATHPASS
#include "Softplus/Conversion/Passes.h.inc"
} // namespace mlir::softplus

using namespace mlir;
using namespace mlir::softplus;
using llvm::APFloat;

namespace {

/// Emits the operations that the expansions are made of, in the compute type of
/// one operation and with its fast-math flags. A negative beta stands for its
/// magnitude on the negated x.
class ExpansionBuilder {
public:
  ExpansionBuilder(OpBuilder &builder, SoftplusOpInterface op)
      : builder(builder), loc(op.getLoc()), op(op),
        resultType(op->getResult(0).getType()),
        computeType(op.getComputeType()), flags(op.getFastmath()),
        overflowFlags(arith::bitEnumClear(flags, arith::FastMathFlags::ninf)),
        x(extend(op->getOperands().back())), splats(x),
        beta(roundToType(std::fabs(op.getBeta()), computeType)),
        threshold(roundToType(op.getEffectiveThreshold(), computeType)) {
    if (op.getBeta() < 0)
      x = negate(x);
    z = beta.isExactlyValue(1.0)
            ? x
            : arith::MulFOp::create(builder, loc, x, constant(beta),
                                    overflowFlags);
    t = math::AbsFOp::create(builder, loc, z, overflowFlags);
  }

  /// Extends an operand to the compute type.
  Value extend(Value value) {
    Type type = withElementType(resultType, computeType);
    if (value.getType() == type)
      return value;
    return arith::ExtFOp::create(builder, loc, type, value);
  }

  /// Rounds a value of the compute type to the element type.
  Value round(Value value) {
    if (op.getElementType() == computeType)
      return value;
    return arith::TruncFOp::create(builder, loc, resultType, value);
  }

  Value constant(const APFloat &value) {
    return splats.get(builder, loc, FloatAttr::get(computeType, value));
  }
  Value constant(double value) {
    return constant(roundToType(value, computeType));
  }

  Value negate(Value value) {
    return arith::NegFOp::create(builder, loc, value, flags);
  }
  Value add(Value lhs, Value rhs) {
    return arith::AddFOp::create(builder, loc, lhs, rhs, flags);
  }
  /// Multiplies without flags: products of the tail are ordered so that none
  /// underflows before the last, which `reassoc` would undo.
  Value mul(Value lhs, Value rhs) {
    return arith::MulFOp::create(builder, loc, lhs, rhs);
  }
  Value div(Value lhs, Value rhs) {
    return arith::DivFOp::create(builder, loc, lhs, rhs, flags);
  }
  Value maximum(Value lhs, Value rhs) {
    return arith::MaximumFOp::create(builder, loc, lhs, rhs, flags);
  }
  Value select(Value condition, Value trueValue, Value falseValue) {
    return arith::SelectOp::create(builder, loc, condition, trueValue,
                                   falseValue);
  }

  /// Compares z or t, which may be infinite.
  Value compare(arith::CmpFPredicate predicate, Value lhs, double rhs) {
    return arith::CmpFOp::create(builder, loc, predicate, lhs, constant(rhs),
                                 overflowFlags);
  }

  /// Returns exp(-t), where t may be infinite.
  Value expOfNegated(Value value) {
    Value negated = arith::NegFOp::create(builder, loc, value, overflowFlags);
    return math::ExpOp::create(builder, loc, negated, overflowFlags);
  }

  /// Returns ln(1 + u) for a u in [0, 1].
  ///
  /// With w = 1 + u in one rounding, c = u - (w - 1) is the exact error of w,
  /// and ln(1 + u) = ln w + ln(1 + c / w), where ln(1 + c / w) is c / w but for
  /// its square. Where w is 1, the sum is u itself. In real arithmetic c is 0,
  /// so no operation that it depends on may carry a fast-math flag.
  Value log1p(Value u, Log1pForm form) {
    if (form == Log1pForm::Op)
      return math::Log1pOp::create(builder, loc, u, flags);
    Value one = constant(1.0);
    Value w = arith::AddFOp::create(builder, loc, u, one);
    Value rounded = arith::SubFOp::create(builder, loc, w, one);
    Value c = arith::SubFOp::create(builder, loc, u, rounded);
    Value correction = arith::DivFOp::create(builder, loc, c, w);
    Value log = math::LogOp::create(builder, loc, w, flags);
    return arith::AddFOp::create(builder, loc, log, correction);
  }

  /// Returns exp(-t / 4) where `isTail` holds, and exp(-t) elsewhere. The
  /// fourth root does not underflow before the tail itself has ended.
  Value expOrFourthRoot(Value isTail) {
    Value quarter =
        arith::MulFOp::create(builder, loc, t, constant(0.25), overflowFlags);
    return expOfNegated(select(isTail, quarter, t));
  }

  /// Returns a t0 such that u = exp(-t) rounds to ln(1 + u) and to u / (1 + u)
  /// in the compute type for every t > t0: p ln 2, rounded up to an integer.
  double getTailStart() { return computeType.isF64() ? 37.0 : 17.0; }

  /// Returns `above` where z is above the threshold and `value` elsewhere, or
  /// `value` where the element type cannot show the difference.
  Value applyThreshold(Value value, Value above) {
    if (threshold.convertToDouble() >=
        numerics::getSaturation(op.getFunction(),
                                op.getElementType().getFloatSemantics()))
      return value;
    Value isAbove =
        compare(arith::CmpFPredicate::OGT, z, threshold.convertToDouble());
    return select(isAbove, above, value);
  }

private:
  OpBuilder &builder;
  Location loc;
  SoftplusOpInterface op;
  Type resultType;
  FloatType computeType;
  arith::FastMathFlags flags;
  /// The flags of operations whose operands or results may be infinite although
  /// x and the result of the whole are finite.
  arith::FastMathFlags overflowFlags;

public:
  Value x;

private:
  SplatPool splats;

public:
  APFloat beta;
  APFloat threshold;
  /// beta * x in one rounding, and its absolute value.
  Value z, t;
};

} // namespace

/// Returns ln(1 + exp(-t)) / beta for a beta below 1. Dividing by beta may
/// bring an underflowed exponential back into range, so the tail is computed
/// as (s exp(-t/4))^4 / (s^4 beta), with s = 2^k such that s^4 beta is in
/// [1, 16).
static Value emitScaledTail(ExpansionBuilder &b, Log1pForm form) {
  Value isTail = b.compare(arith::CmpFPredicate::OGT, b.t, b.getTailStart());
  Value u = b.expOrFourthRoot(isTail);
  Value body = b.div(b.log1p(u, form), b.constant(b.beta));

  int k = llvm::divideCeil(-ilogb(b.beta), 4);
  APFloat scale = scalbn(APFloat::getOne(b.beta.getSemantics()), k,
                         APFloat::rmNearestTiesToEven);
  APFloat divisor = scalbn(b.beta, 4 * k, APFloat::rmNearestTiesToEven);
  Value root = b.mul(u, b.constant(scale));
  Value square = b.mul(root, root);
  Value tail = b.div(b.mul(square, square), b.constant(divisor));
  return b.select(isTail, tail, body);
}

static Value emitSoftplus(ExpansionBuilder &b, Log1pForm form) {
  Value log;
  if (ilogb(b.beta) < 0) {
    log = emitScaledTail(b, form);
  } else {
    log = b.log1p(b.expOfNegated(b.t), form);
    if (!b.beta.isExactlyValue(1.0))
      log = b.div(log, b.constant(b.beta));
  }
  Value sum = b.add(b.maximum(b.x, b.constant(0.0)), log);
  return b.applyThreshold(sum, b.x);
}

static Value emitSoftplusGrad(ExpansionBuilder &b, Value dy) {
  dy = b.extend(dy);
  Value isTail = b.compare(arith::CmpFPredicate::OLT, b.z, -b.getTailStart());
  Value u = b.expOrFourthRoot(isTail);
  Value one = b.constant(1.0);
  Value isPositive = b.compare(arith::CmpFPredicate::OGE, b.z, 0.0);
  Value numerator = b.mul(dy, b.select(isPositive, one, u));
  Value body = b.div(numerator, b.add(u, one));

  // One factor after the other: a large dy keeps the tail in range.
  Value tail = dy;
  for (int i = 0; i < 4; ++i)
    tail = b.mul(tail, u);
  return b.applyThreshold(b.select(isTail, tail, body), dy);
}

static Value emitSigmoid(ExpansionBuilder &b) {
  Value u = b.expOfNegated(b.t);
  Value one = b.constant(1.0);
  Value isPositive = b.compare(arith::CmpFPredicate::OGE, b.z, 0.0);
  return b.div(b.select(isPositive, one, u), b.add(u, one));
}

/// Returns the function of `op` in the compute type, for the magnitude of beta.
static Value emitFunction(ExpansionBuilder &b, SoftplusOpInterface op,
                          Log1pForm form) {
  switch (op.getFunction()) {
  case numerics::Function::Softplus:
    return emitSoftplus(b, form);
  case numerics::Function::SoftplusGrad:
    return emitSoftplusGrad(b, op->getOperand(0));
  case numerics::Function::Sigmoid:
    return emitSigmoid(b);
  }
  llvm_unreachable("unknown function");
}

namespace {

struct Expansion : OpInterfaceRewritePattern<SoftplusOpInterface> {
  Expansion(MLIRContext *context, Log1pForm form, PatternBenefit benefit)
      : OpInterfaceRewritePattern(context, benefit), form(form) {}

  LogicalResult matchAndRewrite(SoftplusOpInterface op,
                                PatternRewriter &rewriter) const override {
    if (!kScalarsVectorsAndRankedTensors.contain(op->getResult(0).getType()))
      return rewriter.notifyMatchFailure(op, "unranked tensor");
    ExpansionBuilder b(rewriter, op);
    Value result = emitFunction(b, op, form);
    if (op.getBeta() < 0 && numerics::getInfo(op.getFunction()).isOdd)
      result = b.negate(result);
    rewriter.replaceOp(op, b.round(result));
    return success();
  }

private:
  Log1pForm form;
};

struct ConvertSoftplusToMathPass
    : softplus::impl::ConvertSoftplusToMathPassBase<ConvertSoftplusToMathPass> {
  using Base::Base;

  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    populateSoftplusToMathConversionPatterns(patterns, log1p);
    if (failed(expandSoftplusOps(getOperation(), "math", std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace

void softplus::populateSoftplusToMathConversionPatterns(
    RewritePatternSet &patterns, Log1pForm form, PatternBenefit benefit) {
  patterns.add<Expansion>(patterns.getContext(), form, benefit);
}
