//===- Bytecode.cpp - Bytecode of the dialect -----------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Bytecode.h"
#include "OperationSyntax.h"
#include "Softplus/IR/SoftplusDialect.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::softplus;

namespace {

struct SoftplusVersion : DialectVersion {
  explicit SoftplusVersion(uint64_t number) : number(number) {}

  uint64_t number;
};

/// An attribute of operations, and the first version that has it.
struct EncodedAttribute {
  StringLiteral name;
  uint64_t since;
};

} // namespace

/// The version that this library writes, and the newest that it reads.
static constexpr uint64_t kCurrentVersion = 2;

/// In the order of the encoding.
static constexpr EncodedAttribute kEncodedAttributes[] = {
    {"beta", 1}, {"fastmath", 1}, {"threshold", 1}, {"accuracy", 2}};

void SoftplusBytecodeInterface::writeVersion(
    DialectBytecodeWriter &writer) const {
  writer.writeVarInt(kCurrentVersion);
}

std::unique_ptr<DialectVersion>
SoftplusBytecodeInterface::readVersion(DialectBytecodeReader &reader) const {
  uint64_t number;
  if (failed(reader.readVarInt(number)))
    return nullptr;
  if (number > kCurrentVersion) {
    reader.emitError() << "bytecode of softplus dialect version " << number
                       << " is newer than version " << kCurrentVersion
                       << ", the newest that this build reads";
    return nullptr;
  }
  return std::make_unique<SoftplusVersion>(number);
}

/// Returns the version of the dialect in the file that `reader` reads.
static uint64_t getVersion(DialectBytecodeReader &reader) {
  FailureOr<const DialectVersion *> version =
      reader.getDialectVersion<SoftplusDialect>();
  return succeeded(version)
             ? static_cast<const SoftplusVersion *>(*version)->number
             : kCurrentVersion;
}

LogicalResult softplus::readProperties(DialectBytecodeReader &reader,
                                       OperationState &state) {
  uint64_t version = getVersion(reader);
  NamedAttrList attributes;
  for (const auto &[name, since] : kEncodedAttributes) {
    if (version < since ||
        !llvm::is_contained(state.name.getAttributeNames(), name))
      continue;
    Attribute value;
    if (failed(reader.readOptionalAttribute(value)))
      return failure();
    if (!value)
      continue;
    if (failed(checkAttributeKind(name, value, [&] {
          return reader.emitError() << "'" << state.name << "' op ";
        })))
      return failure();
    attributes.append(name, value);
  }
  state.propertiesAttr = attributes.getDictionary(reader.getContext());
  return success();
}

void softplus::writeProperties(DialectBytecodeWriter &writer, Operation *op) {
  for (const EncodedAttribute &attribute : kEncodedAttributes)
    if (llvm::is_contained(op->getName().getAttributeNames(), attribute.name))
      writer.writeOptionalAttribute(
          op->getInherentAttr(attribute.name).value_or(Attribute()));
}
