// RUN: softplus-opt %s -softplus-to-cpu-pipeline="vector-width=512 unroll=1" | FileCheck %s \
// RUN:   --implicit-check-not='{{ (softplus|linalg|tensor|memref|vector|scf|cf|arith|math|bufferization|builtin)\.}}' \
// RUN:   --implicit-check-not='llvm.call @{{exp|log|fabs|fma}}'
// RUN: softplus-opt %s -softplus-to-cpu-pipeline | FileCheck %s --check-prefix=HOST \
// RUN:   --implicit-check-not='{{ (softplus|linalg|tensor|memref|vector|scf|cf|arith|math|bufferization|builtin)\.}}'
// RUN: softplus-opt %s -softplus-to-cpu-pipeline=vector-size=4 | FileCheck %s --check-prefix=VECTOR4

// All goes to the llvm dialect, from every form of input.

#id = affine_map<(d0) -> (d0)>

// CHECK:   llvm.func @generic_memref
// CHECK:     llvm.load %{{.*}} -> vector<16xf32>
// CHECK:     llvm.store %{{.*}} : vector<16xf32>
// CHECK:     llvm.intr.masked.load
// CHECK:     llvm.intr.masked.store
// HOST:    llvm.func @generic_memref
// VECTOR4: llvm.func @generic_memref
// VECTOR4:   llvm.load %{{.*}} -> vector<4xf32>
// CHECK:   llvm.func @_mlir_ciface_generic_memref
func.func @generic_memref(%in: memref<?xf32>, %out: memref<?xf32>) attributes {llvm.emit_c_interface} {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%in : memref<?xf32>) outs(%out : memref<?xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// CHECK: llvm.func @map_memref
// CHECK:   llvm.load %{{.*}} -> vector<32xi16>
func.func @map_memref(%in: memref<?x?xbf16>, %out: memref<?x?xbf16>) {
  linalg.map { softplus.softplus {beta = 2.0 : f64} } ins(%in : memref<?x?xbf16>) outs(%out : memref<?x?xbf16>)
  return
}

// CHECK: llvm.func @tensor
// CHECK:   llvm.load {{.*}} -> vector<8xf64>
func.func @tensor(%x: tensor<2x?x3xf64>) -> tensor<2x?x3xf64> {
  %0 = softplus.softplus %x : tensor<2x?x3xf64>
  return %0 : tensor<2x?x3xf64>
}

// CHECK: llvm.func @scalar
func.func @scalar(%x: f16) -> f16 {
  %0 = softplus.softplus %x beta 0.7 : f16
  return %0 : f16
}

// CHECK: llvm.func @vector
func.func @vector(%dy: vector<2x3xf32>, %x: vector<2x3xf32>) -> vector<2x3xf32> {
  %0 = softplus.softplus_grad %dy, %x : vector<2x3xf32>
  return %0 : vector<2x3xf32>
}

// CHECK: llvm.func @scalable
// CHECK:   llvm.intr.fma{{.*}} vector<[2]xf64>
func.func @scalable(%x: vector<[2]xf64>) -> vector<[2]xf64> {
  %0 = softplus.softplus %x beta 0.7 : vector<[2]xf64>
  return %0 : vector<[2]xf64>
}

// A log1p of the module's own keeps its tail, too.
// CHECK: llvm.func @log1p_of_the_user
// CHECK:   llvm.call @log1pf
func.func @log1p_of_the_user(%x: f32) -> f32 {
  %0 = math.log1p %x : f32
  return %0 : f32
}
