//===- Log1pForm.h - How expansions spell ln(1 + u) -------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_SUPPORT_LOG1PFORM_H
#define SOFTPLUS_SUPPORT_LOG1PFORM_H

#include "llvm/Support/CommandLine.h"

namespace mlir::softplus {

/// How the expansion of softplus spells ln(1 + u), for a u in [0, 1].
enum class Log1pForm {
  /// By `math.log` and a correction by `arith` operations, which loses nothing
  /// in a lowering of `math.log1p` to log(1 + u).
  Expand,
  /// By `math.log1p`, for targets whose lowering keeps small u.
  Op
};

/// Returns the values of the option `log1p` of `convert-softplus-to-math`.
inline llvm::cl::ValuesClass getLog1pFormValues() {
  return llvm::cl::values(
      clEnumValN(Log1pForm::Expand, "expand", "math.log and a correction"),
      clEnumValN(Log1pForm::Op, "op", "math.log1p"));
}

} // namespace mlir::softplus

#endif // SOFTPLUS_SUPPORT_LOG1PFORM_H
