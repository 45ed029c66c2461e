// Operations on vectors of several dimensions around softplus, which is the
// identity on 30 and above.
//
// RUN: softplus-opt %s -softplus-to-cpu-pipeline | mlir-runner -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s

func.func private @multi_reduction(%x: vector<4x8xf32>, %m: vector<4x8xi1>) -> f32 {
  %zero = arith.constant dense<0.0> : vector<4xf32>
  %zeros = arith.constant dense<0.0> : vector<4x8xf32>
  %y = softplus.softplus %x : vector<4x8xf32>
  %s = arith.select %m, %y, %zeros : vector<4x8xi1>, vector<4x8xf32>
  %r = vector.multi_reduction <add>, %s, %zero [1] : vector<4x8xf32> to vector<4xf32>
  %q = vector.reduction <maximumf>, %r : vector<4xf32> into f32
  return %q : f32
}

func.func private @scan(%x: vector<4xf32>) -> vector<4xf32> {
  %y = softplus.softplus %x : vector<4xf32>
  %zero = arith.constant dense<0.0> : vector<f32>
  %r:2 = vector.scan <add>, %y, %zero {inclusive = true, reduction_dim = 0 : i64} : vector<4xf32>, vector<f32>
  return %r#0 : vector<4xf32>
}

func.func private @rank_3(%a: memref<3x4x4xf32>) -> vector<2x2x4xf32> {
  %c1 = arith.constant 1 : index
  %c0 = arith.constant 0 : index
  %x = vector.load %a[%c1, %c1, %c0] : memref<3x4x4xf32>, vector<2x2x4xf32>
  %y = softplus.softplus %x : vector<2x2x4xf32>
  vector.store %y, %a[%c0, %c0, %c0] : memref<3x4x4xf32>, vector<2x2x4xf32>
  return %y : vector<2x2x4xf32>
}

func.func private @is_nan(%x: vector<2x2xf32>) -> vector<2x2xi1> {
  %y = softplus.softplus %x : vector<2x2xf32>
  %n = math.isnan %y : vector<2x2xf32>
  return %n : vector<2x2xi1>
}

func.func @main() {
  // CHECK: 240
  %x = arith.constant dense<30.0> : vector<4x8xf32>
  %m = arith.constant dense<true> : vector<4x8xi1>
  %0 = call @multi_reduction(%x, %m) : (vector<4x8xf32>, vector<4x8xi1>) -> f32
  vector.print %0 : f32

  // CHECK-NEXT: ( 30, 61, 93, 126 )
  %v = arith.constant dense<[30.0, 31.0, 32.0, 33.0]> : vector<4xf32>
  %1 = call @scan(%v) : (vector<4xf32>) -> vector<4xf32>
  vector.print %1 : vector<4xf32>

  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %c4 = arith.constant 4 : index
  %a = memref.alloc() : memref<3x4x4xf32>
  scf.for %i = %c0 to %c3 step %c1 {
    scf.for %j = %c0 to %c4 step %c1 {
      scf.for %k = %c0 to %c4 step %c1 {
        %i10 = arith.muli %i, %c4 : index
        %ij = arith.addi %i10, %j : index
        %ij10 = arith.muli %ij, %c4 : index
        %ijk = arith.addi %ij10, %k : index
        %int = arith.index_cast %ijk : index to i32
        %float = arith.sitofp %int : i32 to f32
        %hundred = arith.constant 100.0 : f32
        %e = arith.addf %float, %hundred : f32
        memref.store %e, %a[%i, %j, %k] : memref<3x4x4xf32>
      }
    }
  }
  // CHECK-NEXT: ( ( ( 120, 121, 122, 123 ), ( 124, 125, 126, 127 ) ), ( ( 136, 137, 138, 139 ), ( 140, 141, 142, 143 ) ) )
  %2 = call @rank_3(%a) : (memref<3x4x4xf32>) -> vector<2x2x4xf32>
  vector.print %2 : vector<2x2x4xf32>
  // CHECK-NEXT: 138
  %c2 = arith.constant 2 : index
  %e2 = memref.load %a[%c1, %c0, %c2] : memref<3x4x4xf32>
  vector.print %e2 : f32
  memref.dealloc %a : memref<3x4x4xf32>

  // CHECK-NEXT: ( ( 0, 1 ), ( 0, 0 ) )
  %n = arith.constant dense<[[1.0, 0x7FC00000], [0x7F800000, 0xFF800000]]> : vector<2x2xf32>
  %3 = call @is_nan(%n) : (vector<2x2xf32>) -> vector<2x2xi1>
  vector.print %3 : vector<2x2xi1>
  return
}
