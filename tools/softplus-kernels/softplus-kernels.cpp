//===- softplus-kernels.cpp - Tables of the kernels -----------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Prints the kernel table (Softplus/Numerics/KernelTable.h) in Markdown, for
// the documentation: utils/generate-docs.sh puts the tables into it.
//
//===----------------------------------------------------------------------===//

#include "CountingBuilder.h"
#include "Softplus/Numerics/Kernel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <utility>

using namespace mlir::softplus::numerics;
using llvm::APFloat;
namespace cl = llvm::cl;

namespace {

enum class Table { Accuracies, Kernels, Bounds, Halves, Functions };

} // namespace

static cl::OptionCategory category("Kernels");
static cl::opt<Table> table(
    "table", cl::desc("What to print"), cl::init(Table::Kernels),
    cl::values(clEnumValN(Table::Accuracies, "accuracies",
                          "the largest error of each function and accuracy"),
               clEnumValN(Table::Kernels, "kernels",
                          "how the kernels compute, and what they cost"),
               clEnumValN(Table::Bounds, "bounds",
                          "the bounds of the kernels, and how they are known"),
               clEnumValN(Table::Halves, "halves",
                          "how often the kernels of softplus for halves have "
                          "which degrees and fix-ups"),
               clEnumValN(Table::Functions, "functions",
                          "the mnemonics of the functions, without a table")),
    cl::cat(category));

static constexpr APFloat::Semantics kFormats[] = {
    APFloat::S_IEEEhalf, APFloat::S_BFloat, APFloat::S_IEEEsingle,
    APFloat::S_IEEEdouble};

static const char *getFormatName(APFloat::Semantics format) {
  switch (format) {
  case APFloat::S_IEEEhalf:
    return "f16";
  case APFloat::S_BFloat:
    return "bf16";
  case APFloat::S_IEEEsingle:
    return "f32";
  default:
    return "f64";
  }
}

static std::string getAccuracyNames(const KernelInfo &kernel) {
  if (kernel.firstAccuracy == Accuracy::Fast &&
      kernel.lastAccuracy == Accuracy::Correct)
    return "all";
  std::string names =
      llvm::formatv("`{0}`", stringifyAccuracy(kernel.firstAccuracy));
  if (kernel.firstAccuracy != kernel.lastAccuracy)
    names += llvm::formatv(", `{0}`", stringifyAccuracy(kernel.lastAccuracy));
  return names;
}

static const char *getBetaName(const KernelInfo &kernel) {
  switch (kernel.betas) {
  case BetaClass::One:
    return "1, -1";
  case BetaClass::Others:
    return "others";
  case BetaClass::Moderate:
    return "2^-20 to 2^20";
  case BetaClass::Extreme:
    return "beyond";
  }
  llvm_unreachable("unknown class");
}

static std::string getBoundText(const KernelInfo &kernel) {
  return kernel.isCorrectlyRounded()
             ? "correctly rounded"
             : llvm::formatv("{0}", llvm::format("%g", kernel.bound)).str();
}

/// Returns the operations of a kernel, at the default threshold.
static unsigned countOperations(const KernelInfo &info, double beta) {
  const llvm::fltSemantics &format = APFloat::EnumToSemantics(info.format);
  Kernel kernel(info.function, format, beta, /*threshold=*/20.0,
                info.firstAccuracy);
  CountingBuilder builder;
  llvm::SmallVector<FloatExpr<CountingBuilder>> operands;
  for (unsigned k = 0; k < getInfo(info.function).arity; ++k)
    operands.push_back({&builder, builder.makeOperand(format)});
  kernel.emit<CountingBuilder>(operands);
  return builder.getCount();
}

/// Prints the first cells of a row.
static void printName(const KernelInfo &kernel) {
  llvm::outs() << "| `" << getInfo(kernel.function).mnemonic << "` | `"
               << getFormatName(kernel.format) << "` | "
               << getAccuracyNames(kernel) << " | " << getBetaName(kernel)
               << " | ";
}

static void printKernels() {
  llvm::outs()
      << "| operation | type | accuracy | beta | kernel | operations | "
         "vectors |\n| --- | --- | --- | --- | --- | --- | --- |\n";
  for (const KernelInfo &kernel : kKernelTable) {
    printName(kernel);
    llvm::outs() << "`" << getAlgorithmName(kernel.algorithm) << "` | "
                 << countOperations(kernel, kernel.worst.beta) << " | "
                 << kernel.vectorsInFlight << " |\n";
  }
}

static std::string toHex(double value) {
  return llvm::formatv("{0}", llvm::format("%a", value));
}

static void printBounds() {
  llvm::outs()
      << "| operation | type | accuracy | beta | bound, ulp | inputs x "
         "| worst x | got | want |\n| --- | --- | --- | --- | --- | "
         "--- | --- | --- | --- |\n";
  for (const KernelInfo &kernel : kKernelTable) {
    unsigned arity = getInfo(kernel.function).arity;
    std::string worst = toHex(kernel.worst.operands[arity - 1]);
    if (arity > 1)
      worst += ", dy = " + toHex(kernel.worst.operands[0]);
    if (kernel.betas != BetaClass::One)
      worst +=
          llvm::formatv(", beta {0}", llvm::format("%g", kernel.worst.beta));
    unsigned width =
        APFloat::semanticsSizeInBits(APFloat::EnumToSemantics(kernel.format));
    bool isAll = width < 64 && kernel.inputs == uint64_t(1) << width;
    printName(kernel);
    llvm::outs() << getBoundText(kernel) << " | "
                 << (isAll ? "all" : std::to_string(kernel.inputs)) << " | "
                 << worst << " | " << toHex(kernel.worst.got) << " | "
                 << toHex(kernel.worst.want) << " |\n";
  }
}

/// Returns the bounds of all kernels of a function in some formats.
static std::string getBounds(Function function, Accuracy accuracy,
                             llvm::ArrayRef<APFloat::Semantics> formats) {
  auto getText = [&](llvm::ArrayRef<double> betas) {
    const KernelInfo *worst = nullptr;
    for (APFloat::Semantics format : formats)
      for (double beta : betas) {
        const KernelInfo &kernel = findKernel(
            function, APFloat::EnumToSemantics(format), beta, accuracy);
        if (!worst || kernel.bound > worst->bound)
          worst = &kernel;
      }
    return getBoundText(*worst);
  };
  std::string one = getText(1.0);
  std::string others = getText({0.7, 0x1p-30, 0x1p30});
  return one == others ? one : one + " at beta 1 and -1, else " + others;
}

static void printAccuracies() {
  llvm::outs() << "| operation | accuracy | `f16`, `bf16` | `f32` | `f64` |\n| "
                  "--- | --- | --- | --- | --- |\n";
  llvm::ArrayRef<APFloat::Semantics> formats(kFormats);
  for (const FunctionInfo &info : kFunctions)
    for (Accuracy accuracy :
         {Accuracy::Fast, Accuracy::Faithful, Accuracy::Correct})
      llvm::outs() << "| `" << info.mnemonic << "` | `" << accuracy << "` | "
                   << getBounds(info.function, accuracy, formats.take_front(2))
                   << " | "
                   << getBounds(info.function, accuracy, formats.slice(2, 1))
                   << " | "
                   << getBounds(info.function, accuracy, formats.slice(3, 1))
                   << " |\n";
}

/// Prints the kernels at random betas.
static void printHalves() {
  constexpr unsigned kBetas = 10000;
  constexpr double kLog2Max = 20.0;
  llvm::outs() << "| type | degrees | operations of fix-ups | betas of "
               << kBetas
               << " | all operations |\n| --- | --- | --- | --- | --- |\n";
  for (APFloat::Semantics format : {APFloat::S_IEEEhalf, APFloat::S_BFloat}) {
    // Degrees and cost of fix-ups, how often it is chosen, and a beta.
    std::map<std::array<size_t, 3>, std::pair<unsigned, double>> kernels;
    std::mt19937 random(1);
    for (unsigned i = 0; i < kBetas; ++i) {
      double fraction = random() / 4294967296.0;
      double beta =
          static_cast<float>(std::exp2(kLog2Max * (2.0 * fraction - 1.0)));
      Float32Parameters given{beta, 1.0 / beta,
                              std::numeric_limits<double>::infinity(),
                              /*showsThreshold=*/false};
      HalfParameters p =
          findCorrectHalf(given, /*isBF16=*/format == APFloat::S_BFloat);
      unsigned cost = 0;
      for (const FixUp &fixUp : p.fixUps)
        cost += fixUp.getCost();
      auto &[count, example] =
          kernels[{p.exp.size() - 1, p.log1p.size() - 1, cost}];
      ++count;
      example = beta;
    }
    for (const auto &[key, value] : kernels)
      llvm::outs() << "| `" << getFormatName(format) << "` | " << key[0] << ", "
                   << key[1] << " | " << key[2] << " | " << value.first << " | "
                   << countOperations(
                          findKernel(Function::Softplus,
                                     APFloat::EnumToSemantics(format),
                                     value.second, Accuracy::Faithful),
                          value.second)
                   << " |\n";
  }
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(argc, argv, "Prints tables of the kernels\n");
  switch (table) {
  case Table::Accuracies:
    printAccuracies();
    break;
  case Table::Kernels:
    printKernels();
    break;
  case Table::Bounds:
    printBounds();
    break;
  case Table::Halves:
    printHalves();
    break;
  case Table::Functions:
    for (const FunctionInfo &info : kFunctions)
      llvm::outs() << info.mnemonic << "\n";
    break;
  }
  return 0;
}
