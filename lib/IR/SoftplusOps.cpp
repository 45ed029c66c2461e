//===- SoftplusOps.cpp - Operations of the softplus dialect ---------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusOps.h"
#include "Bytecode.h"
#include "Fold.h"
#include "OperationSyntax.h"
#include "Softplus/IR/SoftplusSemantics.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::softplus;

#include "Softplus/IR/SoftplusInterfaces.cpp.inc"

#define GET_OP_CLASSES
#include "Softplus/IR/SoftplusOps.cpp.inc"

/// SameOperandsAndResultType lets tensor shapes differ where they are
/// compatible; here the types must be equal.
LogicalResult softplus::detail::verifySoftplusOp(SoftplusOpInterface op) {
  Type resultType = op->getResult(0).getType();
  for (Type type : op->getOperandTypes())
    if (type != resultType)
      return op->emitOpError("requires the same type for all operands and the "
                             "result, but got ")
             << type << " and " << resultType;

  // A misspelled attribute would silently leave its default in place.
  ArrayRef<StringAttr> names = op->getName().getAttributeNames();
  for (NamedAttribute attr : op->getDiscardableAttrs()) {
    if (attr.getName().getValue().contains('.'))
      continue;
    InFlightDiagnostic diag = op->emitOpError("has the unknown attribute '")
                              << attr.getName().getValue()
                              << "' = " << attr.getValue() << "; allowed are ";
    for (StringAttr name : names)
      diag << "'" << name.getValue() << "', ";
    return diag << "and discardable attributes with a dialect prefix";
  }

  // Operation::setAttr, which old bytecode is read by, drops a value of the
  // wrong kind and leaves none.
  for (StringAttr name : names)
    if (name != "accuracy" && !op->getAttr(name))
      return op->emitOpError("attribute '")
             << name.getValue() << "' must be " << getAttributeKind(name)
             << ", but got a value of another kind";

  FloatType computeType = op.getComputeType();
  llvm::APFloat beta = roundToType(op.getBeta(), computeType);
  if (!beta.isFinite() || beta.isZero()) {
    InFlightDiagnostic diag =
        op->emitOpError("attribute 'beta' must be finite and nonzero in the "
                        "compute type ")
        << computeType << ", but got " << op->getAttr("beta");
    if (std::isfinite(op.getBeta()) && op.getBeta() != 0.0)
      diag << ", which rounds to " << FloatAttr::get(computeType, beta);
    return diag;
  }
  if (std::isnan(op.getOptionalThreshold().value_or(0.0)))
    return op->emitOpError("attribute 'threshold' must not be NaN, but got ")
           << op->getAttr("threshold");
  return success();
}
