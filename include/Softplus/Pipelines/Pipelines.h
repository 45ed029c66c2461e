//===- Pipelines.h - Pass pipelines -----------------------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_PIPELINES_PIPELINES_H
#define SOFTPLUS_PIPELINES_PIPELINES_H

#include "Softplus/Support/AccuracyOption.h"
#include "Softplus/Support/BinaryFormat.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"

namespace mlir::softplus {

/// Options of `softplus-to-cpu-pipeline`.
struct SoftplusToCPUPipelineOptions
    : PassPipelineOptions<SoftplusToCPUPipelineOptions> {
  PassOptions::Option<int64_t> vectorSize{
      *this, "vector-size",
      llvm::cl::desc("Elements of a vector; 0: by the next two options"),
      llvm::cl::init(0)};
  PassOptions::Option<int64_t> vectorWidth{
      *this, "vector-width",
      llvm::cl::desc("Bits of a vector register; 0: those of this host"),
      llvm::cl::init(0)};
  PassOptions::Option<int64_t> unroll{
      *this, "unroll",
      llvm::cl::desc("Vector registers that an iteration works on; 0: as the "
                     "kernel needs"),
      llvm::cl::init(0)};
  PassOptions::Option<int64_t> prefetchDistance{
      *this, "prefetch-distance",
      llvm::cl::desc("Bytes that loads are prefetched ahead; 0: not"),
      llvm::cl::init(4096)};
  PassOptions::Option<unsigned> threads{
      *this, "threads",
      llvm::cl::desc("Threads, by OpenMP; 0: as its runtime is told"),
      llvm::cl::init(1)};
  PassOptions::Option<unsigned> maxOpsPerFunction{
      *this, "max-ops-per-function",
      llvm::cl::desc("Linalg operations of a function that is not split, at "
                     "most; 0: any number"),
      llvm::cl::init(16)};
  PassOptions::Option<numerics::Accuracy> accuracy{
      *this, "accuracy",
      llvm::cl::desc("Accuracy of operations that neither state one nor have "
                     "the flag afn: fast, faithful or correct"),
      llvm::cl::init(numerics::Accuracy::Faithful)};
};

/// Adds the passes that bring a module whose functions use softplus operations
/// on tensors, on vectors and scalars, or in `linalg` operations on memrefs, to
/// the `llvm` dialect. Tensors become memrefs of identity layout at function
/// boundaries. The result needs `exp` and `log1p` of the C library and, where
/// buffers of other layouts are copied, MLIR's C runner utilities.
void buildSoftplusToCPUPipeline(OpPassManager &pm,
                                const SoftplusToCPUPipelineOptions &options);

/// Options of `softplus-to-nvvm-pipeline`.
struct SoftplusToNVVMPipelineOptions
    : PassPipelineOptions<SoftplusToNVVMPipelineOptions> {
  PassOptions::Option<std::string> chip{
      *this, "chip",
      llvm::cl::desc("The processor to compile for, sm_90 for instance"),
      llvm::cl::init("sm_80")};
  PassOptions::Option<std::string> features{
      *this, "features",
      llvm::cl::desc("Features of LLVM's NVPTX target, +ptx86 for instance; by "
                     "default the least version of PTX that has the chip"),
      llvm::cl::init("")};
  PassOptions::Option<BinaryFormat> format{
      *this, "format",
      llvm::cl::desc("isa (PTX, which the driver compiles), bin (machine code, "
                     "by ptxas) or fatbin (both, by ptxas and fatbinary)"),
      llvm::cl::init(BinaryFormat::ISA)};
  PassOptions::Option<int64_t> bytesPerThread{
      *this, "bytes-per-thread",
      llvm::cl::desc("Bytes that a thread loads at once, a power of two"),
      llvm::cl::init(16)};
  PassOptions::Option<int64_t> blockSize{*this, "block-size",
                                         llvm::cl::desc("Threads of a block"),
                                         llvm::cl::init(256)};
  PassOptions::Option<bool> use64bitIndex{
      *this, "use-64bit-index",
      llvm::cl::desc(
          "Whether an index has 64 bits in a kernel; 32 are for less "
          "than 2^31 elements"),
      llvm::cl::init(true)};
  PassOptions::Option<numerics::Accuracy> accuracy{
      *this, "accuracy",
      llvm::cl::desc("Accuracy of operations that neither state one nor have "
                     "the flag afn: fast, faithful or correct"),
      llvm::cl::init(numerics::Accuracy::Faithful)};
};

/// Adds the passes that bring a module whose functions use softplus operations
/// on tensors, or in `linalg` operations on memrefs, to functions of the `llvm`
/// dialect that launch kernels, and a `gpu.binary` with these. The buffers that
/// a function is given are to be memory that the GPU reaches; those that it
/// allocates are. The result needs the `mgpu` functions of MLIR's or this
/// project's run-time library.
void buildSoftplusToNVVMPipeline(OpPassManager &pm,
                                 const SoftplusToNVVMPipelineOptions &options);

/// Registers the pipelines of this project with the global pass registry.
void registerSoftplusPipelines();

} // namespace mlir::softplus

#endif // SOFTPLUS_PIPELINES_PIPELINES_H
