//===- SoftplusAttributes.h - Attributes of softplus ------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_IR_SOFTPLUSATTRIBUTES_H
#define SOFTPLUS_IR_SOFTPLUSATTRIBUTES_H

#include "Softplus/Numerics/Accuracy.h"
#include "mlir/IR/Attributes.h"

#define GET_ATTRDEF_CLASSES
#include "Softplus/IR/SoftplusAttributes.h.inc"

#endif // SOFTPLUS_IR_SOFTPLUSATTRIBUTES_H
