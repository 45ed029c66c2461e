//===- NarrowTails.h - Masked stores of narrow elements ---------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_LIB_TRANSFORMS_CPU_NARROWTAILS_H
#define SOFTPLUS_LIB_TRANSFORMS_CPU_NARROWTAILS_H

#include "mlir/IR/Operation.h"

namespace mlir::softplus {

/// Hides from the optimizer what bounds the masks of masked writes, below
/// `root`, of elements narrower than 32 bits.
///
/// LLVM 22 merges a truncation of lanes into the masked store of its result,
/// and then, for a constant mask of a single lane, stores that lane whole: four
/// bytes of an i32 where two were asked for, beyond the end of the buffer (x86
/// with AVX-512, `reduceMaskedStoreToScalarStore`). A bound may become a
/// constant long after this pass, by inlining for instance, so it goes through
/// an empty `llvm.inline_asm`, which costs no instruction.
void hideNarrowMaskBounds(Operation *root);

} // namespace mlir::softplus

#endif // SOFTPLUS_LIB_TRANSFORMS_CPU_NARROWTAILS_H
