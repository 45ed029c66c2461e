//===- CountingBuilder.h - Count the operations of a kernel -----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TOOLS_KERNELS_COUNTINGBUILDER_H
#define SOFTPLUS_TOOLS_KERNELS_COUNTINGBUILDER_H

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/bit.h"
#include <array>
#include <cstdint>
#include <map>

namespace mlir::softplus::numerics {

/// A builder of kernels (see Expressions.h) that counts operations: the same
/// operation on the same operands once, and neither constants nor changes of
/// type, which cost nothing or a register.
class CountingBuilder {
public:
  struct Value {
    uint64_t number;
    /// Null for an integer or a truth value.
    const llvm::fltSemantics *semantics;
    unsigned width;
  };
  using Float = Value;
  using Int = Value;
  using Bool = Value;

  unsigned getCount() const { return count; }

  Value makeOperand(const llvm::fltSemantics &semantics) {
    return {nextNumber++, &semantics,
            llvm::APFloat::semanticsSizeInBits(semantics)};
  }

  Value floatConstant(double number, const Value &like) {
    return make(Kind::Constant, like, llvm::bit_cast<uint64_t>(number));
  }
  Value intConstant(int64_t number, const Value &like) {
    return make(Kind::Constant, like, number);
  }

  Value add(const Value &x, const Value &y) {
    return op(Kind::Add, x, y.number);
  }
  Value sub(const Value &x, const Value &y) {
    return op(Kind::Sub, x, y.number);
  }
  Value mul(const Value &x, const Value &y) {
    return op(Kind::Mul, x, y.number);
  }
  Value div(const Value &x, const Value &y) {
    return op(Kind::Div, x, y.number);
  }
  Value fma(const Value &x, const Value &y, const Value &z) {
    return op(Kind::Fma, x, y.number, z.number);
  }
  Value neg(const Value &x) { return op(Kind::Neg, x); }
  Value abs(const Value &x) { return op(Kind::Abs, x); }
  Value max(const Value &x, const Value &y) {
    return op(Kind::Max, x, y.number);
  }
  Value min(const Value &x, const Value &y) {
    return op(Kind::Min, x, y.number);
  }
  Value less(const Value &x, const Value &y) {
    return op(Kind::Less, x, y.number);
  }
  Value equal(const Value &x, const Value &y) {
    return op(Kind::Equal, x, y.number);
  }
  Value isNaN(const Value &x) { return op(Kind::IsNaN, x); }
  Value select(const Value &condition, const Value &x, const Value &y) {
    Value result = op(Kind::Select, condition, x.number, y.number);
    result.semantics = x.semantics;
    result.width = x.width;
    return result;
  }
  Value convert(const Value &x, const llvm::fltSemantics &semantics) {
    Value result =
        op(Kind::Convert, x, 0, 0, llvm::APFloat::SemanticsToEnum(semantics));
    result.semantics = &semantics;
    result.width = llvm::APFloat::semanticsSizeInBits(semantics);
    return result;
  }

  Value encode(const Value &x) { return {x.number, nullptr, x.width}; }
  Value decode(const Value &x, const llvm::fltSemantics &semantics) {
    return {x.number, &semantics, x.width};
  }
  Value resizeInt(const Value &x, unsigned width) {
    Value result = op(Kind::Resize, x, 0, 0, width);
    result.width = width;
    return result;
  }
  Value addInt(const Value &x, const Value &y) {
    return op(Kind::AddInt, x, y.number);
  }
  Value subInt(const Value &x, const Value &y) {
    return op(Kind::SubInt, x, y.number);
  }
  Value andInt(const Value &x, const Value &y) {
    return op(Kind::AndInt, x, y.number);
  }
  Value orInt(const Value &x, const Value &y) {
    return op(Kind::OrInt, x, y.number);
  }
  Value maxInt(const Value &x, const Value &y) {
    return op(Kind::MaxInt, x, y.number);
  }
  Value shiftLeft(const Value &x, unsigned amount) {
    return op(Kind::ShiftLeft, x, 0, 0, amount);
  }
  Value shiftRight(const Value &x, unsigned amount) {
    return op(Kind::ShiftRight, x, 0, 0, amount);
  }

private:
  enum class Kind : uint64_t {
    Constant,
    Add,
    Sub,
    Mul,
    Div,
    Fma,
    Neg,
    Abs,
    Max,
    Min,
    Less,
    Equal,
    IsNaN,
    Select,
    Convert,
    Resize,
    AddInt,
    SubInt,
    AndInt,
    OrInt,
    MaxInt,
    ShiftLeft,
    ShiftRight
  };
  using Key = std::array<uint64_t, 5>;

  uint64_t getNumber(const Key &key, bool isOperation) {
    auto [entry, isNew] = numbers.try_emplace(key, nextNumber);
    if (isNew) {
      ++nextNumber;
      count += isOperation;
    }
    return entry->second;
  }
  Value make(Kind kind, const Value &like, uint64_t bits) {
    Key key = {static_cast<uint64_t>(kind), bits, like.width,
               like.semantics != nullptr, 0};
    return {getNumber(key, /*isOperation=*/false), like.semantics, like.width};
  }
  Value op(Kind kind, const Value &x, uint64_t y = 0, uint64_t z = 0,
           uint64_t detail = 0) {
    Key key = {static_cast<uint64_t>(kind), x.number, y, z, detail};
    return {getNumber(key, /*isOperation=*/true), x.semantics, x.width};
  }

  /// 0 stands for no operand.
  uint64_t nextNumber = 1;
  unsigned count = 0;
  std::map<Key, uint64_t> numbers;
};

} // namespace mlir::softplus::numerics

#endif // SOFTPLUS_TOOLS_KERNELS_COUNTINGBUILDER_H
