//===- SoftplusOps.cpp - Operations of the softplus dialect ---------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusOps.h"
#include "Bytecode.h"
#include "OperationSyntax.h"
#include "Softplus/IR/SoftplusSemantics.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::softplus;

#define GET_OP_CLASSES
#include "Softplus/IR/SoftplusOps.cpp.inc"

/// Builds an operation on `operands`, of one type.
template <typename OpTy>
static void buildElementwiseOp(OpBuilder &builder, OperationState &state,
                               ValueRange operands, double beta,
                               double threshold, arith::FastMathFlags fastmath,
                               AccuracyAttr accuracy) {
  state.addOperands(operands);
  state.addTypes(operands.front().getType());
  auto &properties = state.getOrAddProperties<typename OpTy::Properties>();
  properties.beta = builder.getF64FloatAttr(beta);
  properties.threshold = builder.getF64FloatAttr(threshold);
  properties.fastmath =
      arith::FastMathFlagsAttr::get(builder.getContext(), fastmath);
  properties.accuracy = accuracy;
}

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
             << "; allowed are 'beta', 'threshold', 'accuracy' and "
                "'fastmath', and discardable attributes with a dialect prefix";

  // Operation::setAttr, which old bytecode is read by, drops a value of the
  // wrong kind and leaves none.
  for (StringRef name : {"beta", "threshold", "fastmath"})
    if (!op->getAttr(name))
      return op.emitOpError("attribute '")
             << name << "' must be " << getAttributeKind(name)
             << ", but got a value of another kind";

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

void SoftplusOp::build(OpBuilder &builder, OperationState &state, Value x,
                       double beta, double threshold,
                       arith::FastMathFlags fastmath, AccuracyAttr accuracy) {
  buildElementwiseOp<SoftplusOp>(builder, state, x, beta, threshold, fastmath,
                                 accuracy);
}

ParseResult SoftplusOp::parse(OpAsmParser &parser, OperationState &result) {
  return parseOperation(parser, result, /*numOperands=*/1);
}

void SoftplusOp::print(OpAsmPrinter &printer) {
  printOperation(printer, *this);
}

LogicalResult SoftplusOp::readProperties(DialectBytecodeReader &reader,
                                         OperationState &state) {
  return softplus::readProperties(reader, state);
}

void SoftplusOp::writeProperties(DialectBytecodeWriter &writer) {
  softplus::writeProperties(writer, *this);
}

LogicalResult SoftplusOp::verify() { return verifyElementwiseOp(*this); }

void SoftplusGradOp::build(OpBuilder &builder, OperationState &state, Value dy,
                           Value x, double beta, double threshold,
                           arith::FastMathFlags fastmath,
                           AccuracyAttr accuracy) {
  buildElementwiseOp<SoftplusGradOp>(builder, state, {dy, x}, beta, threshold,
                                     fastmath, accuracy);
}

ParseResult SoftplusGradOp::parse(OpAsmParser &parser, OperationState &result) {
  return parseOperation(parser, result, /*numOperands=*/2);
}

void SoftplusGradOp::print(OpAsmPrinter &printer) {
  printOperation(printer, *this);
}

LogicalResult SoftplusGradOp::readProperties(DialectBytecodeReader &reader,
                                             OperationState &state) {
  return softplus::readProperties(reader, state);
}

void SoftplusGradOp::writeProperties(DialectBytecodeWriter &writer) {
  softplus::writeProperties(writer, *this);
}

LogicalResult SoftplusGradOp::verify() { return verifyElementwiseOp(*this); }
