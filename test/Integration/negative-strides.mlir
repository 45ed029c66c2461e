// Elements before the offset are where they are in optimized code too.
//
// RUN: softplus-opt %s -softplus-to-cpu-pipeline | mlir-runner -O3 -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s

// The second column of a matrix whose rows are reversed.
func.func @second(%m: memref<4x2xf32, strided<[1, -1], offset: 1>>, %out: memref<4xf32>) attributes {no_inline} {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0, 1)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%m : memref<4x2xf32, strided<[1, -1], offset: 1>>) outs(%out : memref<4xf32>) {
  ^bb0(%in: f32, %o: f32):
    %y = softplus.softplus %in threshold -1.0 : f32
    linalg.yield %y : f32
  }
  return
}

// The same with strides and an offset that are not known.
func.func @last(%m: memref<?x2xf32, strided<[?, ?], offset: ?>>) -> f32 attributes {no_inline} {
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %x = memref.load %m[%c3, %c1] : memref<?x2xf32, strided<[?, ?], offset: ?>>
  memref.store %x, %m[%c1, %c1] : memref<?x2xf32, strided<[?, ?], offset: ?>>
  return %x : f32
}

func.func @main() {
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0.0 : f32
  %in = memref.alloc() : memref<5xf32>
  %numbers = arith.constant dense<[1.0, 2.0, 3.0, 4.0, 5.0]> : vector<5xf32>
  vector.transfer_write %numbers, %in[%c0] : vector<5xf32>, memref<5xf32>
  %m = memref.reinterpret_cast %in to offset: [1], sizes: [4, 2], strides: [1, -1] : memref<5xf32> to memref<4x2xf32, strided<[1, -1], offset: 1>>
  %out = memref.alloc() : memref<4xf32>
  call @second(%m, %out) : (memref<4x2xf32, strided<[1, -1], offset: 1>>, memref<4xf32>) -> ()
  %column = vector.transfer_read %out[%c0], %zero : memref<4xf32>, vector<4xf32>
  // CHECK: ( 1, 2, 3, 4 )
  vector.print %column : vector<4xf32>

  %any = memref.cast %m : memref<4x2xf32, strided<[1, -1], offset: 1>> to memref<?x2xf32, strided<[?, ?], offset: ?>>
  %last = call @last(%any) : (memref<?x2xf32, strided<[?, ?], offset: ?>>) -> f32
  // CHECK-NEXT: 4
  vector.print %last : f32
  %all = vector.transfer_read %in[%c0], %zero : memref<5xf32>, vector<5xf32>
  // CHECK-NEXT: ( 1, 4, 3, 4, 5 )
  vector.print %all : vector<5xf32>
  memref.dealloc %in : memref<5xf32>
  memref.dealloc %out : memref<4xf32>
  return
}
