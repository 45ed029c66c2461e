// RUN: softplus-opt %s -softplus-to-cpu-pipeline=threads=4 | FileCheck %s
// RUN: softplus-opt %s -softplus-to-cpu-pipeline=threads=0 | FileCheck %s --check-prefix=RUNTIME
// RUN: softplus-opt %s -softplus-to-cpu-pipeline | FileCheck %s --check-prefix=SEQUENTIAL --implicit-check-not=omp.

// The parallel loop calls the OpenMP runtime once it is LLVM IR.

// CHECK:          llvm.func @f
// CHECK:            %[[FOUR:.*]] = llvm.mlir.constant(4 : i32)
// CHECK:            omp.parallel num_threads(%[[FOUR]] : i32)
// CHECK:              omp.wsloop
// CHECK:                llvm.intr.fma
// CHECK-NOT:      {{(softplus|linalg|memref|vector|scf|arith)\.}}
// RUNTIME:        omp.parallel {
// SEQUENTIAL:     llvm.func @f
func.func @f(%in: memref<?x3xf32>, %out: memref<?x3xf32>) attributes {llvm.emit_c_interface} {
  linalg.map { softplus.softplus } ins(%in : memref<?x3xf32>) outs(%out : memref<?x3xf32>)
  return
}
