module {
func.func private @g1(%a0: memref<1x3x3xf32>,
    %a1: memref<1x3x3xf32, strided<[9, 3, 1], offset: 5>>,
    %a2: memref<2x2x2x1xf16, strided<[1, 2, 4, -8]>>,
    %a3: memref<2x2x2xf16, strided<[4, 2, 1], offset: 8>>,
    %a4: memref<2x2x2xf16, strided<[3, 6, -1], offset: 1>>,
    %a5: memref<3x2xf16, strided<[-2, 1], offset: 4>>,
    %a6: memref<3xf32>,
    %a7: memref<2xf32>,
    %a8: memref<f16>) {
  %c0 = arith.constant 0 : index
  %v1 = arith.constant 0xF149F2CA : f32
  %v9 = arith.constant 0x44C8 : f16
  %v18 = arith.constant 0xC3A6 : f16
  %v20 = arith.constant 0x000116C2 : f32
  %v25 = arith.constant 0xC737 : f16
  %v0 = vector.transfer_read %a0[%c0, %c0, %c0], %v1 : memref<1x3x3xf32>, vector<1x3x3xf32>
  %v2 = math.absf %v0 : vector<1x3x3xf32>
  %v3 = math.absf %v2 : vector<1x3x3xf32>
  %v4 = softplus.softplus %v3 beta 0x3FE0000000000000 : vector<1x3x3xf32>
  vector.transfer_write %v4, %a1[%c0, %c0, %c0] : vector<1x3x3xf32>, memref<1x3x3xf32, strided<[9, 3, 1], offset: 5>>
  linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%a2, %a3 : memref<2x2x2x1xf16, strided<[1, 2, 4, -8]>>, memref<2x2x2xf16, strided<[4, 2, 1], offset: 8>>) outs(%a4 : memref<2x2x2xf16, strided<[3, 6, -1], offset: 1>>) {
  ^bb0(%v5: f16, %v6: f16, %v7: f16):
    %v8 = softplus.softplus %v5 : f16
    %v10 = softplus.softplus_grad %v9, %v8 beta 0x3FCD790000000000 : f16
    %v11 = softplus.softplus_grad %v10, %v10 threshold 0x3FF0000000000000 fastmath<afn> : f16
    %v12 = arith.maximumf %v7, %v11 : f16
    linalg.yield %v12 : f16
  }
  linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d1)>], iterator_types = ["reduction", "parallel"]} ins(%a5, %a6 : memref<3x2xf16, strided<[-2, 1], offset: 4>>, memref<3xf32>) outs(%a7 : memref<2xf32>) {
  ^bb0(%v13: f16, %v14: f32, %v15: f32):
    %v16 = arith.cmpf ogt, %v13, %v13 : f16
    %v17 = arith.select %v16, %v13, %v13 : f16
    %v19 = arith.negf %v17 : f16
    %v21 = softplus.softplus_grad %v20, %v14 : f32
    %v22 = softplus.softplus %v21 beta 0xC000000000000000 fastmath<nnan> : f32
    %v23 = arith.addf %v15, %v22 : f32
    linalg.yield %v23 : f32
  }
  %v24 = memref.alloc() : memref<f16>
  linalg.fill ins(%v25 : f16) outs(%v24 : memref<f16>)
  linalg.negf ins(%a8 : memref<f16>) outs(%v24 : memref<f16>)
  return
}
func.func @f1(%a0: tensor<?xbf16> {softplus.input = {seed = 10992189 : i64, tame = false, sizes = array<i64: 30>}},
    %a1: tensor<7xf32> {softplus.input = {seed = 13279195 : i64, tame = false, sizes = array<i64: 7>}},
    %a2: tensor<10x7x7xf64> {softplus.input = {seed = 7329513 : i64, tame = false, sizes = array<i64: 10, 7, 7>}},
    %a3: f32 {softplus.input = {seed = 11955087 : i64, tame = false}},
    %a4: f32 {softplus.input = {seed = 605534 : i64, tame = false}},
    %a5: index {softplus.input = {value = 10 : i64}},
    %a6: memref<1x3x3xf32> {softplus.input = {seed = 12122146 : i64, tame = false, sizes = array<i64: 1, 3, 3>, strides = array<i64: 9, 3, 1>, offset = 0 : i64}},
    %a7: memref<1x3x3xf32, strided<[9, 3, 1], offset: 5>> {softplus.input = {seed = 16396786 : i64, tame = false, sizes = array<i64: 1, 3, 3>, strides = array<i64: 9, 3, 1>, offset = 5 : i64}},
    %a8: memref<2x2x2x1xf16, strided<[1, 2, 4, -8]>> {softplus.input = {seed = 14637435 : i64, tame = false, sizes = array<i64: 2, 2, 2, 1>, strides = array<i64: 1, 2, 4, -8>, offset = 0 : i64}},
    %a9: memref<2x2x2xf16, strided<[4, 2, 1], offset: 8>> {softplus.input = {seed = 2377738 : i64, tame = false, sizes = array<i64: 2, 2, 2>, strides = array<i64: 4, 2, 1>, offset = 8 : i64}},
    %a10: memref<2x2x2xf16, strided<[3, 6, -1], offset: 1>> {softplus.input = {seed = 12019142 : i64, tame = false, sizes = array<i64: 2, 2, 2>, strides = array<i64: 3, 6, -1>, offset = 1 : i64}},
    %a11: memref<3x2xf16, strided<[-2, 1], offset: 4>> {softplus.input = {seed = 8491113 : i64, tame = false, sizes = array<i64: 3, 2>, strides = array<i64: -2, 1>, offset = 4 : i64}},
    %a12: memref<3xf32> {softplus.input = {seed = 3295677 : i64, tame = false, sizes = array<i64: 3>, strides = array<i64: 1>, offset = 0 : i64}},
    %a13: memref<2xf32> {softplus.input = {seed = 12031108 : i64, tame = false, sizes = array<i64: 2>, strides = array<i64: 1>, offset = 0 : i64}},
    %a14: memref<f16> {softplus.input = {seed = 14231805 : i64, tame = false, sizes = array<i64>, strides = array<i64>, offset = 0 : i64}},
    %a15: tensor<?x1x?x2xbf16> {softplus.input = {seed = 3122142 : i64, tame = false, sizes = array<i64: 3, 1, 2, 2>}}) -> (tensor<?x1x?x2xbf16>, tensor<?x?xf32>, tensor<?xbf16>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c7 = arith.constant 7 : index
  %v2, %v7 = scf.while (%v0 = %a0, %v3 = %c0) : (tensor<?xbf16>, index) -> (tensor<?xbf16>, index) {
    %v6 = arith.cmpi slt, %v3, %c2 : index
    scf.condition(%v6) %v0, %v3 : tensor<?xbf16>, index
  } do {
  ^bb0(%v1: tensor<?xbf16>, %v4: index):
    %v8 = softplus.softplus %v1 threshold 0x7FF0000000000000 : tensor<?xbf16>
    %v5 = arith.addi %v4, %c1 : index
    scf.yield %v8, %v5 : tensor<?xbf16>, index
  }
  %v14 = tensor.empty(%a5, %c7) : tensor<?x?xf32>
  %v15 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1, d1 * -1 + 6)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%a1, %a2 : tensor<7xf32>, tensor<10x7x7xf64>) outs(%v14 : tensor<?x?xf32>) {
  ^bb0(%v9: f32, %v10: f64, %v11: f32):
    %v12 = softplus.softplus %v9 threshold 0x7FF0000000000000 : f32
    %v13 = softplus.softplus %v12 threshold 0x7FF0000000000000 : f32
    linalg.yield %v13 : f32
  } -> tensor<?x?xf32>
  func.call @g1(%a6, %a7, %a8, %a9, %a10, %a11, %a12, %a13, %a14) : (memref<1x3x3xf32>, memref<1x3x3xf32, strided<[9, 3, 1], offset: 5>>, memref<2x2x2x1xf16, strided<[1, 2, 4, -8]>>, memref<2x2x2xf16, strided<[4, 2, 1], offset: 8>>, memref<2x2x2xf16, strided<[3, 6, -1], offset: 1>>, memref<3x2xf16, strided<[-2, 1], offset: 4>>, memref<3xf32>, memref<2xf32>, memref<f16>) -> ()
  %v16 = arith.maximumf %a15, %a15 : tensor<?x1x?x2xbf16>
  %v17 = arith.negf %v16 : tensor<?x1x?x2xbf16>
  %v18 = softplus.softplus %v17 threshold 0x0000000000000000 accuracy<fast> : tensor<?x1x?x2xbf16>
  %v19 = arith.maximumf %v18, %a15 : tensor<?x1x?x2xbf16>
  return %v19, %v15, %v2 : tensor<?x1x?x2xbf16>, tensor<?x?xf32>, tensor<?xbf16>
}
}
