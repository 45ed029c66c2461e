//===- OwnsMemory.h - Functions that free what they allocate ----*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_OWNSMEMORY_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_OWNSMEMORY_H

#include "llvm/ADT/StringRef.h"

namespace mlir::softplus {

/// The attribute by which `bufferize-host-code` tells `free-tensor-buffers`
/// that a function has had no tensors: bufferization has allocated nothing in
/// it.
inline constexpr llvm::StringLiteral kOwnsMemoryAttrName =
    "softplus.owns_memory";

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_OWNSMEMORY_H
