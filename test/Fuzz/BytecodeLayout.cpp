//===- BytecodeSections.cpp - Parts of a bytecode file --------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BytecodeLayout.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/bit.h"
#include <algorithm>

using namespace mlir;
using namespace mlir::softplus;

static constexpr StringLiteral kMagic = "ML\xefR";

namespace {

/// Reads the layout of a bytecode file.
struct Cursor {
  ArrayRef<uint8_t> bytes;
  size_t position = 0;

  uint8_t readByte() { return position < bytes.size() ? bytes[position++] : 0; }
  /// The zeros at the end of the first byte count the bytes that follow it.
  uint64_t readVarInt() {
    uint8_t first = readByte();
    int numBytes = first ? llvm::countr_zero(first) : 8;
    uint64_t rest = 0;
    for (int i = 0; i < numBytes; ++i)
      rest |= uint64_t(readByte()) << (8 * i);
    return first ? (rest << (7 - numBytes)) | (first >> (numBytes + 1)) : rest;
  }
};

} // namespace

bool test::isBytecode(ArrayRef<uint8_t> bytes) {
  return llvm::toStringRef(bytes).starts_with(kMagic);
}

MutableArrayRef<uint8_t> test::getProperties(MutableArrayRef<uint8_t> bytes) {
  constexpr uint8_t kProperties = 8, kIsAligned = 0x80;
  Cursor cursor{bytes, kMagic.size()};
  cursor.readVarInt(); // the version
  while (cursor.readByte())
    ; // the producer
  while (cursor.position < bytes.size()) {
    uint8_t kind = cursor.readByte();
    uint64_t size = cursor.readVarInt();
    if (kind & kIsAligned) {
      uint64_t alignment = std::max<uint64_t>(cursor.readVarInt(), 1);
      cursor.position += -cursor.position % alignment;
    }
    if (cursor.position > bytes.size() || size > bytes.size() - cursor.position)
      break;
    size_t end = cursor.position + size;
    if (kind == kProperties) {
      cursor.readVarInt(); // the count
      return bytes.take_front(end).drop_front(std::min(cursor.position, end));
    }
    cursor.position = end;
  }
  return {};
}
