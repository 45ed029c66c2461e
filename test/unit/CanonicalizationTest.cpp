//===- CanonicalizationTest.cpp - Canonicalization in bits ----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Evaluates functions before and after canonicalization on every f16 and every
// bf16 value, by constant folding, and expects the same bits.
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/Support/FormatVariadic.h"
#include <gtest/gtest.h>

using namespace mlir;

namespace {

/// The body of a function of %dy and %x that returns %y; `{0}` stands for the
/// tensor type. Canonicalization changes it.
struct Rewrite {
  const char *name;
  const char *body;
};

const Rewrite kRewrites[] = {
    {"NegativeBeta", "%y = softplus.softplus %x beta -1.7 : {0}"},
    {"NegativeBetaWithThreshold",
     "%y = softplus.softplus %x beta -0.5 threshold 1.5 : {0}"},
    {"NegativeBetaNegativeThreshold",
     "%y = softplus.softplus %x beta -3.0 threshold -2.5 : {0}"},
    {"NegativeBetaOfGradient",
     "%y = softplus.softplus_grad %dy, %x beta -0.7 : {0}"},
    {"NegativeBetaOfGradientWithThreshold",
     "%y = softplus.softplus_grad %dy, %x beta -2.0 threshold 1.0 : {0}"},
    {"NegativeBetaOfSigmoid", "%y = softplus.sigmoid %x beta -1.7 : {0}"},
    {"MaximumWithZero", R"(
     %zero = arith.constant dense<0.0> : {0}
     %s = softplus.softplus %x beta 0.7 threshold 2.0 : {0}
     %y = arith.maximumf %s, %zero : {0})"},
    {"MaximumWithNegativeZero", R"(
     %zero = arith.constant dense<-0.0> : {0}
     %s = softplus.softplus %x threshold 0.0 : {0}
     %y = arith.maximumf %s, %zero : {0})"},
    {"MaximumWithNegative", R"(
     %bound = arith.constant dense<-1.0> : {0}
     %s = softplus.softplus %x beta 3.3 : {0}
     %y = arith.maximumf %s, %bound : {0})"},
    {"Absolute", R"(
     %s = softplus.softplus %x beta 2.0 threshold 0.0 : {0}
     %y = math.absf %s : {0})"},
    {"ThresholdAtSaturationOfF16",
     "%y = softplus.softplus %x beta 0.7 threshold 6.5 : {0}"},
    {"ThresholdAbove", "%y = softplus.softplus %x threshold 100.0 : {0}"},
    {"ThresholdInfinite",
     "%y = softplus.softplus %x beta 3.3 threshold 0x7FF0000000000000 : {0}"},
    {"ThresholdOfGradient",
     "%y = softplus.softplus_grad %dy, %x beta 0.7 threshold 8.4 : {0}"},
    {"ThresholdOfGradientInfinite",
     "%y = softplus.softplus_grad %dy, %x threshold 0x7FF0000000000000 : {0}"},
};

class Canonicalization
    : public testing::TestWithParam<std::tuple<Rewrite, const char *>> {};

} // namespace

/// Folds all operations of `function` on constant operands.
static Attribute evaluate(func::FuncOp function, ArrayRef<Attribute> operands) {
  DenseMap<Value, Attribute> values;
  for (auto [argument, operand] :
       llvm::zip_equal(function.getArguments(), operands))
    values[argument] = operand;
  for (Operation &op : function.getBody().front().without_terminator()) {
    SmallVector<Attribute> constants;
    for (Value operand : op.getOperands())
      constants.push_back(values.at(operand));
    SmallVector<OpFoldResult> results;
    if (failed(op.fold(constants, results)) || results.size() != 1)
      return nullptr;
    values[op.getResult(0)] = isa<Attribute>(results[0])
                                  ? cast<Attribute>(results[0])
                                  : values.at(cast<Value>(results[0]));
  }
  return values.at(function.getBody().front().getTerminator()->getOperand(0));
}

TEST_P(Canonicalization, GivesTheSameBits) {
  auto [rewrite, elementType] = GetParam();
  std::string type = llvm::formatv("tensor<65536x{0}>", elementType).str();
  std::string source =
      llvm::formatv("func.func @f(%dy: {0}, %x: {0}) -> {0} {{ {1}\n"
                    "return %y : {0} }",
                    type, llvm::formatv(rewrite.body, type).str());

  MLIRContext context;
  context.loadDialect<mlir::softplus::SoftplusDialect, arith::ArithDialect,
                      func::FuncDialect, math::MathDialect>();
  auto before = parseSourceString<ModuleOp>(source, &context);
  ASSERT_TRUE(before);
  OwningOpRef<ModuleOp> after = before->clone();
  PassManager passManager(&context);
  passManager.addPass(createCanonicalizerPass());
  ASSERT_TRUE(succeeded(passManager.run(*after)));
  auto print = [](ModuleOp module) {
    std::string text;
    llvm::raw_string_ostream(text) << module;
    return text;
  };
  ASSERT_NE(print(*before), print(*after)) << "nothing was rewritten";

  Builder builder(&context);
  FloatType element = std::string_view(elementType) == "f16"
                          ? FloatType(builder.getF16Type())
                          : FloatType(builder.getBF16Type());
  SmallVector<APFloat> x, dy;
  for (unsigned bits = 0; bits < 65536; ++bits) {
    x.emplace_back(element.getFloatSemantics(), APInt(16, bits));
    dy.emplace_back(element.getFloatSemantics(),
                    APInt(16, bits * 40503 % 65536));
  }
  auto tensor = RankedTensorType::get({65536}, element);
  SmallVector<Attribute> operands{DenseElementsAttr::get(tensor, dy),
                                  DenseElementsAttr::get(tensor, x)};
  auto getFunction = [](ModuleOp module) {
    return *module.getOps<func::FuncOp>().begin();
  };
  auto expected = dyn_cast_if_present<DenseElementsAttr>(
      evaluate(getFunction(*before), operands));
  auto actual = dyn_cast_if_present<DenseElementsAttr>(
      evaluate(getFunction(*after), operands));
  ASSERT_TRUE(expected && actual);
  unsigned index = 0;
  for (auto [lhs, rhs] : llvm::zip_equal(expected.getValues<APFloat>(),
                                         actual.getValues<APFloat>())) {
    // The sign of a NaN has no meaning.
    if (!lhs.isNaN() || !rhs.isNaN()) {
      EXPECT_TRUE(lhs.bitwiseIsEqual(rhs)) << "at encoding " << index;
    }
    ++index;
  }
}

INSTANTIATE_TEST_SUITE_P(AllHalves, Canonicalization,
                         testing::Combine(testing::ValuesIn(kRewrites),
                                          testing::Values("f16", "bf16")),
                         [](const auto &info) {
                           return std::get<0>(info.param).name +
                                  std::string("_") + std::get<1>(info.param);
                         });
