//===- Passes.td - Conversion passes -----------------------*- tablegen -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_CONVERSION_PASSES_TD
#define SOFTPLUS_CONVERSION_PASSES_TD

include "Softplus/Conversion/AccuracyOption.td"
include "mlir/Pass/PassBase.td"

def ConvertSoftplusToMathPass : Pass<"convert-softplus-to-math"> {
  let summary = "Convert softplus operations to their stable form in math";
  let description = [{
    Expands the operations of the softplus dialect into `arith` and `math`
    operations, for targets that bring their own `exp` and `log`:

    ```
    z = beta * x, t = |z|
    softplus = max(x, 0) + ln(1 + exp(-t)) / beta
    gradient = dy * (z >= 0 ? 1 : exp(-t)) / (1 + exp(-t))
    ```

    with the threshold on top where the element type can show it. The form
    neither overflows nor loses its tail for any legal `beta` and `threshold`:
    where a small `beta`, or a large `dy`, would bring an underflowed
    exponential back into range, the fourth root of the exponential is scaled
    instead. A negative `beta` means minus the softplus of -x at -`beta`, and the
    gradient at -x and -`beta`.

    Upstream's conversions to the `llvm` and the `spirv` dialect turn `math.log1p`
    of u into log(1 + u), which is 0 for a small u. So ln(1 + u) is spelled without
    it by default:

    ```
    w = 1 + u
    ln(1 + u) = log(w) + (u - (w - 1)) / w
    ```

    `log1p=op` emits `math.log1p`, for targets that have an accurate one, by
    `convert-math-to-libm` or `convert-math-to-rocdl` for instance.

    `f16` and `bf16` are computed in `f32` and rounded once. Fast-math flags are
    carried over, but for
    - `ninf` on the product of `beta` and `x`, which may overflow for a finite `x`
      and a finite result, and
    - all of them on the correction of the logarithm, which is 0 in real arithmetic,
      and on the products of the tail, whose order keeps them in range.

    The result is as accurate as the target's `exp` and `log`, and as the product of
    `beta` and `x` in one rounding: exact for a `beta` that is a power of two, off by
    up to t ulp in the negative tail for any other. docs/Rationale.md has the errors
    with those of glibc.

    Tensors of dynamic shape take `tensor.splat` for their constants. Unranked
    tensors have no such constant and are an error of the pass.

    Example:

    ```mlir
    func.func @f(%x: f32) -> f32 {
      %y = softplus.softplus %x : f32
      return %y : f32
    }
    ```

    becomes

    ```mlir
    func.func @f(%x: f32) -> f32 {
      %zero = arith.constant 0.0 : f32
      %one = arith.constant 1.0 : f32
      %t = math.absf %x : f32
      %n = arith.negf %t : f32
      %u = math.exp %n : f32
      %w = arith.addf %u, %one : f32
      %d = arith.subf %w, %one : f32
      %c = arith.subf %u, %d : f32
      %q = arith.divf %c, %w : f32
      %log = math.log %w : f32
      %l = arith.addf %log, %q : f32
      %m = arith.maximumf %x, %zero : f32
      %y = arith.addf %m, %l : f32
      return %y : f32
    }
    ```
  }];
  let options = [
    Option<"log1p", "log1p", "::mlir::softplus::Log1pForm",
           "::mlir::softplus::Log1pForm::Expand",
           "How ln(1 + u) is spelled",
           "::mlir::softplus::getLog1pFormValues()">
  ];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def ConvertSoftplusToArithPass : Pass<"convert-softplus-to-arith"> {
  let summary = "Convert softplus operations to this project's kernels";
  let description = [{
    Expands the operations of the softplus dialect into straight-line code of
    `arith` operations, `math.fma` and `math.absf`, on scalars, vectors and ranked
    tensors. It calls no function, and every operation in it is one that IEEE 754
    fixes to the last bit, so the result has the same bits on every target, for
    every vector length and in the constant folder.

    The largest errors, in ulp:

    <!-- softplus-kernels --table=accuracies -->
    <!-- end of softplus-kernels -->

    docs/Numerics.md says how they were measured. The option is for operations that neither state an accuracy
    nor have the flag `afn`, as by `set-softplus-accuracy`; `nnan` and `ninf` drop
    what only NaN and infinities need.

    The operations carry no fast-math flags, whatever those of the softplus: the
    kernels rely on each rounding.

    Example:

    ```mlir
    func.func @f(%x: vector<8xf64>) -> vector<8xf64> {
      %y = softplus.softplus %x beta 0.7 : vector<8xf64>
      return %y : vector<8xf64>
    }
    ```
  }];
  let options = [AccuracyOption];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def ConvertSoftplusToLLVMPass : Pass<"convert-softplus-to-llvm"> {
  let summary = "Convert softplus operations to the llvm dialect";
  let description = [{
    Converts the operations of the softplus dialect on scalars and vectors by the
    kernels of `convert-softplus-to-arith`, with the same bits, straight to the
    `llvm` dialect. Vectors of a higher rank are unrolled to vectors of rank one.
    Tensors are errors of the pass.

    The dialect offers the same conversion to `convert-to-llvm`, which has no such
    option: run `set-softplus-accuracy` before.

    Example:

    ```mlir
    func.func @f(%x: vector<16xf32>) -> vector<16xf32> {
      %y = softplus.softplus %x : vector<16xf32>
      return %y : vector<16xf32>
    }
    ```
  }];
  let options = [AccuracyOption];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def ConvertSoftplusToNVVMPass
    : Pass<"convert-softplus-to-nvvm", "::mlir::gpu::GPUModuleOp"> {
  let summary = "Convert softplus operations to llvm and nvvm in a gpu.module";
  let description = [{
    Converts the operations of the softplus dialect on scalars and vectors in a
    `gpu.module` by the kernels of `convert-softplus-to-arith`, with the same bits,
    to what NVIDIA's GPUs compute without a library: no call is left, no division
    and no branch. It may run before or after `convert-gpu-to-nvvm`, and before
    `gpu-lower-to-nvvm-pipeline`. Where the module has an `nvvm.target`, these and
    `convert-softplus-to-llvm` do the same.

    A division of `f64` starts from `rcp.approx.ftz.f64` and ends with the correctly
    rounded quotient, as `div.rn.f64` does. Vectors of a higher rank are unrolled to
    vectors of rank one. Tensors and scalable vectors are errors of the pass.

    Example:

    ```mlir
    gpu.module @kernels {
      gpu.func @f(%x: vector<4xf32>, %y: memref<4xf32>) kernel {
        %i = gpu.thread_id x
        %r = softplus.softplus %x : vector<4xf32>
        vector.store %r, %y[%i] : memref<4xf32>, vector<4xf32>
        gpu.return
      }
    }
    ```
  }];
  let options = [AccuracyOption];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def ConvertHostToLLVMPass : Pass<"convert-host-to-llvm", "::mlir::ModuleOp"> {
  let summary = "Convert the code of the host to the llvm dialect";
  let description = [{
    Does what `convert-to-llvm` does, by the same interfaces of the dialects, but
    leaves every `gpu.module` and every nested module alone, calls `log1p` of the C
    library instead of computing `log(1 + x)`, and turns what else of `math` has no
    operation in the `llvm` dialect into calls of the C library.

    Operations of the softplus dialect on scalars and on vectors of rank 1 are left
    to `convert-softplus-to-llvm`: each becomes dozens of operations, which are
    better made last, and function by function. Vectors of a higher rank are
    converted.

    Example:

    ```mlir
    func.func @f(%p: memref<16xf32>, %i: index) -> vector<16xf32> {
      %x = vector.load %p[%i] : memref<16xf32>, vector<16xf32>
      %y = softplus.softplus %x : vector<16xf32>
      return %y : vector<16xf32>
    }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif // SOFTPLUS_CONVERSION_PASSES_TD
