module {
func.func private @g1(%a0: vector<6x5xf16>,
    %a1: vector<1x4xf32>) -> (vector<1x4xf32>, vector<6x5xf16>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  cf.br ^bb1(%a0, %c0 : vector<6x5xf16>, index)
  ^bb1(%v0: vector<6x5xf16>, %v4: index):
  %v6 = arith.cmpi slt, %v4, %c2 : index
  cf.cond_br %v6, ^bb2, ^bb3
  ^bb2:
    %v7 = softplus.softplus_grad %v0, %v0 threshold 0xC022B80000000000 fastmath<arcp> : vector<6x5xf16>
    %v5 = arith.addi %v4, %c1 : index
    cf.br ^bb1(%v7, %v5 : vector<6x5xf16>, index)
  ^bb3:
  %v8 = softplus.softplus_grad %a1, %a1 threshold 0xFFF0000000000000 : vector<1x4xf32>
  return %v8, %v0 : vector<1x4xf32>, vector<6x5xf16>
}
memref.global "private" constant @f1_global_4 : memref<5x2x7x3xf64> = dense<0x4005E00000000000>
func.func @f1(%a0: memref<6x?x?x?xf64, strided<[16, 8, 2, -1], offset: 1>> {softplus.input = {seed = 16435520 : i64, tame = false, sizes = array<i64: 6, 2, 4, 2>, strides = array<i64: 16, 8, 2, -1>, offset = 1 : i64}},
    %a1: memref<?x?x?x?xf64, strided<[16, 2, 4, 1]>> {softplus.input = {seed = 2172624 : i64, tame = false, sizes = array<i64: 3, 2, 4, 2>, strides = array<i64: 16, 2, 4, 1>, offset = 0 : i64}},
    %a2: f32 {softplus.input = {seed = 16128864 : i64, tame = false}},
    %a3: memref<?xf32, strided<[?], offset: ?>> {softplus.input = {seed = 5885523 : i64, tame = false, sizes = array<i64: 64>, strides = array<i64: 1>, offset = 0 : i64}}) {
  %v0 = arith.constant dense<"0xD2E1885513C3B4462E42B64000806C40B8BB00FC60BF70C600FC1C40644689C7344678C400FC88556FC4B8350000884176BFA83860C56C3994C38A3E"> : vector<6x5xf16>
  %v1 = arith.constant dense<0xC2D00000> : vector<1x4xf32>
  %v4 = memref.get_global @f1_global_4 : memref<5x2x7x3xf64>
  %v2, %v3 = func.call @g1(%v0, %v1) : (vector<6x5xf16>, vector<1x4xf32>) -> (vector<1x4xf32>, vector<6x5xf16>)
  linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d2 + 1, d3, (d1 + 5) mod 7, d0)>, affine_map<(d0, d1, d2, d3) -> (2, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%v4, %a0 : memref<5x2x7x3xf64>, memref<6x?x?x?xf64, strided<[16, 8, 2, -1], offset: 1>>) outs(%a1 : memref<?x?x?x?xf64, strided<[16, 2, 4, 1]>>) {
  ^bb0(%v5: f64, %v6: f64, %v7: f64):
    %v8 = softplus.softplus_grad %v5, %v5 threshold 0x0000000000000000 fastmath<nnan,reassoc> : f64
    linalg.yield %v8 : f64
  }
  linalg.fill ins(%a2 : f32) outs(%a3 : memref<?xf32, strided<[?], offset: ?>>)
  return
}
}
