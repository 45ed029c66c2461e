// Rows of which the loop vectorizer leaves one element.
func.func @f(%x: tensor<3x9xbf16> {softplus.input = {seed = 7931479 : i64, tame = true, sizes = array<i64: 3, 9>}}) -> tensor<3x9xbf16> {
  %y = arith.negf %x : tensor<3x9xbf16>
  %z = softplus.softplus_grad %y, %y beta -1.7 fastmath<ninf> : tensor<3x9xbf16>
  return %z : tensor<3x9xbf16>
}
