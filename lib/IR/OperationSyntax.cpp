//===- OperationSyntax.cpp - Syntax of the operations ---------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OperationSyntax.h"
#include "Softplus/IR/SoftplusAttributes.h"
#include "Softplus/IR/SoftplusSemantics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::softplus;

/// The attributes of operations, in the order of their clauses.
static constexpr StringLiteral kClauses[] = {"beta", "threshold", "accuracy",
                                             "fastmath"};

static bool isFloatClause(StringRef name) {
  return name == "beta" || name == "threshold";
}

std::string softplus::getAttributeKind(StringRef name) {
  if (isFloatClause(name))
    return "a 64-bit float";
  if (name == "accuracy")
    return "#softplus.accuracy, one of " + numerics::listAccuracies();
  return "#arith.fastmath";
}

static bool isOfKind(StringRef name, Attribute value) {
  if (isFloatClause(name)) {
    auto number = dyn_cast<FloatAttr>(value);
    return number && number.getType().isF64();
  }
  return name == "accuracy" ? isa<AccuracyAttr>(value)
                            : isa<arith::FastMathFlagsAttr>(value);
}

LogicalResult
softplus::checkAttributeKind(StringRef name, Attribute value,
                             function_ref<InFlightDiagnostic()> emitError) {
  if (value && isOfKind(name, value))
    return success();
  InFlightDiagnostic diag = emitError() << "attribute '" << name << "' must be "
                                        << getAttributeKind(name);
  if (value)
    diag << ", but got " << value;
  return diag;
}

/// Parses what follows the keyword `name` of a clause.
static ParseResult parseClause(OpAsmParser &parser, StringRef name,
                               Attribute &value) {
  if (name == "accuracy") {
    AccuracyAttr accuracy;
    if (failed(parser.parseCustomAttributeWithFallback(accuracy, Type())))
      return failure();
    value = accuracy;
    return success();
  }
  if (name == "fastmath") {
    arith::FastMathFlagsAttr flags;
    if (failed(parser.parseCustomAttributeWithFallback(flags, Type())))
      return failure();
    value = flags;
    return success();
  }
  SMLoc loc = parser.getCurrentLocation();
  OptionalParseResult parsed =
      parser.parseOptionalAttribute(value, parser.getBuilder().getF64Type());
  if (parsed.has_value() && failed(*parsed))
    return failure();
  return checkAttributeKind(name, value, [&] { return parser.emitError(loc); });
}

ParseResult softplus::parseOperation(OpAsmParser &parser,
                                     OperationState &result,
                                     unsigned numOperands) {
  SMLoc operandLoc = parser.getCurrentLocation();
  SmallVector<OpAsmParser::UnresolvedOperand> operands(numOperands);
  for (auto [index, operand] : llvm::enumerate(operands))
    if ((index && failed(parser.parseComma())) ||
        failed(parser.parseOperand(operand)))
      return failure();

  NamedAttrList clauses;
  for (StringRef name : kClauses) {
    if (!llvm::is_contained(result.name.getAttributeNames(), name) ||
        failed(parser.parseOptionalKeyword(name)))
      continue;
    Attribute value;
    if (failed(parseClause(parser, name, value)))
      return failure();
    clauses.append(name, value);
  }

  SMLoc dictionaryLoc = parser.getCurrentLocation();
  auto emitError = [&] { return parser.emitError(dictionaryLoc); };
  if (failed(parser.parseOptionalAttrDict(result.attributes)))
    return failure();
  for (StringAttr name : result.name.getAttributeNames()) {
    Attribute value = result.attributes.get(name);
    if (!value)
      continue;
    if (failed(checkAttributeKind(name, value, emitError)))
      return failure();
    if (Attribute clause = clauses.get(name))
      return emitError() << "attribute '" << name.getValue()
                         << "' must be given once, but got " << clause
                         << " as a clause and " << value
                         << " in the attribute dictionary";
  }
  result.attributes.append(clauses);

  Type type;
  if (failed(parser.parseColonType(type)) ||
      failed(
          parser.resolveOperands(operands, type, operandLoc, result.operands)))
    return failure();
  result.addTypes(type);
  return success();
}

void softplus::printOperation(OpAsmPrinter &printer, Operation *op) {
  printer << ' ' << op->getOperands();
  for (StringRef name : kClauses) {
    Attribute value = op->getInherentAttr(name).value_or(Attribute());
    if (!value)
      continue;
    if (isFloatClause(name)) {
      double defaultValue = name == "beta" ? kDefaultBeta : kDefaultThreshold;
      if (cast<FloatAttr>(value).getValueAsDouble() == defaultValue)
        continue;
      printer << ' ' << name << ' ';
      printer.printAttributeWithoutType(value);
    } else if (auto accuracy = dyn_cast<AccuracyAttr>(value)) {
      printer << " accuracy";
      printer.printStrippedAttrOrType(accuracy);
    } else if (auto flags = cast<arith::FastMathFlagsAttr>(value);
               flags.getValue() != arith::FastMathFlags::none) {
      printer << " fastmath";
      printer.printStrippedAttrOrType(flags);
    }
  }
  printer.printOptionalAttrDict(op->getDiscardableAttrDictionary().getValue());
  printer << " : " << op->getResult(0).getType();
}
