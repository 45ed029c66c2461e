func.func @f(%x: bf16) {
  %0 = softplus.softplus %x {beta = 2.0, threshold = 3.0, accuracy = #softplus.accuracy<fast>, fastmath = #arith.fastmath<afn>} : bf16
  %1 = softplus.softplus %x beta 2.0 {beta = 3.0} : bf16
  return
}
