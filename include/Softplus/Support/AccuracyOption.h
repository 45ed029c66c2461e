//===- AccuracyOption.h - The option accuracy= ------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_SUPPORT_ACCURACYOPTION_H
#define SOFTPLUS_SUPPORT_ACCURACYOPTION_H

#include "Softplus/Numerics/Accuracy.h"
#include "llvm/Support/CommandLine.h"

/// Parses options of passes and pipelines. Unlike the parser of enumerations
/// that LLVM derives from a list of values, it names those that are allowed.
template <>
class llvm::cl::parser<mlir::softplus::numerics::Accuracy>
    : public basic_parser<mlir::softplus::numerics::Accuracy> {
public:
  using basic_parser::basic_parser;

  /// Returns true, after an error, if `text` is no accuracy.
  bool parse(Option &option, StringRef name, StringRef text,
             mlir::softplus::numerics::Accuracy &value) {
    auto accuracy = mlir::softplus::numerics::symbolizeAccuracy(text);
    if (!accuracy)
      return option.error("unknown accuracy '" + text + "'; allowed are " +
                              mlir::softplus::numerics::listAccuracies(),
                          name);
    value = *accuracy;
    return false;
  }

  StringRef getValueName() const override { return "accuracy"; }

  /// Prints the option for -print-options.
  void printOptionDiff(const Option &option,
                       mlir::softplus::numerics::Accuracy value, OptVal,
                       size_t width) const {
    printOptionName(option, width);
    outs() << "= " << value << "\n";
  }
};

#endif // SOFTPLUS_SUPPORT_ACCURACYOPTION_H
