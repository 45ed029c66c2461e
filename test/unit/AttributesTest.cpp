//===- AttributesTest.cpp - Attributes and builders -----------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusOps.h"
#include "Softplus/IR/SoftplusSemantics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Verifier.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::softplus;

namespace {

class Attributes : public testing::Test {
protected:
  Attributes() : builder(&context) {
    context.loadDialect<SoftplusDialect>();
    module = ModuleOp::create(builder.getUnknownLoc());
    builder.setInsertionPointToStart(module->getBody());
    x = arith::ConstantOp::create(builder, builder.getUnknownLoc(),
                                  builder.getF32FloatAttr(1.0));
  }

  MLIRContext context;
  OpBuilder builder;
  OwningOpRef<ModuleOp> module;
  Value x;
};

TEST_F(Attributes, BuilderDefaults) {
  auto op = SoftplusOp::create(builder, builder.getUnknownLoc(), x);
  EXPECT_EQ(op.getBeta(), 1.0);
  EXPECT_EQ(op.getThreshold(), 20.0);
  EXPECT_EQ(op.getFastmath(), arith::FastMathFlags::none);
  EXPECT_EQ(op.getAccuracy(), std::nullopt);
  EXPECT_EQ(op.getType(), x.getType());
  EXPECT_TRUE(succeeded(verify(op)));
}

TEST_F(Attributes, BuilderValues) {
  auto op = SoftplusGradOp::create(builder, builder.getUnknownLoc(), x, x, -0.7,
                                   INFINITY, arith::FastMathFlags::afn);
  EXPECT_EQ(op.getBeta(), -0.7);
  EXPECT_EQ(op.getThreshold(), INFINITY);
  EXPECT_EQ(op.getFastmath(), arith::FastMathFlags::afn);
  auto interface = cast<arith::ArithFastMathInterface>(op.getOperation());
  EXPECT_EQ(interface.getFastMathFlagsAttr().getValue(),
            arith::FastMathFlags::afn);
}

TEST_F(Attributes, Accuracy) {
  using numerics::Accuracy;
  auto accuracy = AccuracyAttr::get(&context, Accuracy::Correct);
  auto op = SoftplusOp::create(builder, builder.getUnknownLoc(), x, 1.0, 20.0,
                               arith::FastMathFlags::afn, accuracy);
  EXPECT_EQ(op.getAccuracy(), Accuracy::Correct);
  EXPECT_TRUE(succeeded(verify(op)));

  constexpr auto none = arith::FastMathFlags::none;
  constexpr auto afn = arith::FastMathFlags::afn;
  EXPECT_EQ(getAccuracy(std::nullopt, none), Accuracy::Faithful);
  EXPECT_EQ(getAccuracy(std::nullopt, afn), Accuracy::Fast);
  EXPECT_EQ(getAccuracy(Accuracy::Correct, afn), Accuracy::Correct);
  EXPECT_EQ(getAccuracy(Accuracy::Fast, none), Accuracy::Fast);
}

// The names are those of IR and of options.
TEST_F(Attributes, AccuracyNames) {
  using numerics::Accuracy;
  for (Accuracy accuracy :
       {Accuracy::Fast, Accuracy::Faithful, Accuracy::Correct})
    EXPECT_EQ(
        numerics::symbolizeAccuracy(numerics::stringifyAccuracy(accuracy)),
        accuracy);
  EXPECT_EQ(numerics::symbolizeAccuracy("fastest"), std::nullopt);
  EXPECT_EQ(numerics::listAccuracies(), "fast, faithful, correct");
}

// setAttr drops what is of the wrong kind; nothing crashes on what is left.
TEST_F(Attributes, WrongKind) {
  for (StringRef name : {"beta", "threshold", "fastmath"}) {
    auto op = SoftplusOp::create(builder, builder.getUnknownLoc(), x);
    op->setAttr(name, builder.getStringAttr("two"));
    std::string message;
    ScopedDiagnosticHandler handler(
        &context, [&](Diagnostic &diagnostic) { message = diagnostic.str(); });
    EXPECT_TRUE(failed(verify(op)));
    EXPECT_NE(message.find("attribute '" + name.str() + "' must be "),
              std::string::npos)
        << message;
    op->erase();
  }
}

TEST_F(Attributes, UnrollShape) {
  Type type = VectorType::get({4, 8}, builder.getF32Type());
  Value vector = arith::ConstantOp::create(
      builder, builder.getUnknownLoc(),
      DenseElementsAttr::get(cast<ShapedType>(type), 1.0f));
  auto op = SoftplusOp::create(builder, builder.getUnknownLoc(), vector);
  auto unroll = cast<VectorUnrollOpInterface>(op.getOperation());
  EXPECT_EQ(unroll.getShapeForUnroll(), (SmallVector<int64_t, 4>{4, 8}));
}

TEST_F(Attributes, ComputeTypes) {
  EXPECT_EQ(getComputeType(builder.getF16Type()), builder.getF32Type());
  EXPECT_EQ(getComputeType(builder.getBF16Type()), builder.getF32Type());
  EXPECT_EQ(getComputeType(builder.getF32Type()), builder.getF32Type());
  EXPECT_EQ(getComputeType(builder.getF64Type()), builder.getF64Type());
}

} // namespace
