func.func @f(%dy: f32, %x: f32) -> (f32, f32, f32, f32) {
  %zero = arith.constant 0.0 : f32
  %two = arith.constant 2.0 : f32
  %0 = softplus.softplus %x beta -2.0 threshold 100.0 : f32
  %1 = softplus.softplus %x : f32
  %2 = arith.maximumf %1, %zero : f32
  %3 = math.absf %1 : f32
  %4 = arith.mulf %x, %two fastmath<reassoc> : f32
  %5 = softplus.softplus %4 accuracy<correct> fastmath<reassoc> : f32
  %6 = arith.divf %5, %two fastmath<reassoc> : f32
  %7 = softplus.softplus_grad %dy, %x beta -1.0 : f32
  return %0, %2, %6, %7 : f32, f32, f32, f32
}
