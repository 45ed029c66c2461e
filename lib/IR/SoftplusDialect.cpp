//===- SoftplusDialect.cpp - The softplus dialect -------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusDialect.h"
#include "Bytecode.h"
#include "Softplus/IR/SoftplusOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Transforms/InliningUtils.h"

using namespace mlir;
using namespace mlir::softplus;

#include "Softplus/IR/SoftplusDialect.cpp.inc"

namespace {

/// Every operation is pure, so all of them may be inlined anywhere.
struct SoftplusInlinerInterface : DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;

  bool isLegalToInline(Operation *, Region *, bool, IRMapping &) const final {
    return true;
  }
};

} // namespace

void SoftplusDialect::initialize() {
  registerAttributes();
  addOperations<
#define GET_OP_LIST
#include "Softplus/IR/SoftplusOps.cpp.inc"
      >();
  addInterfaces<SoftplusInlinerInterface, SoftplusBytecodeInterface>();
}

Operation *SoftplusDialect::materializeConstant(OpBuilder &builder,
                                                Attribute value, Type type,
                                                Location loc) {
  if (auto poison = dyn_cast<ub::PoisonAttr>(value))
    return ub::PoisonOp::create(builder, loc, type, poison);
  return arith::ConstantOp::materialize(builder, value, type, loc);
}
