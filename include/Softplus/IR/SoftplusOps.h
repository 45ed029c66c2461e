//===- SoftplusOps.h - Operations of the softplus dialect -------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_IR_SOFTPLUSOPS_H
#define SOFTPLUS_IR_SOFTPLUSOPS_H

#include "Softplus/IR/SoftplusAttributes.h"
#include "Softplus/IR/SoftplusDialect.h"
#include "Softplus/IR/SoftplusInterfaces.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/VectorInterfaces.h"

#define GET_OP_CLASSES
#include "Softplus/IR/SoftplusOps.h.inc"

#endif // SOFTPLUS_IR_SOFTPLUSOPS_H
