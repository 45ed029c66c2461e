//===- KernelTableTest.cpp - The kernel table says what holds -------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/Numerics/KernelTable.h"
#include "Formats.h"
#include "Softplus/Numerics/Evaluator.h"
#include "Softplus/Numerics/Threshold.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace mlir::softplus;
using namespace mlir::softplus::test;
using numerics::Accuracy;
using numerics::Function;
using numerics::KernelInfo;

static const ElementType &getType(const KernelInfo &kernel) {
  return getElementTypeIf([&](const ElementType &type) {
    return llvm::APFloat::SemanticsToEnum(type.semantics) == kernel.format;
  });
}

static std::string describe(const KernelInfo &kernel) {
  return numerics::getInfo(kernel.function).mnemonic + std::string(" on ") +
         getType(kernel).name + " at beta " +
         std::to_string(kernel.worst.beta) + ", " +
         numerics::stringifyAccuracy(kernel.firstAccuracy).str();
}

// For every function, type, accuracy and beta there is one kernel.
TEST(KernelTable, Covers) {
  for (const numerics::FunctionInfo &info : numerics::kFunctions)
    for (const ElementType &type : kElementTypes)
      for (Accuracy accuracy :
           {Accuracy::Fast, Accuracy::Faithful, Accuracy::Correct})
        for (double beta : {1.0, -1.0, 0.7, 0x1p-20, -0x1p20, 0x1.fp-21, 1e30})
          EXPECT_EQ(llvm::count_if(numerics::kKernelTable,
                                   [&](const KernelInfo &kernel) {
                                     return kernel.function == info.function &&
                                            &getType(kernel) == &type &&
                                            kernel.firstAccuracy <= accuracy &&
                                            accuracy <= kernel.lastAccuracy &&
                                            numerics::contains(kernel.betas,
                                                               beta);
                                   }),
                    1)
              << info.mnemonic << " on " << type.name << ", "
              << numerics::stringifyAccuracy(accuracy).str() << ", beta "
              << beta;
}

// The worst inputs give what the table says, and the bounds are not far above
// their errors.
TEST(KernelTable, WorstInputs) {
  for (const KernelInfo &kernel : numerics::kKernelTable) {
    const ElementType &type = getType(kernel);
    EXPECT_TRUE(numerics::contains(kernel.betas, kernel.worst.beta));
    numerics::Evaluator evaluator(kernel.function, type.semantics,
                                  kernel.worst.beta, /*threshold=*/20.0,
                                  kernel.firstAccuracy);
    EXPECT_EQ(&evaluator.getKernel().getInfo(), &kernel);
    llvm::SmallVector<llvm::APFloat> operands;
    reference::Operands values{};
    for (unsigned k = 0; k < numerics::getInfo(kernel.function).arity; ++k) {
      values[k] = kernel.worst.operands[k];
      EXPECT_EQ(type.decode(type.encode(values[k])), values[k])
          << describe(kernel);
      operands.emplace_back(
          type.semantics, llvm::APInt(8 * type.bytes, type.encode(values[k])));
    }
    reference::Parameters parameters{kernel.worst.beta, 20.0};
    double got = type.decode(
        evaluator.evaluate(operands).bitcastToAPInt().getZExtValue());
    EXPECT_EQ(got, kernel.worst.got) << describe(kernel);
    EXPECT_EQ(
        reference::evaluate(kernel.function, values, parameters, type.format),
        kernel.worst.want)
        << describe(kernel);
    double error = reference::getError(kernel.function, got, values, parameters,
                                       type.format);
    EXPECT_LE(error, kernel.bound) << describe(kernel);
    EXPECT_GT(error * 1.03, kernel.bound) << describe(kernel);
  }
}

// What the accuracies promise, whatever the kernel.
TEST(KernelTable, Accuracies) {
  for (const KernelInfo &kernel : numerics::kKernelTable) {
    const ElementType &type = getType(kernel);
    bool isGradient = numerics::getInfo(kernel.function).arity == 2;
    double promised = type.isHalf()                               ? 0.5
                      : kernel.firstAccuracy != Accuracy::Correct ? 1.0
                      : type.bytes == 4                           ? 0.5
                                                                  : 0.51;
    if (kernel.lastAccuracy == Accuracy::Fast)
      promised = type.isHalf() ? 0.52 : 4.0;
    // A gradient may miss the middle of two numbers.
    bool isCorrect = kernel.lastAccuracy == Accuracy::Correct;
    if (isGradient && type.bytes < 8)
      promised += isCorrect ? 0.0001 : 0.001;
    EXPECT_LE(kernel.bound, promised) << describe(kernel);
  }
}

// The saturation points solve z + ln z = (p + 1) ln 2 and z = (p + 1) ln 2 from
// above, by less than 0.1.
TEST(KernelTable, SaturationPoints) {
  for (const ElementType &type : kElementTypes) {
    double bound = (type.format.precision + 1) * std::log(2.0);
    double z = numerics::getSaturation(Function::Softplus, type.semantics);
    EXPECT_GT(z + std::log(z), bound);
    EXPECT_LT(z - 0.1 + std::log(z - 0.1), bound);
    z = numerics::getSaturation(Function::SoftplusGrad, type.semantics);
    EXPECT_GT(z, bound);
    EXPECT_LT(z - 0.1, bound);
  }
}
