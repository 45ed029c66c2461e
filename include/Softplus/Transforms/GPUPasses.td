//===- GPUPasses.td - Passes for GPUs ----------------------*- tablegen -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TRANSFORMS_GPUPASSES_TD
#define SOFTPLUS_TRANSFORMS_GPUPASSES_TD

include "mlir/Pass/PassBase.td"

def ConvertLinalgToGPULaunchPass : Pass<"convert-linalg-to-gpu-launch"> {
  let summary = "Convert linalg operations on buffers to launches of kernels";
  let description = [{
    Turns every `linalg.generic` on memrefs, and every `memref.copy`, into a
    `gpu.launch`. The parallel dimensions are one range of points, the innermost
    fastest, over which the threads of the grid step, so that any number of points is
    computed whatever the grid; a thread runs the loops of the other dimensions for
    each of its points.

    Elementwise operations on memrefs of identity layout are flattened. Where all
    dimensions are parallel and the innermost is contiguous in every operand
    that it moves, a thread works on vectors of `bytes-per-thread` bytes of the
    narrowest element type, by aligned loads and stores, but on four elements of
    `f64` by two of 16 bytes. Whether all addresses are
    aligned is tested when the program runs; if they are not, and for what is left of
    each row, threads work on single points.

    The operation has to be a `linalg.generic` (see `linalg-generalize-named-ops`); others
    are errors of the pass.

    Example:

    ```mlir
    #id = affine_map<(i) -> (i)>
    func.func @f(%in: memref<?xf32>, %out: memref<?xf32>) {
      linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
          ins(%in : memref<?xf32>) outs(%out : memref<?xf32>) {
      ^bb0(%x: f32, %unused: f32):
        %y = softplus.softplus %x : f32
        linalg.yield %y : f32
      }
      return
    }
    ```
  }];
  let options = [
    Option<"bytesPerThread", "bytes-per-thread", "int64_t", "16",
           "Bytes of a vector of the narrowest element type, a power of two">,
    Option<"blockSize", "block-size", "int64_t", "256",
           "Threads of a block">
  ];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::gpu::GPUDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect",
    "::mlir::vector::VectorDialect"
  ];
}

def ShareBuffersWithGPUPass : Pass<"share-buffers-with-gpu"> {
  let summary = "Allocate buffers in memory that host and GPU share";
  let description = [{
    Replaces `memref.alloc` and `memref.dealloc` by `gpu.alloc host_shared` and
    `gpu.dealloc`, and brings the constants that a `gpu.launch` reads,
    by `memref.get_global`, into its body, from where `gpu-kernel-outlining` brings them
    into the module of the kernel. Other memory of the host that a launch reaches, such
    as that of `memref.alloca`, is an error of the pass.

    Example:

    ```mlir
    func.func @f(%n: index) -> memref<?xf32> {
      %buffer = memref.alloc(%n) : memref<?xf32>
      return %buffer : memref<?xf32>
    }
    ```
  }];
  let dependentDialects = ["::mlir::gpu::GPUDialect"];
}

def CheckLoweredToNVVMPass
    : Pass<"check-lowered-to-nvvm", "::mlir::gpu::GPUModuleOp"> {
  let summary = "Check that a gpu.module can be brought to a binary";
  let description = [{
    Emits an error for
    - every operation that is of neither the `llvm` nor the `nvvm` dialect,
    - a function that is called but is not in the module, unless it is one of
      libdevice and a CUDA toolkit that has it is found, and
    - a chip or a feature of an `nvvm.target` that LLVM does not know.

    Upstream's `gpu-module-to-binary` ignores such chips and features, and leaves such functions
    unresolved.

    Example:

    ```mlir
    gpu.module @kernels [#nvvm.target<chip = "sm_90">] {
      llvm.func @f(%x: f32) -> f32 {
        llvm.return %x : f32
      }
    }
    ```
  }];
}

#endif // SOFTPLUS_TRANSFORMS_GPUPASSES_TD
