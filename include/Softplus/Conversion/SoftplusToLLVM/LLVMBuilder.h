//===- LLVMBuilder.h - Emit kernels as LLVM operations ----------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_LLVMBUILDER_H
#define SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_LLVMBUILDER_H

#include "Softplus/Conversion/DialectKernelBuilder.h"
#include "Softplus/Conversion/SoftplusToLLVM/ConstantPool.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace mlir::softplus {

struct LLVMOps {
  using Add = LLVM::FAddOp;
  using Sub = LLVM::FSubOp;
  using Mul = LLVM::FMulOp;
  using Div = LLVM::FDivOp;
  using Fma = LLVM::FMAOp;
  using Neg = LLVM::FNegOp;
  using Abs = LLVM::FAbsOp;
  using Compare = LLVM::FCmpOp;
  static constexpr auto kLess = LLVM::FCmpPredicate::olt;
  static constexpr auto kEqual = LLVM::FCmpPredicate::oeq;
  static constexpr auto kUnordered = LLVM::FCmpPredicate::uno;
  using Select = LLVM::SelectOp;
  using Extend = LLVM::FPExtOp;
  using Truncate = LLVM::FPTruncOp;
  using Bitcast = LLVM::BitcastOp;
  using ExtendInt = LLVM::ZExtOp;
  using TruncateInt = LLVM::TruncOp;
  using AddInt = LLVM::AddOp;
  using SubInt = LLVM::SubOp;
  using AndInt = LLVM::AndOp;
  using OrInt = LLVM::OrOp;
  using MaxInt = LLVM::SMaxOp;
  using ShiftLeft = LLVM::ShlOp;
  using ShiftRight = LLVM::LShrOp;
};

/// Emits kernels on scalars or vectors of rank one.
class LLVMBuilder : public DialectKernelBuilder<LLVMBuilder, LLVMOps> {
public:
  /// Takes constants from `pool` if there is one.
  LLVMBuilder(OpBuilder &builder, Location loc, ConstantPool *pool)
      : DialectKernelBuilder(builder, loc), pool(pool) {}

  Value createConstant(TypedAttr scalar, Value like) {
    Attribute value = scalar;
    if (auto vector = dyn_cast<VectorType>(like.getType()))
      value = DenseElementsAttr::get(vector, Attribute(scalar));
    if (pool)
      return pool->get(builder, loc, like.getType(), value);
    return LLVM::ConstantOp::create(builder, loc, like.getType(), value);
  }

private:
  ConstantPool *pool;
};

} // namespace mlir::softplus

#endif // SOFTPLUS_CONVERSION_SOFTPLUSTOLLVM_LLVMBUILDER_H
