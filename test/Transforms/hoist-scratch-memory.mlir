// RUN: softplus-opt %s -pass-pipeline="builtin.module(func.func(hoist-scratch-memory))" | FileCheck %s

// To the function, but not what a program has on its stack itself.

// CHECK-LABEL: @loop
// CHECK-NEXT:    %[[SCRATCH:.*]] = memref.alloca() {alignment = 64 : i64} : memref<64xf32>
// CHECK:         scf.for
// CHECK-NEXT:      %[[OWN:.*]] = memref.alloca() : memref<8xf32>
// CHECK-NEXT:      memref.load %[[SCRATCH]]
func.func @loop(%n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %own = memref.alloca() : memref<8xf32>
    %scratch = memref.alloca() {alignment = 64 : i64, softplus.scratch} : memref<64xf32>
    %x = memref.load %scratch[%i] : memref<64xf32>
    memref.store %x, %own[%i] : memref<8xf32>
  }
  return
}

// Each thread has its own.

// CHECK-LABEL: @threads
// CHECK:         omp.parallel {
// CHECK-NEXT:      %[[SCRATCH:.*]] = memref.alloca() : memref<64xf32>
// CHECK:           omp.wsloop
func.func @threads(%n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  omp.parallel {
    omp.wsloop {
      omp.loop_nest (%i) : index = (%c0) to (%n) step (%c1) {
        memref.alloca_scope {
          %scratch = memref.alloca() {softplus.scratch} : memref<64xf32>
          %x = memref.load %scratch[%i] : memref<64xf32>
          memref.store %x, %scratch[%c0] : memref<64xf32>
        }
        omp.yield
      }
    }
    omp.terminator
  }
  return
}
