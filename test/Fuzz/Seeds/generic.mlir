func.func @f(%x: f32) {
  %0 = "softplus.softplus"(%x) <{beta = 2.0 : f64, threshold = 20.0 : f64}> : (f32) -> f32
  %1 = "softplus.softplus_grad"(%x, %x) <{accuracy = #softplus.accuracy<correct>}> {test.tag} : (f32, f32) -> f32
  %2 = "softplus.softplus"(%x) : (f32) -> f32
  return
}
