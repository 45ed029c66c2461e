module {
func.func private @g1(%a0: memref<1x?x?xf32, strided<[4, 1, 4]>>,
    %a1: vector<1x3x4xf32>) {
  %c0 = arith.constant 0 : index
  %v1 = arith.constant 0x40BA0000 : f32
  %c3 = arith.constant 3 : index
  %c1 = arith.constant 1 : index
  %v4 = arith.constant 0x3F520000 : f32
  %v0 = vector.transfer_read %a0[%c0, %c0, %c0], %v1 : memref<1x?x?xf32, strided<[4, 1, 4]>>, vector<1x3x4xf32>
  %v2 = softplus.softplus_grad %a1, %v0 : vector<1x3x4xf32>
  %v3 = memref.alloc(%c3, %c1) : memref<1x?x?xf32>
  linalg.fill ins(%v4 : f32) outs(%v3 : memref<1x?x?xf32>)
  vector.transfer_write %v2, %v3[%c0, %c0, %c0] : vector<1x3x4xf32>, memref<1x?x?xf32>
  return
}
func.func @f1(%a0: bf16 {softplus.input = {seed = 8771000 : i64, tame = true}},
    %a1: memref<1x?x?xf32, strided<[4, 1, 4]>> {softplus.input = {seed = 12636909 : i64, tame = true, sizes = array<i64: 1, 3, 1>, strides = array<i64: 4, 1, 4>, offset = 0 : i64}},
    %a2: f32 {softplus.input = {seed = 15642417 : i64, tame = true}},
    %a3: i1 {softplus.input = {value = 0 : i64}}) -> (f64, f32, bf16) {
  %v2 = arith.constant dense<0x3F808000> : vector<1x3x4xf32>
  %v6 = arith.constant 0x404CE000 : f32
  %v0 = arith.addf %a0, %a0 : bf16
  %v1 = softplus.softplus %a0 beta 0x400A666666666666 : bf16
  func.call @g1(%a1, %v2) : (memref<1x?x?xf32, strided<[4, 1, 4]>>, vector<1x3x4xf32>) -> ()
  %v3 = scf.if %a3 -> (f32) {
    %v4 = softplus.softplus_grad %a2, %a2 threshold 0xC03A9C0000000000 fastmath<nnan> : f32
    %v5 = arith.mulf %v4, %a2 : f32
    scf.yield %v5 : f32
  } else {
    scf.yield %a2 : f32
  }
  %v7 = softplus.softplus_grad %v6, %v6 beta 0x3FE6666666666666 fastmath<nnan,contract> : f32
  %v8 = arith.negf %v3 : f32
  %v9 = softplus.softplus_grad %v8, %v8 beta 0x4020C70C00000000 : f32
  %v10 = arith.extf %v9 : f32 to f64
  return %v10, %v7, %v1 : f64, f32, bf16
}
}
