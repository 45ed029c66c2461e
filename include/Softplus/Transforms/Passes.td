//===- Passes.td - Transformation passes -------------------*- tablegen -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TRANSFORMS_PASSES_TD
#define SOFTPLUS_TRANSFORMS_PASSES_TD

include "Softplus/Conversion/AccuracyOption.td"
include "Softplus/Transforms/GPUPasses.td"
include "Softplus/Transforms/LoopPasses.td"
include "mlir/Pass/PassBase.td"

def MaskHalvesAsIntegersPass : Pass<"mask-halves-as-integers"> {
  let summary = "Make masked loads and stores of f16 and bf16 those of i16";
  let description = [{
    Replaces the type of `llvm.intr.masked.load`, `llvm.intr.masked.store`,
    `llvm.intr.masked.gather` and `llvm.intr.masked.scatter` on vectors of `f16`
    or `bf16` by a vector of `i16`, with a bitcast. Where a target has neither
    masks nor registers for the halves, its code generator would convert every
    element to `f32` and back, by calls of a function.

    Example:

    ```mlir
    func.func @f(%p: !llvm.ptr, %mask: vector<8xi1>, %x: vector<8xbf16>) {
      llvm.intr.masked.store %x, %p, %mask {alignment = 2 : i32}
          : vector<8xbf16>, vector<8xi1> into !llvm.ptr
      return
    }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def CarryBFloat16AsIntegerPass : Pass<"carry-bfloat16-as-integer"> {
  let summary = "Make bf16 that goes from block to block or to memory an i16";
  let description = [{
    Casts `bf16`, and vectors and arrays of it, that a block of the `llvm` dialect
    passes to or shares with another one to `i16` and back, and loads, stores and
    selects it as `i16`; the code generator may make blocks of selects.
    LLVM's code generator for x86 carries a `bf16` between blocks as an `f32`: its
    conversion back flushes subnormal numbers where the processor has one, and is a
    call of `__truncsfbf2`, which most programs do not link, where it has none.
    What enters or leaves by the interface of a function goes through an empty
    assembly statement, without which the optimizer would take the casts away.

    Example:

    ```mlir
    func.func @f(%x: bf16, %y: bf16, %c: i1) -> bf16 {
      llvm.cond_br %c, ^bb1(%x : bf16), ^bb1(%y : bf16)
    ^bb1(%z: bf16):
      return %z : bf16
    }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def FreeTensorBuffersPass
    : Pass<"free-tensor-buffers", "::mlir::func::FuncOp"> {
  let summary = "Free the buffers that bufferization has allocated";
  let description = [{
    Adds a `memref.dealloc` after the last use of every `memref.alloc` whose users
    only access its elements. What is left goes to upstream's
    `ownership-based-buffer-deallocation`, which frees all buffers of a block at its
    end, after comparing each with each.

    Memory that a program allocates itself is the program's own, to free or to keep:
    `bufferize-host-code` marks its allocations, and the functions without tensors.

    Example:

    ```mlir
    func.func @f(%i: index) -> f32 {
      %m = memref.alloc() : memref<8xf32>
      %x = memref.load %m[%i] : memref<8xf32>
      return %x : f32
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::bufferization::BufferizationDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect"
  ];
}

def FuseSoftplusPass : Pass<"fuse-softplus"> {
  let summary = "Fuse elementwise linalg operations into bodies of bounded size";
  let description = [{
    Does what `linalg-fuse-elementwise-ops` does, but stops where a body would hold
    more than 4 operations of the softplus dialect or more than 64 operations in
    all: what a longer body saves of loads and stores is little beside its
    arithmetic, and each step of fusion copies both bodies, so that fusing without
    a bound takes quadratic time.

    Example:

    ```mlir
    #id = affine_map<(d0) -> (d0)>
    func.func @f(%x: tensor<8xf32>) -> tensor<8xf32> {
      %e = tensor.empty() : tensor<8xf32>
      %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
          ins(%x : tensor<8xf32>) outs(%e : tensor<8xf32>) {
      ^bb0(%a: f32, %unused: f32):
        %b = softplus.softplus %a : f32
        linalg.yield %b : f32
      } -> tensor<8xf32>
      %z = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
          ins(%y : tensor<8xf32>) outs(%e : tensor<8xf32>) {
      ^bb0(%a: f32, %unused: f32):
        %b = arith.negf %a : f32
        linalg.yield %b : f32
      } -> tensor<8xf32>
      return %z : tensor<8xf32>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::memref::MemRefDialect", "::mlir::tensor::TensorDialect"
  ];
}

def BufferizeHostCodePass
    : Pass<"bufferize-host-code", "::mlir::ModuleOp"> {
  let summary = "Turn the tensors of the host's code into memrefs";
  let description = [{
    Runs upstream's `eliminate-empty-tensors` and One-Shot Bufferize on the
    functions of a module, with memrefs of identity layout in their types. Code in a
    `gpu.module` is left alone.

    - A tensor that a public function takes is a value: the function does not write
      to its memory, unless the argument carries `bufferization.writable = true`.
    - Loops may carry tensors that change their buffer.
    - What the input allocates and frees itself is left to it; see
      `free-tensor-buffers`.
    - A function that never returns is legal.
    - An operation on tensors that has no bufferization is an error that names it.

    Example:

    ```mlir
    func.func @f(%x: tensor<8xf32>, %i: index, %s: f32) -> tensor<8xf32> {
      %y = tensor.insert %s into %x[%i] : tensor<8xf32>
      return %y : tensor<8xf32>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::bufferization::BufferizationDialect",
    "::mlir::memref::MemRefDialect", "::mlir::tensor::TensorDialect",
    "::mlir::ub::UBDialect"
  ];
}

def LowerVectorsPass : Pass<"lower-vectors"> {
  let summary = "Lower vector operations to those that the llvm dialect has";
  let description = [{
    Runs upstream's patterns that lower the operations of the vector dialect to
    simpler ones: reductions of several dimensions, scans, contractions, masks,
    transposes, gathers of several dimensions, and transfers of one dimension.
    Loads and stores of several dimensions become those of their rows.

    Example:

    ```mlir
    func.func @f(%p: memref<?x?x8xf32>, %i: index) -> vector<2x4x8xf32> {
      %x = vector.load %p[%i, %i, %i] : memref<?x?x8xf32>, vector<2x4x8xf32>
      return %x : vector<2x4x8xf32>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect",
    "::mlir::scf::SCFDialect", "::mlir::ub::UBDialect",
    "::mlir::vector::VectorDialect"
  ];
}

def CheckLoweredToLLVMPass : Pass<"check-lowered-to-llvm"> {
  let summary = "Diagnose what a pipeline has left outside the llvm dialect";
  let description = [{
    Emits an error for every operation outside the dialects `llvm` and `omp`, but
    for modules and for what is in a `gpu.module`. Unrealized casts are named where
    nothing else is left: otherwise they are the seams to what is.
  }];
}

def DropTransformSchedulesPass
    : Pass<"drop-transform-schedules", "::mlir::ModuleOp"> {
  let summary = "Drop the transform scripts beside the code of a module";
  let description = [{
    Erases the operations of the transform dialect in the body of a module, named
    sequences for instance. They say how to transform the code, are not part of it,
    and have no lowering.
  }];
}

def OutlineLinalgOpsPass : Pass<"outline-linalg-ops", "::mlir::ModuleOp"> {
  let summary = "Split functions of many linalg operations on buffers";
  let description = [{
    Passes that are nested on functions find nothing of a function of hundreds of
    loops in a cache, and it is the work of one thread. LLVM's code generator takes
    more than linear time for it. This pass moves the `linalg` operations on buffers
    of a function that has more than `max-ops`, with what stands between them, to
    functions of at most `max-ops` each. They are of internal linkage, and LLVM
    does not inline them; a call costs nothing beside the loops in it.

    Constants go along with the operations that use them, other values become
    arguments. The new functions have no results: what is used behind a call and is
    pure or an allocation stays in front of it, other such operations stay where they
    are, between calls. A buffer is so allocated earlier by at most a call, and lives
    longer.

    Example, with `max-ops=1`:

    ```mlir
    func.func @f(%x: memref<4xf32>) {
      linalg.map { math.absf } ins(%x : memref<4xf32>) outs(%x : memref<4xf32>)
      linalg.map { math.sqrt } ins(%x : memref<4xf32>) outs(%x : memref<4xf32>)
      return
    }
    ```

    becomes

    ```mlir
    func.func private @f_linalg_0(%x: memref<4xf32>) attributes {llvm.linkage = #llvm.linkage<internal>, passthrough = ["noinline"]} {
      linalg.map { math.absf } ins(%x : memref<4xf32>) outs(%x : memref<4xf32>)
      return
    }
    func.func private @f_linalg_1(%x: memref<4xf32>) attributes {llvm.linkage = #llvm.linkage<internal>, passthrough = ["noinline"]} {
      linalg.map { math.sqrt } ins(%x : memref<4xf32>) outs(%x : memref<4xf32>)
      return
    }
    func.func @f(%x: memref<4xf32>) {
      call @f_linalg_0(%x) : (memref<4xf32>) -> ()
      call @f_linalg_1(%x) : (memref<4xf32>) -> ()
      return
    }
    ```
  }];
  let options = [
    Option<"maxOps", "max-ops", "unsigned", /*default=*/"16",
           "Linalg operations of a function, at most; 0: any number">,
  ];
  let dependentDialects = ["::mlir::func::FuncDialect",
                           "::mlir::LLVM::LLVMDialect",
                           "::mlir::scf::SCFDialect"];
}

def LiftBranchesToSCFPass
    : Pass<"lift-branches-to-scf", "::mlir::func::FuncOp"> {
  let summary = "Turn branches around tensors into operations of scf";
  let description = [{
    Runs upstream's `lift-cf-to-scf` on every function with tensors that has more
    than one block. One-Shot Bufferize does not see that a value is read in a block
    that the write does not dominate, and writes in place what is still needed;
    buffers can be freed in structured loops only.

    Example:

    ```mlir
    func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
      cf.br ^loop(%x : tensor<4xf32>)
    ^loop(%y: tensor<4xf32>):
      %z = softplus.softplus %y : tensor<4xf32>
      cf.br ^loop(%z : tensor<4xf32>)
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::scf::SCFDialect", "::mlir::ub::UBDialect"
  ];
}

def ConvertLoopsToCFPass : Pass<"convert-loops-to-cf"> {
  let summary = "Turn loops and branches of scf into those of cf";
  let description = [{
    Does what `convert-scf-to-cf` does, but from the last loop of a block to its
    first. Each loop splits its block, which moves all operations behind it; taken
    in order, the loops of a long block need quadratic time.

    Example:

    ```mlir
    func.func @f(%m: memref<8xf32>, %x: f32, %a: index, %b: index, %s: index) {
      scf.for %i = %a to %b step %s {
        memref.store %x, %m[%i] : memref<8xf32>
      }
      return
    }
    ```
  }];
  let dependentDialects = ["::mlir::cf::ControlFlowDialect"];
}

def ExpandSignedStridesPass : Pass<"expand-signed-strides"> {
  let summary = "Compute the offsets of elements where a stride may be negative";
  let description = [{
    Computes the offset of what `memref.load` and `memref.store` access in `arith`
    where a stride is negative or dynamic, unless the layout is the identity.
    Upstream's lowering of the two states that no offset wraps as an unsigned
    number (`nuw`), which is wrong for elements before the offset of the memref:
    LLVM's optimizer then accesses other elements. `expand-strided-metadata` lowers
    what this pass emits.

    Example:

    ```mlir
    func.func @f(%m: memref<?xf32, strided<[-1], offset: 7>>, %i: index) -> f32 {
      %x = memref.load %m[%i] : memref<?xf32, strided<[-1], offset: 7>>
      return %x : f32
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect"
  ];
}

def EmulateBFloat16Pass : Pass<"emulate-bfloat16"> {
  let summary = "Compute the operations of arith and math on bf16 in f32";
  let description = [{
    Extends the operands of `arith` and `math` operations on `bf16` to `f32` and
    rounds each result once. Code generators do the same, but x86's conversion to
    `bf16` flushes subnormal numbers; written out, the rounding can be expanded by
    `arith-expand`, and results have the same bits everywhere. A truncation from
    `f64` rounds once as well: to odd first, in integers. Unlike that of
    upstream's `arith-emulate-unsupported-floats`, no rounding may be contracted
    away.

    Example:

    ```mlir
    func.func @f(%x: bf16, %y: bf16) -> bf16 {
      %z = arith.mulf %x, %y : bf16
      return %z : bf16
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect"
  ];
}

def CheckSoftplusForCPUPass : Pass<"check-softplus-for-cpu"> {
  let summary = "Diagnose what softplus-to-cpu-pipeline cannot lower";
  let description = [{
    Emits an error for

    - every softplus operation on unranked tensors, and on tensors in a function
      that is no `func.func`,
    - every operation on tensors with an encoding,
    - every operation on memrefs of a layout that is not strided, or in a memory
      space that is no integer.

    Code in a `gpu.module` is left alone.
  }];
}

def SetSoftplusAccuracyPass : Pass<"set-softplus-accuracy"> {
  let summary = "State the accuracy of softplus operations in the IR";
  let description = [{
    Sets the attribute `accuracy` of every operation of the softplus dialect that
    has neither it nor the flag `afn`, also in the bodies of `linalg` operations.
    Before anything folds constants, so that the folder and the conversions agree
    on the bits. With `faithful`, what operations without the attribute mean,
    nothing changes.

    The passes that take the option `accuracy` do the same to what they convert.

    Example:

    ```mlir
    func.func @f(%x: tensor<?xf32>) -> tensor<?xf32> {
      %y = softplus.softplus %x : tensor<?xf32>
      return %y : tensor<?xf32>
    }
    ```

    becomes, with `accuracy=correct`,

    ```mlir
    func.func @f(%x: tensor<?xf32>) -> tensor<?xf32> {
      %y = softplus.softplus %x accuracy<correct> : tensor<?xf32>
      return %y : tensor<?xf32>
    }
    ```
  }];
  let options = [AccuracyOption];
}

def ReportSoftplusPass : Pass<"report-softplus", "::mlir::ModuleOp"> {
  let summary = "Report operands, results and errors of softplus at run time";
  let description = [{
    Inserts a call after every softplus operation on scalars or ranked tensors,
    and after every `linalg` operation that applies one softplus to its inputs
    elementwise. The callee prints the operands, the result and the largest
    deviation of the result from a reference by GNU MPFR, in ulp. It is in the
    shared library `libsoftplus_runner_utils.so`, to be given to `mlir-runner`.

    A softplus in any other place is left alone, with a remark.

    Example:

    ```mlir
    func.func @f(%x: tensor<?xf32>) -> tensor<?xf32> {
      %y = softplus.softplus %x : tensor<?xf32>
      return %y : tensor<?xf32>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::bufferization::BufferizationDialect",
    "::mlir::func::FuncDialect", "::mlir::memref::MemRefDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def CallWithSamplesPass : Pass<"call-with-samples", "::mlir::ModuleOp"> {
  let summary = "Add a main function that calls the others with sample operands";
  let description = [{
    Adds `func.func @main()`, unless the module has one, that calls every public
    function with a body. Operands are scalars, ranked tensors and memrefs of
    floats; dynamic sizes are 5. Elements descend evenly from 8 to -8, and a
    single element is 0.5. Another type of operand is an error.

    Example:

    ```mlir
    func.func @f(%x: tensor<?xf32>) -> tensor<?xf32> {
      %y = softplus.softplus %x : tensor<?xf32>
      return %y : tensor<?xf32>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::bufferization::BufferizationDialect",
    "::mlir::func::FuncDialect", "::mlir::memref::MemRefDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

#endif // SOFTPLUS_TRANSFORMS_PASSES_TD
