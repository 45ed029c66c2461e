//===- SoftplusAttributes.cpp - Attributes of softplus --------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusAttributes.h"
#include "Softplus/IR/SoftplusDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::softplus;

#define GET_ATTRDEF_CLASSES
#include "Softplus/IR/SoftplusAttributes.cpp.inc"

Attribute AccuracyAttr::parse(AsmParser &parser, Type) {
  if (failed(parser.parseLess()))
    return nullptr;
  SMLoc loc = parser.getCurrentLocation();
  std::string name;
  if (failed(parser.parseKeywordOrString(&name)))
    return nullptr;
  std::optional<numerics::Accuracy> accuracy =
      numerics::symbolizeAccuracy(name);
  if (!accuracy) {
    parser.emitError(loc, "attribute 'accuracy' must be one of ")
        << numerics::listAccuracies() << ", but got '" << name << "'";
    return nullptr;
  }
  if (failed(parser.parseGreater()))
    return nullptr;
  return get(parser.getContext(), *accuracy);
}

void AccuracyAttr::print(AsmPrinter &printer) const {
  printer << '<' << getValue() << '>';
}

void SoftplusDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "Softplus/IR/SoftplusAttributes.cpp.inc"
      >();
}
