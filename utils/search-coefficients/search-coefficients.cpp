//===- search-coefficients.cpp - Search the low bits of coefficients ------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lowers the largest error of a kernel that computes in f32, over all inputs:
// it moves one coefficient at a time by a power of two of its ulp as long as
// that helps, and then, on demand, several at random.
//
// usage: search-coefficients [--start=FILE] [--reach=N] [--tries=N] OBJECTIVE
//
//===----------------------------------------------------------------------===//

#include "Objectives.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"
#include <limits>
#include <optional>
#include <random>

using namespace mlir::softplus::numerics;

static llvm::cl::opt<std::string> objectiveName(llvm::cl::Positional,
                                                llvm::cl::Required,
                                                llvm::cl::desc("<objective>"));
static llvm::cl::opt<std::string> startFile(
    "start",
    llvm::cl::desc("File of the coefficients to begin with, one a line, or - "
                   "for the standard input; by default those of the project"),
    llvm::cl::value_desc("file"));
static llvm::cl::opt<unsigned>
    reach("reach",
          llvm::cl::desc("Change coefficients by 1, 2, 4, ..., 2^(n-1) ulp"),
          llvm::cl::value_desc("n"), llvm::cl::init(1));

static llvm::cl::opt<unsigned>
    tries("tries",
          llvm::cl::desc("Then move several coefficients at random, so often"),
          llvm::cl::value_desc("n"), llvm::cl::init(0));

static int fail(const llvm::Twine &message) {
  llvm::WithColor::error() << message << '\n';
  return 1;
}

/// Reads as many numbers as `coefficients` has into it.
static bool readStart(std::vector<double> &coefficients) {
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(startFile);
  if (!buffer)
    return false;
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString((*buffer)->getBuffer(), words);
  if (words.size() != coefficients.size())
    return false;
  for (auto [word, coefficient] : llvm::zip_equal(words, coefficients))
    if (word.getAsDouble(coefficient) ||
        static_cast<float>(coefficient) != coefficient)
      return false;
  return true;
}

/// Returns `coefficient`, a number of f32, moved by `steps` ulp.
static double move(double coefficient, int steps) {
  auto bits = llvm::bit_cast<uint32_t>(static_cast<float>(coefficient));
  return llvm::bit_cast<float>(bits + steps);
}

/// Moves one of `coefficients` so that the value falls below `best`, and
/// returns that value, if there is such a move.
static std::optional<double>
moveOne(Objective &objective, std::vector<double> &coefficients, double best) {
  for (unsigned distance = 0; distance < reach; ++distance) {
    for (double &coefficient : coefficients) {
      double before = coefficient;
      for (int steps : {-(1 << distance), 1 << distance}) {
        coefficient = move(before, steps);
        double value = objective.evaluate(coefficients, best);
        if (value < best)
          return value;
      }
      coefficient = before;
    }
  }
  return std::nullopt;
}

/// The same, of every third one at random, `triesLeft` times at most.
static std::optional<double> moveSome(Objective &objective,
                                      std::vector<double> &coefficients,
                                      double best, std::mt19937 &generator,
                                      unsigned &triesLeft) {
  for (; triesLeft > 0; --triesLeft) {
    std::vector<double> moved = coefficients;
    for (double &coefficient : moved) {
      if (generator() % 3)
        continue;
      int range = 1 << generator() % reach;
      int steps = static_cast<int>(generator() % (2 * range + 1)) - range;
      coefficient = move(coefficient, steps);
    }
    double value = objective.evaluate(moved, best);
    if (value < best) {
      coefficients = std::move(moved);
      return value;
    }
  }
  return std::nullopt;
}

static void printCoefficients(llvm::ArrayRef<double> coefficients) {
  for (double coefficient : coefficients) {
    char digits[32];
    llvm::APFloat(coefficient)
        .convertToHexString(digits, /*hexDigits=*/0, /*upperCase=*/false,
                            llvm::APFloat::rmNearestTiesToEven);
    llvm::outs() << "  " << digits << '\n';
  }
}

int main(int argc, char **argv) {
  llvm::cl::ParseCommandLineOptions(
      argc, argv, "searches the low bits of the kernels' coefficients\n");
  std::unique_ptr<Objective> objective = createObjective(objectiveName);
  if (!objective)
    return fail("no objective '" + objectiveName + "'; allowed are " +
                llvm::join(getObjectiveNames(), ", "));
  if (reach < 1 || reach > 23)
    return fail("--reach: " + llvm::Twine(reach) + " is not in [1, 23]");
  std::vector<double> coefficients = objective->getCoefficients();
  if (!startFile.empty() && !readStart(coefficients))
    return fail("--start: '" + startFile + "' does not hold " +
                llvm::Twine(coefficients.size()) + " numbers of f32");

  double best = objective->evaluate(coefficients,
                                    std::numeric_limits<double>::infinity());
  llvm::outs() << "start: " << objective->describe() << '\n';
  llvm::outs().flush();
  std::mt19937 generator;
  unsigned triesLeft = tries;
  while (true) {
    std::optional<double> value = moveOne(*objective, coefficients, best);
    if (!value)
      value = moveSome(*objective, coefficients, best, generator, triesLeft);
    if (!value)
      break;
    best = *value;
    llvm::outs() << "better: " << objective->describe() << '\n';
    llvm::outs().flush();
  }
  llvm::outs() << "no coefficient moved by a power of two up to "
               << (1u << reach) / 2 << " ulp lowers that:\n";
  printCoefficients(coefficients);
  return 0;
}
