//===- LoopPasses.td - Passes on linalg operations on buffers *- tablegen -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TRANSFORMS_LOOPPASSES_TD
#define SOFTPLUS_TRANSFORMS_LOOPPASSES_TD

include "Softplus/Conversion/AccuracyOption.td"
include "mlir/Pass/PassBase.td"

def FlattenSoftplusPass : Pass<"flatten-softplus"> {
  let summary = "Flatten the linalg operations on buffers that hold softplus";
  let description = [{
    Turns every elementwise `linalg.generic` on memrefs of identity layout whose
    body holds a softplus operation into one on memrefs of rank one, so that a
    short innermost dimension does not make short vectors.

    Example:

    ```mlir
    #id = affine_map<(d0, d1) -> (d0, d1)>
    func.func @f(%in: memref<?x3xf32>, %out: memref<?x3xf32>) {
      linalg.generic {indexing_maps = [#id, #id],
                      iterator_types = ["parallel", "parallel"]}
          ins(%in : memref<?x3xf32>) outs(%out : memref<?x3xf32>) {
      ^bb0(%x: f32, %unused: f32):
        %y = softplus.softplus %x : f32
        linalg.yield %y : f32
      }
      return
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::memref::MemRefDialect"
  ];
}

def OrderLoopsPass : Pass<"order-loops"> {
  let summary = "Order the loops of linalg operations on buffers by strides";
  let description = [{
    Interchanges the loops of every `linalg.generic` on buffers that has no reduction, or
    is a contraction along one dimension: the innermost is the one whose steps move
    all operands least, counted in bytes, up to a cache line of 64 bytes, of which the
    results count twice. Among equals, and where strides are known at run time only,
    loops keep their order. So do those of other reductions, so that no sum has another
    order for another layout, or with another operation fused into it.

    The dimensions of the operands then come in the order of the loops, by
    `memref.transpose`.

    Example, whose innermost loop becomes `d1`:

    ```mlir
    #a = affine_map<(d0, d1, d2) -> (d0, d2)>
    #b = affine_map<(d0, d1, d2) -> (d2, d1)>
    #c = affine_map<(d0, d1, d2) -> (d0, d1)>
    func.func @f(%a: memref<4x8xf32>, %b: memref<8x16xf32>, %c: memref<4x16xf32>) {
      linalg.generic {indexing_maps = [#a, #b, #c],
                      iterator_types = ["parallel", "parallel", "reduction"]}
          ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>)
          outs(%c : memref<4x16xf32>) {
      ^bb0(%x: f32, %y: f32, %sum: f32):
        %product = arith.mulf %x, %y : f32
        %next = arith.addf %sum, %product : f32
        linalg.yield %next : f32
      }
      return
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::memref::MemRefDialect"
  ];
}

def VectorizeContractionsPass : Pass<"vectorize-contractions"> {
  let summary = "Keep tiles of matrix products in vector registers";
  let description = [{
    Lowers every `linalg.generic` on buffers that is a contraction along one dimension,
    in `f32` or `f64`, of operands that may be extended from narrower types, and whose
    results are contiguous along a dimension of one operand only: a matrix product,
    batched or not, a product of a vector and a matrix, and with either operand
    transposed. A tile of results, of some rows and two registers of
    `vector-width` bits, stays in registers while the contracted dimension is walked
    along. Panels of the operand that is read along rows are copied to the stack
    where they are used by 16 rows and more.

    Each result is the sum of its products in the order of the contracted dimension,
    each added by a fused multiply-add, whatever the width of registers.

    Example:

    ```mlir
    #a = affine_map<(d0, d1, d2) -> (d0, d2)>
    #b = affine_map<(d0, d1, d2) -> (d2, d1)>
    #c = affine_map<(d0, d1, d2) -> (d0, d1)>
    func.func @f(%a: memref<?x?xf32>, %b: memref<?x?xf32>, %c: memref<?x?xf32>) {
      linalg.generic {indexing_maps = [#a, #b, #c],
                      iterator_types = ["parallel", "parallel", "reduction"]}
          ins(%a, %b : memref<?x?xf32>, memref<?x?xf32>)
          outs(%c : memref<?x?xf32>) {
      ^bb0(%x: f32, %y: f32, %sum: f32):
        %product = arith.mulf %x, %y : f32
        %next = arith.addf %sum, %product : f32
        linalg.yield %next : f32
      }
      return
    }
    ```
  }];
  let options = [
    Option<"vectorWidth", "vector-width", "int64_t", /*default=*/"0",
           "Bits of a vector register, a power of two; 0: those of this host">
  ];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect",
    "::mlir::ub::UBDialect", "::mlir::vector::VectorDialect"
  ];
}

def SpecializeStridesPass : Pass<"specialize-strides"> {
  let summary = "Test at run time whether memory is contiguous";
  let description = [{
    Where strides along the innermost loop of a `linalg.generic` on buffers are known at
    run time only, tests whether all of these are 1, and has a copy of the operation
    for that. Where there are two loops, both parallel, another test and copy, with
    its loops exchanged, are for strides along the outer loop that are 1.

    Example:

    ```mlir
    #id = affine_map<(d0) -> (d0)>
    func.func @f(%in: memref<?xf32, strided<[?]>>, %out: memref<?xf32>) {
      linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
          ins(%in : memref<?xf32, strided<[?]>>) outs(%out : memref<?xf32>) {
      ^bb0(%x: f32, %unused: f32):
        %y = softplus.softplus %x : f32
        linalg.yield %y : f32
      }
      return
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect"
  ];
}

def ConvertCopiesToLinalgPass : Pass<"convert-copies-to-linalg"> {
  let summary = "Make loops of copies between buffers that are not contiguous";
  let description = [{
    Replaces every `memref.copy` that has an operand in several pieces of memory, or in
    one that is not known to be one piece, by a `linalg.generic`. The lowering of
    `memref.copy` would call a function that copies such operands element by element.

    Example:

    ```mlir
    func.func @f(%in: memref<4x8xf32, strided<[16, 1]>>, %out: memref<4x8xf32>) {
      memref.copy %in, %out : memref<4x8xf32, strided<[16, 1]>> to memref<4x8xf32>
      return
    }
    ```
  }];
  let dependentDialects = ["::mlir::linalg::LinalgDialect"];
}

def ReuseOperandsPass : Pass<"reuse-operands"> {
  let summary = "Write results of linalg operations in the place of operands";
  let description = [{
    Gives a `linalg.generic` on tensors whose iterators are all parallel, and which writes
    to a `tensor.empty`, the tensor to write to that it reads at the same elements, if
    that is the result of another linalg operation and has no other use. After
    bufferization there is one buffer less.

    Example:

    ```mlir
    #id = affine_map<(d0) -> (d0)>
    func.func @f(%a: tensor<8xf32>, %b: tensor<8xf32>) -> tensor<8xf32> {
      %0 = linalg.add ins(%a, %a : tensor<8xf32>, tensor<8xf32>)
                      outs(%b : tensor<8xf32>) -> tensor<8xf32>
      %1 = tensor.empty() : tensor<8xf32>
      %2 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
          ins(%0 : tensor<8xf32>) outs(%1 : tensor<8xf32>) {
      ^bb0(%x: f32, %unused: f32):
        %y = softplus.softplus %x : f32
        linalg.yield %y : f32
      } -> tensor<8xf32>
      return %2 : tensor<8xf32>
    }
    ```
  }];
}

def ParallelizeSoftplusPass : Pass<"parallelize-softplus"> {
  let summary = "Split the linalg operations that hold softplus among threads";
  let description = [{
    Puts every elementwise `linalg.generic` on buffers whose body holds a softplus
    operation into an `scf.parallel`: over chunks of `chunk-size` elements if it has
    one dimension, over the outermost dimension otherwise.

    Example:

    ```mlir
    #id = affine_map<(d0) -> (d0)>
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
    Option<"chunkSize", "chunk-size", "int64_t", /*default=*/"16384",
           "Elements of a chunk; at least 1">
  ];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect"
  ];
}

def ReduceInLanesPass : Pass<"reduce-in-lanes"> {
  let summary = "Make elementwise operations of reductions along contiguous memory";
  let description = [{
    Where the innermost loop of a `linalg.generic` on buffers reduces, its steps wait
    for each other. This pass gives them 64 sums, in memory on the stack: step `i`
    adds to lane `i mod 64`. Then each of the first 32 lanes is added to the one 32
    further, each of the first 16 of these to the one 16 further, and so on until one is
    left, which is added to the result. This order is the same whatever the size of
    vectors, the number of threads and the processor, and so is every bit of a sum.
    Other loops stay as they are: outer ones that reduce add in their order.

    Additions, multiplications, minima, maxima and bitwise operations are reduced in
    this way; other reductions are left alone.

    Example:

    ```mlir
    #in = affine_map<(d0) -> (d0)>
    #sum = affine_map<(d0) -> ()>
    func.func @f(%in: memref<?xf32>, %sum: memref<f32>) {
      linalg.generic {indexing_maps = [#in, #sum], iterator_types = ["reduction"]}
          ins(%in : memref<?xf32>) outs(%sum : memref<f32>) {
      ^bb0(%x: f32, %before: f32):
        %y = softplus.softplus %x : f32
        %after = arith.addf %before, %y : f32
        linalg.yield %after : f32
      }
      return
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect",
    "::mlir::vector::VectorDialect"
  ];
}

def HoistScratchMemoryPass : Pass<"hoist-scratch-memory"> {
  let summary = "Move scratch memory out of loops";
  let description = [{
    Moves every `memref.alloca` with the attribute `softplus.scratch`, which other passes
    have put where it is used, to the start of the `omp.parallel` or the function
    around it. In a loop, each step would take more of the stack.

    Example:

    ```mlir
    func.func @f() {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c8 = arith.constant 8 : index
      scf.for %i = %c0 to %c8 step %c1 {
        %0 = memref.alloca() {softplus.scratch} : memref<64xf32>
        %1 = memref.load %0[%i] : memref<64xf32>
        memref.store %1, %0[%c0] : memref<64xf32>
      }
      return
    }
    ```
  }];
}

def VectorizeSoftplusPass : Pass<"vectorize-softplus"> {
  let summary = "Vectorize the linalg operations on buffers";
  let description = [{
    Tiles every `linalg.generic` on buffers whose innermost iterator is parallel, and
    whose body holds a softplus operation or nothing that would call a function of
    the C library: all loops but the innermost by one, the innermost by the size of
    a vector. The last, partial tile is peeled off, so that the main loop works on
    full vectors; the partial tile is worked on by one register at a time, the last
    of which is masked. Where the innermost stride is not 1, vectors are gathered
    and scattered.

    The size is `vector-size`, or what fills `unroll` registers of `vector-width`
    bits. The code generator splits vectors that are wider than a register: their
    parts are computed side by side. By default these are four registers, and two
    for the short kernel of `f32` in the accuracy `fast`.

    An operation of rank zero, or one that upstream's vectorizer declines, is
    left to `convert-linalg-to-loops`.

    Example:

    ```mlir
    #id = affine_map<(d0) -> (d0)>
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
    Option<"vectorSize", "vector-size", "int64_t", /*default=*/"0",
           "Elements of a vector; 0: by the other options">,
    Option<"vectorWidth", "vector-width", "int64_t", /*default=*/"0",
           "Bits of a vector register, a power of two; 0: those of this host">,
    Option<"unroll", "unroll", "int64_t", /*default=*/"0",
           "Vector registers that an iteration works on; 0: as the kernel needs">,
    AccuracyOption
  ];
  let dependentDialects = [
    "::mlir::LLVM::LLVMDialect", "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect",
    "::mlir::vector::VectorDialect"
  ];
}

def PrefetchSoftplusPass : Pass<"prefetch-softplus"> {
  let summary = "Prefetch what the loops around softplus read";
  let description = [{
    Adds `memref.prefetch` to every innermost `scf.for` that applies a softplus
    operation to vectors: for each vector that it reads without a mask from
    contiguous memory, all cache lines of 64 bytes that are
    `prefetch-distance` bytes ahead. Processors prefetch streams themselves, but often not beyond a page;
    by default the distance is one page of 4 KiB.

    An address behind the end of the memory is harmless.

    Example:

    ```mlir
    func.func @f(%in: memref<64xf32>, %out: memref<64xf32>) {
      %c0 = arith.constant 0 : index
      %c16 = arith.constant 16 : index
      %c64 = arith.constant 64 : index
      %poison = ub.poison : f32
      scf.for %i = %c0 to %c64 step %c16 {
        %x = vector.transfer_read %in[%i], %poison {in_bounds = [true]}
            : memref<64xf32>, vector<16xf32>
        %y = softplus.softplus %x : vector<16xf32>
        vector.transfer_write %y, %out[%i] {in_bounds = [true]}
            : vector<16xf32>, memref<64xf32>
      }
      return
    }
    ```
  }];
  let options = [
    Option<"prefetchDistance", "prefetch-distance", "int64_t", /*default=*/"4096",
           "Bytes ahead; at least 1">
  ];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect"
  ];
}

#endif // SOFTPLUS_TRANSFORMS_LOOPPASSES_TD
