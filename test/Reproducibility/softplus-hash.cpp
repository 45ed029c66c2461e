//===- softplus-hash.cpp - Hash the results of constant folding -----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// usage: softplus-hash ACCURACY COUNT
//
// Prints what driver.c prints, for the evaluator of the constant folder.
//
//===----------------------------------------------------------------------===//

#include "Formats.h"
#include "Softplus/Numerics/Evaluator.h"
#include "inputs.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir::softplus;
using llvm::APFloat;

static void run(const numerics::FunctionInfo &info, const ElementLayout &layout,
                const llvm::fltSemantics &semantics, const char *betaText,
                double beta, numerics::Accuracy accuracy, uint64_t count) {
  if (layout.bits == 16)
    count = kPrefixCount;
  numerics::Evaluator evaluator(info.function, semantics, beta,
                                /*threshold=*/20.0, accuracy);
  auto decode = [&](uint64_t bits) {
    return APFloat(semantics, llvm::APInt(layout.bits, bits));
  };
  uint64_t hash = 0;
  for (uint64_t i = 0; i < count; ++i) {
    llvm::SmallVector<APFloat> operands(info.arity,
                                        decode(getGradient(&layout, i)));
    operands.back() = decode(getOperand(&layout, i));
    APFloat result = evaluator.evaluate(operands);
    hash = addToHash(&layout, hash, result.bitcastToAPInt().getZExtValue());
    if (i + 1 == kPrefixCount || i + 1 == count)
      printHash(info.mnemonic, &layout, betaText, i + 1, hash);
  }
}

#define LAYOUT(OP, TYPE, BITS, FRACTION_BITS, BIAS)                            \
  {#TYPE, BITS, FRACTION_BITS, BIAS},

int main(int argc, char **argv) {
  auto accuracy = numerics::symbolizeAccuracy(argc > 1 ? argv[1] : "");
  uint64_t count;
  if (argc != 3 || !accuracy || !llvm::to_integer(argv[2], count) ||
      count < kPrefixCount) {
    llvm::errs() << "usage: softplus-hash ACCURACY COUNT, of "
                 << numerics::listAccuracies() << ", and at least "
                 << int(kPrefixCount) << "\n";
    return 1;
  }
  const ElementLayout layouts[] = {SOFTPLUS_FOR_EACH_TYPE(LAYOUT, )};
  for (const ElementLayout &layout : layouts) {
    const test::ElementType &type =
        test::getElementTypeIf([&](const test::ElementType &candidate) {
          return llvm::StringRef(candidate.name) == layout.name;
        });
    for (const numerics::FunctionInfo &info : numerics::kFunctions) {
      run(info, layout, type.semantics, "1", 1.0, *accuracy, count);
      run(info, layout, type.semantics, "0.7", 0.7, *accuracy, count);
    }
  }
  return 0;
}
