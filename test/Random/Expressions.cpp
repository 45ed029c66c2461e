//===- Expressions.cpp - Random elementwise operations --------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Statements.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/bit.h"
#include <cmath>

using namespace mlir;
using namespace mlir::softplus;
using namespace mlir::softplus::test;

/// Returns the literal of an f64 attribute.
static std::string getLiteral(double value) {
  return "0x" + llvm::utohexstr(llvm::bit_cast<uint64_t>(value), false, 16);
}

static const ElementType &getElement(Feature feature) {
  return kElementTypes[static_cast<unsigned>(feature)];
}

/// Returns `bound`, or no bound where a value of this magnitude may overflow.
static double limitBound(double bound, const ElementType &element) {
  double largest = element.decode(element.encode(kUnbounded) - 1);
  return bound <= largest / 2 ? bound : kUnbounded;
}

//===----------------------------------------------------------------------===//
// Softplus
//===----------------------------------------------------------------------===//

static double pickBeta(FunctionBuilder &f, const ElementType &element) {
  std::optional<Feature> feature = f.features.chooseOne(
      {Feature::BetaOne, Feature::BetaOne, Feature::BetaOne,
       Feature::BetaPositive, Feature::BetaPositive, Feature::BetaNegative,
       Feature::BetaMinusOne, Feature::BetaExtreme});
  RandomSource &random = f.random;
  if (feature == Feature::BetaPositive)
    return random.chance(70) ? random.pick({0.7, 2.0, 1e-3, 100.0, 0.5, 3.3})
                             : random.between(1, 1 << 20) / 65536.0;
  if (feature == Feature::BetaNegative)
    return random.chance(70) ? random.pick({-1.7, -2.0, -0.25})
                             : -random.between(1, 1 << 20) / 65536.0;
  if (feature == Feature::BetaMinusOne)
    return -1.0;
  if (feature == Feature::BetaExtreme) {
    // Within the normal and the largest subnormal numbers of the compute type.
    int64_t range = element.bytes == 8 ? 1020 : 124;
    double significand = 1.0 + random.between(0, 1023) / 1024.0;
    double sign = random.chance(20) ? -1.0 : 1.0;
    return std::ldexp(sign * significand, random.between(-range, range));
  }
  return 1.0;
}

static double pickThreshold(FunctionBuilder &f) {
  std::optional<Feature> feature = f.features.chooseOne(
      {Feature::ThresholdDefault, Feature::ThresholdDefault,
       Feature::ThresholdInfinite, Feature::ThresholdVisible,
       Feature::ThresholdNegative});
  RandomSource &random = f.random;
  if (feature == Feature::ThresholdInfinite)
    return kUnbounded;
  if (feature == Feature::ThresholdVisible)
    return random.pick({5.0, 0.0, 1.0, random.between(0, 2000) / 64.0});
  if (feature == Feature::ThresholdNegative)
    return random.pick({-1.0, -random.between(1, 2000) / 64.0, -kUnbounded});
  return 20.0;
}

/// Picks flags that `bound`, that of operands and result, permits.
static std::string pickFlags(FunctionBuilder &f, double bound) {
  SmallVector<std::string> flags;
  if (f.features.choose(Feature::FlagAfn, 10))
    flags.push_back("afn");
  if (std::isfinite(bound) && f.features.choose(Feature::FlagNnan, 25))
    flags.push_back("nnan");
  if (std::isfinite(bound) && f.features.choose(Feature::FlagNinf, 25))
    flags.push_back("ninf");
  if (f.features.choose(Feature::FlagOther, 5))
    flags.push_back(f.random.pick({"contract", "reassoc", "arcp"}));
  return flags.empty() ? "" : " fastmath<" + llvm::join(flags, ",") + ">";
}

static std::string pickAccuracy(FunctionBuilder &f) {
  return f.random.pick({"fast", "faithful", "correct"});
}

const numerics::FunctionInfo &
mlir::softplus::test::pickFunction(FunctionBuilder &f) {
  std::optional<Feature> chosen = f.features.chooseOne({
#define SOFTPLUS_FUNCTION(NAME, ...) Feature::NAME,
#include "Softplus/Numerics/Functions.def"
  });
#define SOFTPLUS_FUNCTION(NAME, ...)                                           \
  if (chosen == Feature::NAME)                                                 \
    return numerics::getInfo(numerics::Function::NAME);
#include "Softplus/Numerics/Functions.def"
  return numerics::getInfo(numerics::Function::Softplus);
}

std::string
mlir::softplus::test::getParameterDictionary(FunctionBuilder &f,
                                             const numerics::FunctionInfo &info,
                                             const ElementType &element) {
  std::string text;
  double beta = pickBeta(f, element);
  double threshold = info.hasThreshold ? pickThreshold(f) : 20.0;
  if (beta != 1.0)
    text = "beta = " + getLiteral(beta) + " : f64";
  if (threshold != 20.0)
    text += (text.empty() ? "threshold = " : ", threshold = ") +
            getLiteral(threshold) + " : f64";
  if (f.features.choose(Feature::StatedAccuracy, 10))
    text += (text.empty() ? "accuracy = #softplus.accuracy<"
                          : ", accuracy = #softplus.accuracy<") +
            pickAccuracy(f) + ">";
  return text.empty() ? "" : " {" + text + "}";
}

static Variable makeResult(FunctionBuilder &f, const Variable &like,
                           double bound) {
  Variable result = like;
  result.name = f.makeName();
  result.bound = limitBound(bound, *like.element);
  return result;
}

/// Emits a function of `x` and, if it has another operand, `dy`.
static Variable emitFunction(FunctionBuilder &f, const Variable &x,
                             const Variable &dy) {
  const numerics::FunctionInfo &info = pickFunction(f);
  double beta = pickBeta(f, *x.element);
  double threshold = info.hasThreshold ? pickThreshold(f) : 20.0;
  // No gradient exceeds dy, and no other function this.
  double bound = info.arity == 2
                     ? dy.bound
                     : 1.0 + x.bound + std::log(2.0) / std::fabs(beta);
  Variable result = makeResult(f, x, bound);
  // beta * x may overflow in a kernel, which still gives the finite result.
  std::string flags = pickFlags(f, std::max(result.bound, x.bound));
  std::string text = result.name + " = softplus." + info.mnemonic +
                     (info.arity == 2 ? " " + dy.name + "," : "") + " " +
                     x.name;
  if (beta != 1.0)
    text += " beta " + getLiteral(beta);
  if (threshold != 20.0)
    text += " threshold " + getLiteral(threshold);
  if (f.features.choose(Feature::StatedAccuracy, 10))
    text += " accuracy<" + pickAccuracy(f) + ">";
  f.line(text + flags + " : " + result.getType());
  return result;
}

//===----------------------------------------------------------------------===//
// Other operations, whose results IEEE 754 fixes
//===----------------------------------------------------------------------===//

Variable mlir::softplus::test::emitBinary(FunctionBuilder &f, StringRef op,
                                          const Variable &lhs,
                                          const Variable &rhs) {
  double bound = op == "arith.addf"   ? lhs.bound + rhs.bound
                 : op == "arith.mulf" ? lhs.bound * rhs.bound
                                      : std::max(lhs.bound, rhs.bound);
  Variable result = makeResult(f, lhs, bound);
  f.line(result.name + " = " + op + " " + lhs.name + ", " + rhs.name + " : " +
         result.getType());
  return result;
}

static Variable emitUnary(FunctionBuilder &f, StringRef op, const Variable &x) {
  Variable result = makeResult(f, x, x.bound);
  f.line(result.name + " = " + op + " " + x.name + " : " + result.getType());
  return result;
}

static Variable emitResize(FunctionBuilder &f, const Variable &x,
                           const ElementType &element) {
  Variable result = x;
  result.element = &element;
  result = makeResult(f, result, x.bound);
  bool isExtension = element.bytes > x.element->bytes;
  f.features.use(isExtension ? Feature::Extend : Feature::Truncate);
  f.line(result.name + (isExtension ? " = arith.extf " : " = arith.truncf ") +
         x.name + " : " + x.getType() + " to " + result.getType());
  return result;
}

Variable mlir::softplus::test::emitConversion(FunctionBuilder &f,
                                              Variable value,
                                              const ElementType &element) {
  if (value.element == &element)
    return value;
  if (value.element->bytes == element.bytes)
    value = emitResize(f, value, getElement(Feature::F32));
  return emitResize(f, value, element);
}

static Variable emitSelect(FunctionBuilder &f, const Variable &a,
                           const Variable &b) {
  std::string condition, types = a.getType();
  if (a.container != Container::Scalar && f.random.chance(30)) {
    condition = f.getCondition();
  } else {
    condition = f.makeName();
    f.line(condition + " = arith.cmpf " +
           f.random.pick({"olt", "ogt", "uge", "une", "ord"}) + ", " + a.name +
           ", " + b.name + " : " + a.getType());
    if (a.container != Container::Scalar)
      types = a.getTypeOf("i1") + ", " + types;
  }
  Variable result = makeResult(f, a, std::max(a.bound, b.bound));
  f.line(result.name + " = arith.select " + condition + ", " + a.name + ", " +
         b.name + " : " + types);
  return result;
}

/// Emits an operation on `a` and `b`, values of the same type.
static Variable emitNeighbour(FunctionBuilder &f, const Variable &a,
                              const Variable &b) {
  std::optional<Feature> feature =
      f.features.chooseOne({Feature::Add, Feature::Mul, Feature::Neg,
                            Feature::Maximum, Feature::Select, Feature::Extend,
                            Feature::Truncate, Feature::Abs, Feature::Fma});
  switch (feature.value_or(Feature::Neg)) {
  case Feature::Add:
    return emitBinary(f, "arith.addf", a, b);
  case Feature::Mul:
    return emitBinary(f, "arith.mulf", a, b);
  case Feature::Maximum:
    return emitBinary(f, "arith.maximumf", a, b);
  case Feature::Select:
    return emitSelect(f, a, b);
  case Feature::Abs:
    return emitUnary(f, "math.absf", a);
  case Feature::Extend:
    if (a.element->bytes < 8)
      return emitResize(f, a,
                        getElement(a.element->bytes == 4 || f.random.chance(30)
                                       ? Feature::F64
                                       : Feature::F32));
    break;
  case Feature::Truncate:
    if (a.element->bytes == 8)
      return emitResize(f, a,
                        getElement(f.random.pick(
                            {Feature::F32, Feature::F16, Feature::BF16})));
    if (a.element->bytes == 4)
      return emitResize(
          f, a, getElement(f.random.pick({Feature::F16, Feature::BF16})));
    break;
  case Feature::Fma:
    // Targets extend the halves and round twice.
    if (a.element->bytes >= 4) {
      Variable result = makeResult(f, a, a.bound * b.bound + a.bound);
      f.line(result.name + " = math.fma " + a.name + ", " + b.name + ", " +
             a.name + " : " + result.getType());
      return result;
    }
    break;
  default:
    break;
  }
  return emitUnary(f, "arith.negf", a);
}

Variable mlir::softplus::test::emitExpression(FunctionBuilder &f,
                                              std::vector<Variable> operands) {
  int steps = f.random.between(1, 4);
  bool hasSoftplus = false;
  for (int step = 0; step < steps || !hasSoftplus; ++step) {
    Variable a = f.random.pick(ArrayRef<Variable>(operands));
    if (step > 0 && f.random.chance(70))
      a = operands.back();
    std::vector<Variable> partners;
    for (const Variable &value : operands)
      if (value.element == a.element)
        partners.push_back(value);
    Variable b = f.random.pick(ArrayRef<Variable>(partners));
    if (f.random.chance(20))
      b = f.getValueLike(a);
    bool isSoftplus =
        (step >= steps - 1 && !hasSoftplus) || f.random.chance(40);
    if (!isSoftplus)
      operands.push_back(emitNeighbour(f, a, b));
    else
      operands.push_back(emitFunction(f, a, b));
    hasSoftplus |= isSoftplus;
  }
  return operands.back();
}
