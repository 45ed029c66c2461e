module {
func.func private @g1(%a0: tensor<2x4x4xbf16>,
    %a1: tensor<2x4x4xbf16>,
    %a2: tensor<2x11xbf16>,
    %a3: tensor<f32>,
    %a4: tensor<1xf64>) -> (tensor<2x11xbf16>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %c2 = arith.constant 2 : index
  %v2, %v7 = scf.while (%v0 = %a0, %v3 = %c0) : (tensor<2x4x4xbf16>, index) -> (tensor<2x4x4xbf16>, index) {
    %v6 = arith.cmpi slt, %v3, %c3 : index
    scf.condition(%v6) %v0, %v3 : tensor<2x4x4xbf16>, index
  } do {
  ^bb0(%v1: tensor<2x4x4xbf16>, %v4: index):
    %v8 = softplus.softplus_grad %a1, %v1 threshold 0xC03B340000000000 : tensor<2x4x4xbf16>
    %v5 = arith.addi %v4, %c1 : index
    scf.yield %v8, %v5 : tensor<2x4x4xbf16>, index
  }
  %v9 = tensor.empty() : tensor<2x11xbf16>
  %v11 = scf.forall (%v13) in (%c2) shared_outs(%v10 = %v9) -> (tensor<2x11xbf16>) {
    %v12 = tensor.extract_slice %a2[%v13, 0] [1, 11] [1, 1] : tensor<2x11xbf16> to tensor<1x11xbf16>
    %v14 = softplus.softplus %v12 beta 0x400A666666666666 fastmath<afn,reassoc> : tensor<1x11xbf16>
    %v15 = arith.mulf %v14, %v12 : tensor<1x11xbf16>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %v15 into %v10[%v13, 0] [1, 11] [1, 1] : tensor<1x11xbf16> into tensor<2x11xbf16>
    }
  }
  %v24 = tensor.empty() : tensor<f32>
  %v25 = linalg.generic {indexing_maps = [affine_map<() -> ()>, affine_map<() -> ()>, affine_map<() -> ()>], iterator_types = []} ins(%a3, %a3 : tensor<f32>, tensor<f32>) outs(%v24 : tensor<f32>) {
  ^bb0(%v16: f32, %v17: f32, %v18: f32):
    %v19 = softplus.softplus_grad %v17, %v17 beta 0x417F640000000000 threshold 0x7FF0000000000000 : f32
    %v20 = arith.cmpf olt, %v19, %v19 : f32
    %v21 = arith.select %v20, %v19, %v19 : f32
    %v22 = softplus.softplus %v21 beta 0xC013579800000000 fastmath<afn,nnan,contract> : f32
    %v23 = arith.maximumf %v22, %v19 : f32
    linalg.yield %v23 : f32
  } -> tensor<f32>
  %v26 = arith.addf %a4, %a4 : tensor<1xf64>
  %v27 = softplus.softplus %v26 beta 0x4976480000000000 threshold 0x7FF0000000000000 fastmath<nnan> : tensor<1xf64>
  return %v11 : tensor<2x11xbf16>
}
func.func @f2(%a0: i1 {softplus.input = {value = 0 : i64}},
    %a1: memref<f32> {softplus.input = {seed = 12509075 : i64, tame = false, sizes = array<i64>, strides = array<i64>, offset = 0 : i64}},
    %a2: memref<203xf32> {softplus.input = {seed = 13353238 : i64, tame = false, sizes = array<i64: 203>, strides = array<i64: 1>, offset = 0 : i64}},
    %a3: memref<f64> {softplus.input = {seed = 7214224 : i64, tame = false, sizes = array<i64>, strides = array<i64>, offset = 0 : i64}},
    %a4: memref<203xf64> {softplus.input = {seed = 16243249 : i64, tame = false, sizes = array<i64: 203>, strides = array<i64: 1>, offset = 0 : i64}},
    %a5: tensor<2x4x4xbf16> {softplus.input = {seed = 14063922 : i64, tame = false, sizes = array<i64: 2, 4, 4>}},
    %a6: tensor<2x4x4xbf16> {softplus.input = {seed = 9157055 : i64, tame = false, sizes = array<i64: 2, 4, 4>}},
    %a7: tensor<2x11xbf16> {softplus.input = {seed = 10719574 : i64, tame = false, sizes = array<i64: 2, 11>}},
    %a8: tensor<f32> {softplus.input = {seed = 6812828 : i64, tame = false, sizes = array<i64>}},
    %a9: tensor<1xf64> {softplus.input = {seed = 9770812 : i64, tame = false, sizes = array<i64: 1>}}) -> (tensor<2x11xbf16>) {
  %v4 = arith.constant 0xBFEE000000000000 : f64
  scf.if %a0 {
    linalg.generic {indexing_maps = [affine_map<(d0) -> ()>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%a1, %a2, %a3 : memref<f32>, memref<203xf32>, memref<f64>) outs(%a4 : memref<203xf64>) {
  ^bb0(%v0: f32, %v1: f32, %v2: f64, %v3: f64):
      %v5 = softplus.softplus %v2 threshold 0x4000400000000000 fastmath<afn> : f64
      linalg.yield %v5 : f64
  }
  }
  %v6 = func.call @g1(%a5, %a6, %a7, %a8, %a9) : (tensor<2x4x4xbf16>, tensor<2x4x4xbf16>, tensor<2x11xbf16>, tensor<f32>, tensor<1xf64>) -> (tensor<2x11xbf16>)
  return %v6 : tensor<2x11xbf16>
}
func.func @f1(%a0: tensor<2x4x4xbf16> {softplus.input = {seed = 14063922 : i64, tame = false, sizes = array<i64: 2, 4, 4>}},
    %a1: tensor<2x4x4xbf16> {softplus.input = {seed = 9157055 : i64, tame = false, sizes = array<i64: 2, 4, 4>}},
    %a2: tensor<2x11xbf16> {softplus.input = {seed = 10719574 : i64, tame = false, sizes = array<i64: 2, 11>}},
    %a3: tensor<f32> {softplus.input = {seed = 6812828 : i64, tame = false, sizes = array<i64>}},
    %a4: tensor<1xf64> {softplus.input = {seed = 9770812 : i64, tame = false, sizes = array<i64: 1>}},
    %a5: tensor<2x4x4xbf16> {softplus.input = {seed = 14063922 : i64, tame = false, sizes = array<i64: 2, 4, 4>}},
    %a6: tensor<2x4x4xbf16> {softplus.input = {seed = 9157055 : i64, tame = false, sizes = array<i64: 2, 4, 4>}},
    %a7: tensor<2x11xbf16> {softplus.input = {seed = 10719574 : i64, tame = false, sizes = array<i64: 2, 11>}},
    %a8: tensor<f32> {softplus.input = {seed = 6812828 : i64, tame = false, sizes = array<i64>}},
    %a9: tensor<1xf64> {softplus.input = {seed = 9770812 : i64, tame = false, sizes = array<i64: 1>}},
    %a10: memref<14xbf16> {softplus.input = {seed = 8579186 : i64, tame = false, sizes = array<i64: 14>, strides = array<i64: 1>, offset = 0 : i64}},
    %a11: memref<14xf64> {softplus.input = {seed = 7861290 : i64, tame = false, sizes = array<i64: 14>, strides = array<i64: 1>, offset = 0 : i64}}) -> (tensor<2x11xbf16>, tensor<2x11xbf16>) {
  %v10 = arith.constant 0x442F : bf16
  %v0 = func.call @g1(%a0, %a1, %a2, %a3, %a4) : (tensor<2x4x4xbf16>, tensor<2x4x4xbf16>, tensor<2x11xbf16>, tensor<f32>, tensor<1xf64>) -> (tensor<2x11xbf16>)
  %v1 = func.call @g1(%a5, %a6, %a7, %a8, %a9) : (tensor<2x4x4xbf16>, tensor<2x4x4xbf16>, tensor<2x11xbf16>, tensor<f32>, tensor<1xf64>) -> (tensor<2x11xbf16>)
  %v9 = memref.alloc() : memref<14xbf16>
  linalg.fill ins(%v10 : bf16) outs(%v9 : memref<14xbf16>)
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%a10, %a11 : memref<14xbf16>, memref<14xf64>) outs(%v9 : memref<14xbf16>) {
  ^bb0(%v2: bf16, %v3: f64, %v4: bf16):
    %v5 = softplus.softplus %v2 beta 0xBFFB333333333333 threshold 0x3FE9000000000000 : bf16
    %v6 = arith.negf %v5 : bf16
    %v7 = arith.negf %v6 : bf16
    %v8 = softplus.softplus_grad %v5, %v7 beta 0xBFF0000000000000 : bf16
    linalg.yield %v8 : bf16
  }
  return %v1, %v0 : tensor<2x11xbf16>, tensor<2x11xbf16>
}
}
