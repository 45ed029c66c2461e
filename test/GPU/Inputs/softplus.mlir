func.func @main() {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<8xf32>
  %x = linalg.fill ins(%zero : f32) outs(%empty : tensor<8xf32>) -> tensor<8xf32>
  %y = softplus.softplus %x : tensor<8xf32>
  %c0 = arith.constant 0 : index
  %first = tensor.extract %y[%c0] : tensor<8xf32>
  vector.print %first : f32
  return
}
