//===- Paths.cpp - Lowerings of random programs ---------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Paths.h"
#include "ReferencePath.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::softplus;
using namespace mlir::softplus::test;
using numerics::Accuracy;

Accuracy Path::getAccuracy() const {
  StringRef text = pipeline;
  return text.contains("accuracy=fast")      ? Accuracy::Fast
         : text.contains("accuracy=correct") ? Accuracy::Correct
                                             : Accuracy::Faithful;
}

std::string Path::getOptions() const {
  std::string options = "--pipeline='" + pipeline + "'";
  if (roundTrip != RoundTrip::None)
    options += roundTrip == RoundTrip::Text ? " --round-trip=text"
                                            : " --round-trip=bytecode";
  if (optimizes)
    options += " --optimize";
  if (!vectorizesLoops)
    options += " --vectorize-loops=false";
  return options;
}

/// Picks options of softplus-to-cpu-pipeline.
static std::string pickOptions(RandomSource &random, FeatureChooser &features,
                               Accuracy accuracy) {
  SmallVector<std::string> options;
  auto add = [&](Feature feature, int percent, StringRef name, int64_t value) {
    if (features.choose(feature, percent))
      options.push_back(name.str() + "=" + std::to_string(value));
  };
  add(Feature::VectorSizeOption, 60, "vector-size",
      random.pick({0, 1, 2, 3, 4, 5, 8, 16, 32, 64}));
  add(Feature::VectorWidthOption, 20, "vector-width",
      random.pick({64, 128, 256, 512, 1024}));
  add(Feature::UnrollOption, 20, "unroll", random.between(1, 5));
  add(Feature::ThreadsOption, 25, "threads", 2);
  add(Feature::PrefetchOption, 30, "prefetch-distance",
      random.pick({0, 64, 4096}));
  add(Feature::MaxOpsOption, 30, "max-ops-per-function", random.between(0, 3));
  if (accuracy != Accuracy::Faithful || random.chance(30))
    options.push_back("accuracy=" +
                      numerics::stringifyAccuracy(accuracy).str());
  return llvm::join(options, " ");
}

std::vector<Path> mlir::softplus::test::pickPaths(RandomSource &random,
                                                  FeatureChooser &features) {
  std::optional<Feature> feature =
      features.chooseOne({Feature::Faithful, Feature::Faithful,
                          Feature::Faithful, Feature::Fast, Feature::Correct});
  Accuracy accuracy = feature == Feature::Fast      ? Accuracy::Fast
                      : feature == Feature::Correct ? Accuracy::Correct
                                                    : Accuracy::Faithful;
  // Folders know what the operations state only.
  std::string state = "set-softplus-accuracy{accuracy=" +
                      numerics::stringifyAccuracy(accuracy).str() + "},";

  std::string loops = kToLoops, llvm = kToLLVM;
  std::vector<Path> paths;
  for (int i = 0; i < 2; ++i) {
    if (!features.choose(Feature::Pipeline, 100))
      break;
    std::string start = features.choose(Feature::Canonicalized, 25)
                            ? state + "canonicalize,"
                            : "";

    paths.push_back({"builtin.module(" + start + "softplus-to-cpu-pipeline{" +
                     pickOptions(random, features, accuracy) + "})"});
  }
  // Pieces, among upstream's passes.
  bool convertsTensors = false;
  std::optional<Feature> piece = features.chooseOne(
      {Feature::ThroughArith, Feature::ThroughLLVM, Feature::ThroughInterface});
  std::string start = state;
  if (features.choose(Feature::Canonicalized, 30))
    start += "canonicalize,";

  std::string end = "random-round," + llvm + ")";
  if (piece == Feature::ThroughArith) {
    std::string convert = "convert-softplus-to-arith,";
    convertsTensors = random.chance(50);
    paths.push_back(
        {"builtin.module(" + start +
         (convertsTensors ? convert + loops + "," : loops + "," + convert) +
         end});
  } else if (piece == Feature::ThroughLLVM) {
    paths.push_back({"builtin.module(" + start + loops +
                     ",convert-softplus-to-llvm," + end});
  } else if (piece == Feature::ThroughInterface) {
    paths.push_back({"builtin.module(" + start + loops + "," + end});
  }
  for (Path &path : paths) {
    if (random.chance(30)) {
      std::optional<Feature> trip = features.chooseOne(
          {Feature::TextRoundTrip, Feature::BytecodeRoundTrip});
      if (trip)
        path.roundTrip = trip == Feature::TextRoundTrip ? RoundTrip::Text
                                                        : RoundTrip::Bytecode;
    }
    // On a tensor a softplus becomes a hundred operations with a loop nest
    // each. What LLVM infers from the conditions of their branches takes it,
    // for one value, time in the square of their number: minutes.
    bool isLong = convertsTensors && &path == &paths.back();
    path.optimizes = !isLong && features.choose(Feature::Optimized, 20);
  }
  return paths;
}

std::vector<Path> mlir::softplus::test::getDefaultPaths() {
  std::string loops = kToLoops, llvm = kToLLVM;
  std::vector<Path> paths;
  for (const char *options :
       {"", "vector-size=1", "vector-size=3 prefetch-distance=0",
        "vector-size=8", "accuracy=fast vector-size=4", "accuracy=correct"})
    paths.push_back({std::string("builtin.module(softplus-to-cpu-pipeline{") +
                     options + "})"});
  for (const char *piece :
       {"convert-softplus-to-arith", "convert-softplus-to-llvm"})
    paths.push_back({"builtin.module(" + loops + "," + piece +
                     ",random-round," + llvm + ")"});
  return paths;
}
