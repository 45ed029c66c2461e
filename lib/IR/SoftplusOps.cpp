//===- SoftplusOps.cpp - Operations of the softplus dialect ---------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusOps.h"
#include "Softplus/IR/SoftplusSemantics.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::softplus;

/// Parses an optional clause of `name` and a float literal.
static ParseResult parseOptionalClause(OpAsmParser &parser, StringRef name,
                                       FloatAttr &attr) {
  if (failed(parser.parseOptionalKeyword(name)))
    return success();
  SMLoc loc = parser.getCurrentLocation();
  Attribute value;
  OptionalParseResult result =
      parser.parseOptionalAttribute(value, parser.getBuilder().getF64Type());
  if (result.has_value() && failed(*result))
    return failure();
  attr = dyn_cast_if_present<FloatAttr>(value);
  if (attr && attr.getType().isF64())
    return success();
  InFlightDiagnostic diag = parser.emitError(loc, "attribute '")
                            << name << "' must be a 64-bit float";
  if (value)
    diag << ", but got " << value;
  return diag;
}

static ParseResult parseParameters(OpAsmParser &parser, FloatAttr &beta,
                                   FloatAttr &threshold) {
  return failure(failed(parseOptionalClause(parser, "beta", beta)) ||
                 failed(parseOptionalClause(parser, "threshold", threshold)));
}

template <typename OpTy>
static void printParameters(OpAsmPrinter &printer, OpTy op, FloatAttr beta,
                            FloatAttr threshold) {
  auto printClause = [&](StringRef name, FloatAttr attr, double defaultValue) {
    if (attr.getValueAsDouble() == defaultValue)
      return;
    printer << ' ' << name << ' ';
    printer.printAttributeWithoutType(attr);
  };
  printClause("beta", beta, kDefaultBeta);
  printClause("threshold", threshold, kDefaultThreshold);
}

#define GET_OP_CLASSES
#include "Softplus/IR/SoftplusOps.cpp.inc"

/// Verifies what both operations share. SameOperandsAndResultType lets tensor
/// shapes differ where they are compatible; here the types must be equal.
template <typename OpTy> static LogicalResult verifyElementwiseOp(OpTy op) {
  Type resultType = op.getResult().getType();
  for (Type type : op->getOperandTypes())
    if (type != resultType)
      return op.emitOpError("requires the same type for all operands and the "
                            "result, but got ")
             << type << " and " << resultType;

  // A misspelled attribute would silently leave its default in place.
  for (NamedAttribute attr : op->getDiscardableAttrs())
    if (!attr.getName().getValue().contains('.'))
      return op.emitOpError("has the unknown attribute '")
             << attr.getName().getValue() << "' = " << attr.getValue()
             << "; allowed are 'beta', 'threshold' and 'fastmath', and "
                "discardable attributes with a dialect prefix";

  FloatType computeType =
      getComputeType(cast<FloatType>(getElementTypeOrSelf(resultType)));
  llvm::APFloat beta = roundToType(op.getBeta(), computeType);
  if (!beta.isFinite() || beta.isZero()) {
    InFlightDiagnostic diag =
        op.emitOpError("attribute 'beta' must be finite and nonzero in the "
                       "compute type ")
        << computeType << ", but got " << op.getBetaAttr();
    if (op.getBetaAttr().getValue().isFiniteNonZero())
      diag << ", which rounds to " << FloatAttr::get(computeType, beta);
    return diag;
  }
  if (op.getThresholdAttr().getValue().isNaN())
    return op.emitOpError("attribute 'threshold' must not be NaN, but got ")
           << op.getThresholdAttr();
  return success();
}

LogicalResult SoftplusOp::verify() { return verifyElementwiseOp(*this); }

LogicalResult SoftplusGradOp::verify() { return verifyElementwiseOp(*this); }
