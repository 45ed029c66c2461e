module {
memref.global "private" constant @g2_global_0 : memref<31xf64> = dense<0xBFF3900000000000>
func.func private @g2(%a0: memref<31xf64>,
    %a1: memref<31xf64>,
    %a2: memref<?xf64>,
    %a3: memref<?xf64>) {
  %v0 = memref.get_global @g2_global_0 : memref<31xf64>
  %c31 = arith.constant 31 : index
  %v8 = arith.constant 0x3FE0500000000000 : f64
  %c3 = arith.constant 3 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %v7 = memref.alloc(%c31) : memref<?xf64>
  linalg.fill ins(%v8 : f64) outs(%v7 : memref<?xf64>)
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%v0, %a0 : memref<31xf64>, memref<31xf64>) outs(%v7 : memref<?xf64>) {
  ^bb0(%v1: f64, %v2: f64, %v3: f64):
    %v4 = arith.cmpf uge, %v1, %v1 : f64
    %v5 = arith.select %v4, %v1, %v1 : f64
    %v6 = softplus.softplus_grad %v2, %v5 beta 0x4059000000000000 : f64
    linalg.yield %v6 : f64
  }
  scf.forall (%v9) in (%c3) {
    %v10 = memref.load %a2[%v9] : memref<?xf64>
    %v11 = softplus.softplus %v10 beta 0xBFF0000000000000 : f64
    memref.store %v11, %a3[%v9] : memref<?xf64>
  }
  return
}
func.func private @g1(%a0: memref<?x?xf32, strided<[-10, 1], offset: 20>>,
    %a1: memref<f32>) {
  linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> ()>], iterator_types = ["reduction", "reduction"]} ins(%a0 : memref<?x?xf32, strided<[-10, 1], offset: 20>>) outs(%a1 : memref<f32>) {
  ^bb0(%v0: f32, %v1: f32):
    %v2 = softplus.softplus_grad %v0, %v0 beta 0x38E4D80000000000 threshold 0x0000000000000000 fastmath<afn> : f32
    %v3 = arith.mulf %v2, %v2 : f32
    %v4 = arith.addf %v1, %v3 : f32
    linalg.yield %v4 : f32
  }
  return
}
func.func @f1(%a0: memref<?x?xf32, strided<[-10, 1], offset: 20>> {softplus.input = {seed = 8864041 : i64, tame = true, sizes = array<i64: 3, 10>, strides = array<i64: -10, 1>, offset = 20 : i64}},
    %a1: memref<f32> {softplus.input = {seed = 13970681 : i64, tame = true, sizes = array<i64>, strides = array<i64>, offset = 0 : i64}},
    %a2: memref<4x4x2xf32, strided<[23, 5, 2]>> {softplus.input = {seed = 9608358 : i64, tame = true, sizes = array<i64: 4, 4, 2>, strides = array<i64: 23, 5, 2>, offset = 0 : i64}},
    %a3: memref<4x4x2x2xf32, strided<[32, 8, 4, 1]>> {softplus.input = {seed = 5768496 : i64, tame = true, sizes = array<i64: 4, 4, 2, 2>, strides = array<i64: 32, 8, 4, 1>, offset = 0 : i64}},
    %a4: memref<31xf64> {softplus.input = {seed = 6445610 : i64, tame = true, sizes = array<i64: 31>, strides = array<i64: 1>, offset = 0 : i64}},
    %a5: memref<31xf64> {softplus.input = {seed = 6445610 : i64, tame = true, sizes = array<i64: 31>, strides = array<i64: 1>, offset = 0 : i64, shared = 4 : i64}},
    %a6: memref<?xf64> {softplus.input = {seed = 13766699 : i64, tame = true, sizes = array<i64: 3>, strides = array<i64: 1>, offset = 0 : i64}},
    %a7: memref<?xf64> {softplus.input = {seed = 963062 : i64, tame = true, sizes = array<i64: 3>, strides = array<i64: 1>, offset = 0 : i64}},
    %a8: memref<32xf64> {softplus.input = {seed = 1775578 : i64, tame = true, sizes = array<i64: 32>, strides = array<i64: 1>, offset = 0 : i64}},
    %a9: memref<32xf64, strided<[1], offset: 6>> {softplus.input = {seed = 10206644 : i64, tame = true, sizes = array<i64: 32>, strides = array<i64: 1>, offset = 6 : i64}}) {
  func.call @g1(%a0, %a1) : (memref<?x?xf32, strided<[-10, 1], offset: 20>>, memref<f32>) -> ()
  linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1 * -1 + 3, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%a2 : memref<4x4x2xf32, strided<[23, 5, 2]>>) outs(%a3 : memref<4x4x2x2xf32, strided<[32, 8, 4, 1]>>) {
  ^bb0(%v0: f32, %v1: f32):
    %v2 = softplus.softplus %v0 beta 0xBD12E00000000000 threshold 0x0000000000000000 : f32
    %v3 = math.fma %v2, %v0, %v2 : f32
    %v4 = arith.cmpf ord, %v3, %v3 : f32
    %v5 = arith.select %v4, %v3, %v3 : f32
    %v6 = arith.addf %v1, %v5 : f32
    linalg.yield %v6 : f32
  }
  func.call @g2(%a4, %a5, %a6, %a7) : (memref<31xf64>, memref<31xf64>, memref<?xf64>, memref<?xf64>) -> ()
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 * -1 + 31)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%a8 : memref<32xf64>) outs(%a9 : memref<32xf64, strided<[1], offset: 6>>) {
  ^bb0(%v7: f64, %v8: f64):
    %v9 = softplus.softplus_grad %v7, %v7 threshold 0x7FF0000000000000 fastmath<ninf> : f64
    linalg.yield %v9 : f64
  }
  return
}
}
