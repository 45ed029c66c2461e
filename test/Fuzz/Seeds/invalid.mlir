func.func @f(%x: f32) {
  %0 = softplus.softplus %x beta 0.0 threshold 0x7FF8000000000000 {alpha = 1.0} : f32
  return
}
