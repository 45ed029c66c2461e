func.func @f(%x: f32, %v: vector<2x[4]xf64>, %t: tensor<*xf16>) {
  %0 = softplus.softplus %x beta 2.0 threshold 30.0 accuracy<correct> fastmath<nnan> {test.tag} : f32
  %1 = softplus.softplus_grad %v, %v beta -0.7 accuracy<fast> : vector<2x[4]xf64>
  %2 = softplus.softplus %t threshold 0x7FF0000000000000 fastmath<fast> : tensor<*xf16>
  return
}
