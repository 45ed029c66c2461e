module {
func.func private @g2(%a0: bf16) -> (bf16) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %v2, %v7 = scf.while (%v0 = %a0, %v3 = %c0) : (bf16, index) -> (bf16, index) {
    %v6 = arith.cmpi slt, %v3, %c1 : index
    scf.condition(%v6) %v0, %v3 : bf16, index
  } do {
  ^bb0(%v1: bf16, %v4: index):
    %v8 = softplus.softplus %v1 beta 0x3FB7BC0000000000 : bf16
    %v5 = arith.addi %v4, %c1 : index
    scf.yield %v8, %v5 : bf16, index
  }
  return %v2 : bf16
}
func.func private @g1(%a0: tensor<2x0x4x?xf16>,
    %a1: f16,
    %a2: index,
    %a3: index) -> (tensor<?x?x2x?xf16>) {
  %c3 = arith.constant 3 : index
  %v5 = tensor.empty(%a2, %c3, %a3) : tensor<?x?x2x?xf16>
  %v6 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d2, d0, d3, d1)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%a0 : tensor<2x0x4x?xf16>) outs(%v5 : tensor<?x?x2x?xf16>) {
  ^bb0(%v0: f16, %v1: f16):
    %v2 = arith.negf %v0 : f16
    %v3 = math.absf %v2 : f16
    %v4 = softplus.softplus_grad %v3, %v0 beta 0xBFFB333333333333 : f16
    linalg.yield %v4 : f16
  } -> tensor<?x?x2x?xf16>
  return %v6 : tensor<?x?x2x?xf16>
}
func.func @f2(%a0: memref<bf16, strided<[], offset: 4>> {softplus.input = {seed = 1786368 : i64, tame = false, sizes = array<i64>, strides = array<i64>, offset = 4 : i64}},
    %a1: memref<bf16> {softplus.input = {seed = 3201775 : i64, tame = false, sizes = array<i64>, strides = array<i64>, offset = 0 : i64}}) {
  linalg.abs ins(%a0 : memref<bf16, strided<[], offset: 4>>) outs(%a1 : memref<bf16>)
  return
}
func.func @f1(%a0: memref<6x7xf32, strided<[14, 2]>> {softplus.input = {seed = 3721418 : i64, tame = false, sizes = array<i64: 6, 7>, strides = array<i64: 14, 2>, offset = 0 : i64}},
    %a1: memref<6xf32> {softplus.input = {seed = 3888679 : i64, tame = false, sizes = array<i64: 6>, strides = array<i64: 1>, offset = 0 : i64}},
    %a2: memref<6x7xf32, strided<[15, 2]>> {softplus.input = {seed = 3090219 : i64, tame = false, sizes = array<i64: 6, 7>, strides = array<i64: 15, 2>, offset = 0 : i64}}) {
  %v3 = arith.constant 0xC09DF000 : f32
  linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1 * -1 + 6)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%a0, %a1 : memref<6x7xf32, strided<[14, 2]>>, memref<6xf32>) outs(%a2 : memref<6x7xf32, strided<[15, 2]>>) {
  ^bb0(%v0: f32, %v1: f32, %v2: f32):
    %v4 = softplus.softplus %v0 beta 0xBFF0000000000000 threshold 0x3FD1000000000000 : f32
    linalg.yield %v4 : f32
  }
  return
}
}
