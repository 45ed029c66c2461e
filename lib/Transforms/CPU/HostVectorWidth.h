//===- HostVectorWidth.h - Vector registers of this host --------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_HOSTVECTORWIDTH_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_HOSTVECTORWIDTH_H

#include <cstdint>

namespace mlir::softplus {

/// Returns the width of this host's vector registers in bits.
int64_t getHostVectorWidth();

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_HOSTVECTORWIDTH_H
