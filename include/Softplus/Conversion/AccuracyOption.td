//===- AccuracyOption.td - Option of passes ----------------*- tablegen -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_ACCURACYOPTION_TD
#define SOFTPLUS_CONVERSION_ACCURACYOPTION_TD

include "mlir/Pass/PassBase.td"

def AccuracyOption
    : Option<"accuracy", "accuracy", "::mlir::softplus::numerics::Accuracy",
             "::mlir::softplus::numerics::Accuracy::Faithful",
             "Accuracy of operations that neither state one nor have the flag "
             "afn: fast, faithful or correct">;

#endif // SOFTPLUS_CONVERSION_ACCURACYOPTION_TD
