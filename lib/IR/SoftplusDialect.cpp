//===- SoftplusDialect.cpp - The softplus dialect -------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Softplus/IR/SoftplusDialect.h"
#include "Softplus/IR/SoftplusOps.h"
#include "mlir/Bytecode/BytecodeImplementation.h"
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

/// The version of the bytecode encoding of the dialect.
struct SoftplusVersion : DialectVersion {
  explicit SoftplusVersion(uint64_t number) : number(number) {}

  uint64_t number;
};

/// The version that this library writes, and the newest that it reads.
constexpr uint64_t kCurrentVersion = 1;

struct SoftplusBytecodeInterface : BytecodeDialectInterface {
  explicit SoftplusBytecodeInterface(Dialect *dialect)
      : BytecodeDialectInterface(dialect) {}

  void writeVersion(DialectBytecodeWriter &writer) const final {
    writer.writeVarInt(kCurrentVersion);
  }

  std::unique_ptr<DialectVersion>
  readVersion(DialectBytecodeReader &reader) const final {
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
};

} // namespace

void SoftplusDialect::initialize() {
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
