//===- Features.h - What random programs consist of -------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_RANDOM_FEATURES_H
#define SOFTPLUS_TEST_RANDOM_FEATURES_H

#include "RandomSource.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <bitset>
#include <optional>

namespace mlir::softplus::test {

enum class Feature : unsigned {
#define FEATURE(name, text) name,
#include "Features.def"
#undef FEATURE
};

inline constexpr const char *kFeatureNames[] = {
#define FEATURE(name, text) text,
#include "Features.def"
#undef FEATURE
};

inline constexpr size_t kFeatureCount = std::size(kFeatureNames);

/// A set of features.
class FeatureSet {
public:
  bool contains(Feature feature) const {
    return members[static_cast<size_t>(feature)];
  }
  void insert(Feature feature) { members.set(static_cast<size_t>(feature)); }
  /// Returns whether there is a feature of that name.
  bool insert(llvm::StringRef name) {
    for (size_t i = 0; i < kFeatureCount; ++i)
      if (name == kFeatureNames[i])
        return insert(static_cast<Feature>(i)), true;
    return false;
  }

private:
  std::bitset<kFeatureCount> members;
};

/// Random choices among the features that are allowed, with a record of those
/// taken.
class FeatureChooser {
public:
  FeatureChooser(RandomSource &random, const FeatureSet &excluded)
      : random(random), excluded(excluded) {}

  bool allows(Feature feature) const { return !excluded.contains(feature); }

  /// Notes that the program has `feature`.
  void use(Feature feature) { used.insert(feature); }

  /// Decides for `feature` with a chance in percent.
  bool choose(Feature feature, int percent) {
    bool chosen = random.chance(percent) && allows(feature);
    if (chosen)
      use(feature);
    return chosen;
  }

  /// Decides for one of the allowed ones among `features`, if there is any. A
  /// feature that is named twice is twice as likely.
  std::optional<Feature> chooseOne(std::initializer_list<Feature> features) {
    llvm::SmallVector<Feature> allowed;
    for (Feature feature : features)
      if (allows(feature))
        allowed.push_back(feature);
    if (allowed.empty())
      return std::nullopt;
    Feature chosen = random.pick(llvm::ArrayRef<Feature>(allowed));
    use(chosen);
    return chosen;
  }

  const FeatureSet &getUsed() const { return used; }

private:
  RandomSource &random;
  const FeatureSet &excluded;
  FeatureSet used;
};

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_RANDOM_FEATURES_H
