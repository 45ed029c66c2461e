module {
func.func private @g2(%a0: tensor<39x?xf32>,
    %a1: tensor<218xf16>,
    %a2: tensor<218xf32>,
    %a3: tensor<f16>,
    %a4: tensor<?x3xf32>,
    %a5: tensor<?xf32>,
    %a6: i1,
    %a7: tensor<0x6x2xbf16>,
    %a8: tensor<0x6x2xbf16>) -> (tensor<?x?xf64>, tensor<0x6x2xbf16>) {
  %c5 = arith.constant 5 : index
  %c6 = arith.constant 6 : index
  %c3 = arith.constant 3 : index
  %v21 = arith.constant dense<> : tensor<0x6x2xbf16>
  %v24 = arith.constant dense<> : tensor<0x6x2xbf16>
  %v28 = arith.constant dense<> : tensor<0x6x2xbf16>
  %v0 = tensor.empty(%c5) : tensor<?x39xf32>
  %v1 = linalg.transpose ins(%a0 : tensor<39x?xf32>) outs(%v0 : tensor<?x39xf32>) permutation = [1, 0]
  %v10 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]} ins(%a1, %a2, %a3 : tensor<218xf16>, tensor<218xf32>, tensor<f16>) outs(%a3 : tensor<f16>) {
  ^bb0(%v2: f16, %v3: f32, %v4: f16, %v5: f16):
    %v6 = softplus.softplus %v2 beta 0x400F14D800000000 threshold 0xFFF0000000000000 : f16
    %v7 = arith.mulf %v6, %v2 : f16
    %v8 = softplus.softplus_grad %v6, %v7 : f16
    %v9 = arith.addf %v5, %v8 : f16
    linalg.yield %v9 : f16
  } -> tensor<f16>
  %v19 = tensor.empty(%c6, %c3) : tensor<?x?xf64>
  %v20 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%a4, %a5 : tensor<?x3xf32>, tensor<?xf32>) outs(%v19 : tensor<?x?xf64>) {
  ^bb0(%v11: f32, %v12: f32, %v13: f64):
    %v14 = arith.extf %v11 : f32 to f64
    %v15 = softplus.softplus_grad %v14, %v14 beta 0xBFF0000000000000 : f64
    %v16 = arith.cmpf ogt, %v15, %v14 : f64
    %v17 = arith.select %v16, %v15, %v14 : f64
    %v18 = softplus.softplus %v17 beta 0xBFFB333333333333 threshold 0x7FF0000000000000 : f64
    linalg.yield %v18 : f64
  } -> tensor<?x?xf64>
  %v22 = scf.if %a6 -> (tensor<0x6x2xbf16>) {
    %v23 = arith.maximumf %v21, %a7 : tensor<0x6x2xbf16>
    %v25 = softplus.softplus_grad %v24, %v23 beta 0xBFF0000000000000 fastmath<afn> : tensor<0x6x2xbf16>
    %v26 = math.absf %v25 : tensor<0x6x2xbf16>
    %v27 = arith.maximumf %v23, %v23 : tensor<0x6x2xbf16>
    scf.yield %v27 : tensor<0x6x2xbf16>
  } else {
    %v29 = arith.negf %v21 : tensor<0x6x2xbf16>
    %v30 = softplus.softplus %v29 fastmath<nnan> : tensor<0x6x2xbf16>
    %v31 = softplus.softplus %v30 beta 0x3FE6666666666666 threshold 0x0000000000000000 : tensor<0x6x2xbf16>
    %v32 = math.absf %v29 : tensor<0x6x2xbf16>
    scf.yield %v32 : tensor<0x6x2xbf16>
  }
  return %v20, %v22 : tensor<?x?xf64>, tensor<0x6x2xbf16>
}
func.func private @g1(%a0: memref<?x3xf32>,
    %a1: memref<2x?x?xf32, strided<[6, ?, 1], offset: ?>>,
    %a2: memref<?x?x?xf32>) {
  %v4 = arith.constant 0xC05B8000 : f32
  linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d2, d1)>, affine_map<(d0, d1, d2) -> (d0, d1, d0 * -1 + 1)>, affine_map<(d0, d1, d2) -> (d1, d0, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%a0, %a1 : memref<?x3xf32>, memref<2x?x?xf32, strided<[6, ?, 1], offset: ?>>) outs(%a2 : memref<?x?x?xf32>) {
  ^bb0(%v0: f32, %v1: f32, %v2: f32):
    %v3 = math.fma %v1, %v0, %v1 : f32
    %v5 = arith.maximumf %v3, %v4 : f32
    %v6 = softplus.softplus %v5 : f32
    linalg.yield %v6 : f32
  }
  return
}
func.func @f1(%a0: memref<?x?x?xf64> {softplus.input = {seed = 16415033 : i64, tame = false, sizes = array<i64: 1, 2, 1>, strides = array<i64: 2, 1, 1>, offset = 0 : i64}},
    %a1: memref<1x?x?xf64, strided<[13, 5, 2]>> {softplus.input = {seed = 9239522 : i64, tame = false, sizes = array<i64: 1, 2, 1>, strides = array<i64: 13, 5, 2>, offset = 0 : i64}}) {
  %c0 = arith.constant 0 : index
  %v1 = arith.constant 0x0000000000000000 : f64
  %v0 = vector.transfer_read %a0[%c0, %c0, %c0], %v1 : memref<?x?x?xf64>, vector<1x2x1xf64>
  %v2 = softplus.softplus_grad %v0, %v0 beta 0x3FE6666666666666 threshold 0x7FF0000000000000 : vector<1x2x1xf64>
  %v3 = math.absf %v2 : vector<1x2x1xf64>
  %v4 = softplus.softplus %v3 accuracy<correct> : vector<1x2x1xf64>
  vector.transfer_write %v4, %a1[%c0, %c0, %c0] : vector<1x2x1xf64>, memref<1x?x?xf64, strided<[13, 5, 2]>>
  return
}
}
