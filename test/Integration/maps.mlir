// Maps that upstream's tiling gets wrong: such operations are computed untiled.
//
// RUN: softplus-opt %s -softplus-to-cpu-pipeline | mlir-runner -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s
// RUN: softplus-opt %s -softplus-to-cpu-pipeline="vector-size=1" | mlir-runner -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s
// RUN: softplus-opt %s -softplus-to-cpu-pipeline="vector-size=64" | mlir-runner -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s
// RUN: softplus-opt %s -parallelize-softplus=chunk-size=64 -softplus-to-cpu-pipeline | mlir-runner -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s

#id = affine_map<(d0) -> (d0)>

// Softplus is the identity on 100 + i.
func.func private @fill(%a: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %hundred = arith.constant 100.0 : f32
  %n = memref.dim %a, %c0 : memref<?xf32>
  scf.for %i = %c0 to %n step %c1 {
    %k = arith.index_cast %i : index to i32
    %f = arith.sitofp %k : i32 to f32
    %s = arith.addf %f, %hundred : f32
    memref.store %s, %a[%i] : memref<?xf32>
  }
  return
}

func.func private @upsample(%a: memref<67xf32>, %o: memref<200xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 floordiv 3)>, #id], iterator_types = ["parallel"]}
      ins(%a : memref<67xf32>) outs(%o : memref<200xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

func.func private @cyclic(%a: memref<67xf32>, %o: memref<200xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 mod 67)>, #id], iterator_types = ["parallel"]}
      ins(%a : memref<67xf32>) outs(%o : memref<200xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

func.func private @reverse(%a: memref<67xf32>, %o: memref<200xf32>) {
  %o67 = memref.subview %o[0] [67] [1] : memref<200xf32> to memref<67xf32, strided<[1]>>
  linalg.generic {indexing_maps = [affine_map<(d0) -> (66 - d0)>, #id], iterator_types = ["parallel"]}
      ins(%a : memref<67xf32>) outs(%o67 : memref<67xf32, strided<[1]>>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

func.func private @offset(%a: memref<67xf32>, %o: memref<200xf32>) {
  %o66 = memref.subview %o[0] [66] [1] : memref<200xf32> to memref<66xf32, strided<[1]>>
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 + 1)>, #id], iterator_types = ["parallel"]}
      ins(%a : memref<67xf32>) outs(%o66 : memref<66xf32, strided<[1]>>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

// Only the outer loop has such a map.
func.func private @outer(%a: memref<67xf32>, %o: memref<200xf32>) {
  %a2 = memref.reinterpret_cast %a to offset: [0], sizes: [4, 16], strides: [16, 1] : memref<67xf32> to memref<4x16xf32>
  %o2 = memref.reinterpret_cast %o to offset: [0], sizes: [12, 16], strides: [16, 1] : memref<200xf32> to memref<12x16xf32>
  linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0 floordiv 3, d1)>, affine_map<(d0, d1) -> (d0, d1)>],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a2 : memref<4x16xf32>) outs(%o2 : memref<12x16xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %y = softplus.softplus %x : f32
    linalg.yield %y : f32
  }
  return
}

func.func private @print(%o: memref<200xf32>) {
  %pad = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c64 = arith.constant 64 : index
  %c196 = arith.constant 196 : index
  %v0 = vector.transfer_read %o[%c0], %pad : memref<200xf32>, vector<4xf32>
  %v1 = vector.transfer_read %o[%c64], %pad : memref<200xf32>, vector<8xf32>
  %v2 = vector.transfer_read %o[%c196], %pad : memref<200xf32>, vector<4xf32>
  vector.print %v0 : vector<4xf32>
  vector.print %v1 : vector<8xf32>
  vector.print %v2 : vector<4xf32>
  return
}

func.func @main() {
  %a = memref.alloc() : memref<67xf32>
  %o = memref.alloc() : memref<200xf32>
  %dynamic = memref.cast %a : memref<67xf32> to memref<?xf32>
  call @fill(%dynamic) : (memref<?xf32>) -> ()

  // CHECK: ( 100, 100, 100, 101 )
  // CHECK-NEXT: ( 121, 121, 122, 122, 122, 123, 123, 123 )
  // CHECK-NEXT: ( 165, 165, 166, 166 )
  call @upsample(%a, %o) : (memref<67xf32>, memref<200xf32>) -> ()
  call @print(%o) : (memref<200xf32>) -> ()

  // CHECK-NEXT: ( 100, 101, 102, 103 )
  // CHECK-NEXT: ( 164, 165, 166, 100, 101, 102, 103, 104 )
  // CHECK-NEXT: ( 162, 163, 164, 165 )
  call @cyclic(%a, %o) : (memref<67xf32>, memref<200xf32>) -> ()
  call @print(%o) : (memref<200xf32>) -> ()

  // CHECK-NEXT: ( 166, 165, 164, 163 )
  // CHECK-NEXT: ( 102, 101, 100,
  call @reverse(%a, %o) : (memref<67xf32>, memref<200xf32>) -> ()
  call @print(%o) : (memref<200xf32>) -> ()

  // CHECK: ( 101, 102, 103, 104 )
  // CHECK-NEXT: ( 165, 166,
  call @offset(%a, %o) : (memref<67xf32>, memref<200xf32>) -> ()
  call @print(%o) : (memref<200xf32>) -> ()

  // CHECK: ( 100, 101, 102, 103 )
  // CHECK-NEXT: ( 116, 117, 118, 119, 120, 121, 122, 123 )
  call @outer(%a, %o) : (memref<67xf32>, memref<200xf32>) -> ()
  call @print(%o) : (memref<200xf32>) -> ()

  memref.dealloc %a : memref<67xf32>
  memref.dealloc %o : memref<200xf32>
  return
}
