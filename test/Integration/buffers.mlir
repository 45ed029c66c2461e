// Layouts and element types of buffers. Softplus is the identity on 30 and above.
//
// RUN: softplus-opt %s -softplus-to-cpu-pipeline | mlir-runner -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s
// RUN: softplus-opt %s -softplus-to-cpu-pipeline="vector-size=2" | mlir-runner -e main --entry-point-result=void --shared-libs=%llvm_libs/libmlir_c_runner_utils.so | FileCheck %s

#id = affine_map<(d0) -> (d0)>
#id2 = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

memref.global "private" constant @data : memref<8xf32> = dense<[30.0, 31.0, 32.0, 33.0, 34.0, 35.0, 36.0, 37.0]>

func.func private @print(%o: memref<8xf32>) {
  %pad = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %v = vector.transfer_read %o[%c0], %pad : memref<8xf32>, vector<8xf32>
  vector.print %v : vector<8xf32>
  return
}

func.func private @negative_stride(%a: memref<8xf32>, %o: memref<8xf32>) {
  %r = memref.reinterpret_cast %a to offset: [7], sizes: [8], strides: [-1] : memref<8xf32> to memref<8xf32, strided<[-1], offset: 7>>
  linalg.map { softplus.softplus } ins(%r : memref<8xf32, strided<[-1], offset: 7>>) outs(%o : memref<8xf32>)
  return
}

func.func private @negative_stride_of_result(%a: memref<8xf32>, %o: memref<8xf32>) {
  %r = memref.reinterpret_cast %o to offset: [7], sizes: [8], strides: [-1] : memref<8xf32> to memref<8xf32, strided<[-1], offset: 7>>
  linalg.map { softplus.softplus } ins(%a : memref<8xf32>) outs(%r : memref<8xf32, strided<[-1], offset: 7>>)
  return
}

// A bias of every second element, one for each row.
func.func private @strided_bias(%a: memref<8xf32>, %o: memref<8xf32>) {
  %bias = memref.reinterpret_cast %a to offset: [0], sizes: [2], strides: [2] : memref<8xf32> to memref<2xf32, strided<[2]>>
  %in = memref.expand_shape %a [[0, 1]] output_shape [2, 4] : memref<8xf32> into memref<2x4xf32>
  %out = memref.expand_shape %o [[0, 1]] output_shape [2, 4] : memref<8xf32> into memref<2x4xf32>
  linalg.generic {indexing_maps = [#row, #id2, #id2], iterator_types = ["parallel", "parallel"]}
      ins(%bias, %in : memref<2xf32, strided<[2]>>, memref<2x4xf32>) outs(%out : memref<2x4xf32>) {
  ^bb0(%b: f32, %x: f32, %unused: f32):
    %s = arith.addf %x, %b : f32
    %y = softplus.softplus %s : f32
    linalg.yield %y : f32
  }
  return
}

func.func private @vector_elements(%a: memref<8xf32>, %o: memref<8xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %va = memref.alloc() : memref<2xvector<4xf32>>
  %vo = memref.alloc() : memref<2xvector<4xf32>>
  %a0 = vector.load %a[%c0] : memref<8xf32>, vector<4xf32>
  %a1 = vector.load %a[%c4] : memref<8xf32>, vector<4xf32>
  memref.store %a0, %va[%c0] : memref<2xvector<4xf32>>
  memref.store %a1, %va[%c1] : memref<2xvector<4xf32>>
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%va : memref<2xvector<4xf32>>) outs(%vo : memref<2xvector<4xf32>>) {
  ^bb0(%x: vector<4xf32>, %unused: vector<4xf32>):
    %y = softplus.softplus %x : vector<4xf32>
    linalg.yield %y : vector<4xf32>
  }
  %o0 = memref.load %vo[%c0] : memref<2xvector<4xf32>>
  %o1 = memref.load %vo[%c1] : memref<2xvector<4xf32>>
  vector.store %o0, %o[%c0] : memref<8xf32>, vector<4xf32>
  vector.store %o1, %o[%c4] : memref<8xf32>, vector<4xf32>
  memref.dealloc %va : memref<2xvector<4xf32>>
  memref.dealloc %vo : memref<2xvector<4xf32>>
  return
}

// Returns a view of its argument; what the caller then writes is seen in both.
func.func private @reshape(%a: memref<2x4xf32>, %shape: memref<2xindex>) -> memref<?x?xf32> {
  %c = memref.collapse_shape %a [[0, 1]] : memref<2x4xf32> into memref<8xf32>
  linalg.map { softplus.softplus } ins(%c : memref<8xf32>) outs(%c : memref<8xf32>)
  %r = memref.reshape %c(%shape) : (memref<8xf32>, memref<2xindex>) -> memref<?x?xf32>
  return %r : memref<?x?xf32>
}

func.func private @zero_size(%x: memref<3x0x5xf16>, %o: memref<3x0x5xf16>) {
  linalg.map { softplus.softplus {beta = 0.3 : f64} } ins(%x : memref<3x0x5xf16>) outs(%o : memref<3x0x5xf16>)
  return
}

func.func private @zero_size_tensor(%x: tensor<0xf32>) -> (tensor<0xf32>, tensor<0xf32>) {
  %y = softplus.softplus %x : tensor<0xf32>
  return %y, %x : tensor<0xf32>, tensor<0xf32>
}

func.func @main() {
  %a = memref.alloc() : memref<8xf32>
  %o = memref.alloc() : memref<8xf32>
  %data = memref.get_global @data : memref<8xf32>
  memref.copy %data, %a : memref<8xf32> to memref<8xf32>

  // CHECK: ( 37, 36, 35, 34, 33, 32, 31, 30 )
  call @negative_stride(%a, %o) : (memref<8xf32>, memref<8xf32>) -> ()
  call @print(%o) : (memref<8xf32>) -> ()

  // CHECK-NEXT: ( 37, 36, 35, 34, 33, 32, 31, 30 )
  call @negative_stride_of_result(%a, %o) : (memref<8xf32>, memref<8xf32>) -> ()
  call @print(%o) : (memref<8xf32>) -> ()

  // CHECK-NEXT: ( 60, 61, 62, 63, 66, 67, 68, 69 )
  call @strided_bias(%a, %o) : (memref<8xf32>, memref<8xf32>) -> ()
  call @print(%o) : (memref<8xf32>) -> ()

  // CHECK-NEXT: ( 30, 31, 32, 33, 34, 35, 36, 37 )
  call @vector_elements(%a, %o) : (memref<8xf32>, memref<8xf32>) -> ()
  call @print(%o) : (memref<8xf32>) -> ()

  // CHECK-NEXT: ( 30, 31, 32, 33, 34, 99, 36, 37 )
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c4 = arith.constant 4 : index
  %value = arith.constant 99.0 : f32
  %shape = memref.alloc() : memref<2xindex>
  memref.store %c4, %shape[%c0] : memref<2xindex>
  memref.store %c2, %shape[%c1] : memref<2xindex>
  %a2 = memref.expand_shape %a [[0, 1]] output_shape [2, 4] : memref<8xf32> into memref<2x4xf32>
  %r = call @reshape(%a2, %shape) : (memref<2x4xf32>, memref<2xindex>) -> memref<?x?xf32>
  memref.store %value, %r[%c2, %c1] : memref<?x?xf32>
  call @print(%a) : (memref<8xf32>) -> ()
  memref.dealloc %shape : memref<2xindex>

  %empty = memref.alloc() : memref<3x0x5xf16>
  call @zero_size(%empty, %empty) : (memref<3x0x5xf16>, memref<3x0x5xf16>) -> ()
  memref.dealloc %empty : memref<3x0x5xf16>
  memref.dealloc %a : memref<8xf32>
  memref.dealloc %o : memref<8xf32>
  return
}
