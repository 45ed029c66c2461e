//===- SoftplusDialect.h - The softplus dialect -----------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_IR_SOFTPLUSDIALECT_H
#define SOFTPLUS_IR_SOFTPLUSDIALECT_H

#include "mlir/IR/Dialect.h"

#include "Softplus/IR/SoftplusDialect.h.inc"

#endif // SOFTPLUS_IR_SOFTPLUSDIALECT_H
