//===- BinaryFormat.h - What kernels for GPUs become ------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_SUPPORT_BINARYFORMAT_H
#define SOFTPLUS_SUPPORT_BINARYFORMAT_H

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/CommandLine.h"
#include <optional>

namespace mlir::softplus {

/// A format of upstream's `gpu-module-to-binary`.
enum class BinaryFormat {
  /// PTX, which the driver compiles.
  ISA,
  /// Machine code for one processor.
  Bin,
  /// Both.
  FatBin
};

/// Returns the name that `gpu-module-to-binary` has for it.
inline llvm::StringRef stringifyBinaryFormat(BinaryFormat format) {
  switch (format) {
  case BinaryFormat::ISA:
    return "isa";
  case BinaryFormat::Bin:
    return "bin";
  case BinaryFormat::FatBin:
    return "fatbin";
  }
  llvm_unreachable("unknown format");
}

} // namespace mlir::softplus

/// Parses options of pipelines. Unlike the parser of enumerations that LLVM
/// derives from a list of values, it names those that are allowed.
template <>
class llvm::cl::parser<mlir::softplus::BinaryFormat>
    : public basic_parser<mlir::softplus::BinaryFormat> {
public:
  using basic_parser::basic_parser;

  /// Returns true, after an error, if `text` is no format.
  bool parse(Option &option, StringRef name, StringRef text,
             mlir::softplus::BinaryFormat &value) {
    using mlir::softplus::BinaryFormat;
    auto format = StringSwitch<std::optional<BinaryFormat>>(text)
                      .Case("isa", BinaryFormat::ISA)
                      .Case("bin", BinaryFormat::Bin)
                      .Case("fatbin", BinaryFormat::FatBin)
                      .Default(std::nullopt);
    if (!format)
      return option.error("unknown format '" + text +
                              "'; allowed are isa, bin and fatbin",
                          name);
    value = *format;
    return false;
  }

  StringRef getValueName() const override { return "format"; }

  /// Prints the option for -print-options.
  void printOptionDiff(const Option &option, mlir::softplus::BinaryFormat value,
                       OptVal, size_t width) const {
    printOptionName(option, width);
    outs() << "= " << stringifyBinaryFormat(value) << "\n";
  }
};

namespace mlir::softplus {
inline llvm::raw_ostream &operator<<(llvm::raw_ostream &os,
                                     BinaryFormat format) {
  return os << stringifyBinaryFormat(format);
}
} // namespace mlir::softplus

#endif // SOFTPLUS_SUPPORT_BINARYFORMAT_H
