//===- StridedOffset.h - The place of an element in a buffer ----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_STRIDEDOFFSET_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_STRIDEDOFFSET_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::softplus {

/// Returns the distance in elements between the base buffer of a memref and its
/// element at `indices`.
inline Value computeOffset(OpBuilder &builder, Location loc,
                           memref::ExtractStridedMetadataOp metadata,
                           ValueRange indices) {
  Value offset = metadata.getOffset();
  for (auto [index, stride] : llvm::zip_equal(indices, metadata.getStrides())) {
    Value distance = arith::MulIOp::create(builder, loc, index, stride);
    offset = arith::AddIOp::create(builder, loc, offset, distance);
  }
  return offset;
}

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_STRIDEDOFFSET_H
