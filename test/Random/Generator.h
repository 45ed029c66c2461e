//===- Generator.h - Random modules -----------------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_RANDOM_GENERATOR_H
#define SOFTPLUS_TEST_RANDOM_GENERATOR_H

#include "Features.h"
#include <string>

namespace mlir::softplus::test {

/// Returns the text of a well-formed module, whose public functions a host can
/// call: the attribute `softplus.input` of an argument says with what.
///
/// No operand is read out of bounds or before it is written, no result depends
/// on the order of an evaluation that MLIR leaves open, and no two operations
/// race. So every correct lowering gives the same bits, except for those of
/// NaNs.
std::string generateModule(RandomSource &random, FeatureChooser &features);

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_RANDOM_GENERATOR_H
