// The value of the inner loop is always the same.
func.func @uniform(
    %x: memref<2x?xf16> {softplus.input = {seed = 1 : i64, tame = false, sizes = array<i64: 2, 4>, strides = array<i64: 4, 1>, offset = 0 : i64}},
    %y: memref<2x?x?xf64> {softplus.input = {seed = 2 : i64, tame = false, sizes = array<i64: 2, 4, 3>, strides = array<i64: 12, 3, 1>, offset = 0 : i64}}) {
  linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x : memref<2x?xf16>) outs(%y : memref<2x?x?xf64>) {
  ^bb0(%v: f16, %w: f64):
    %e = arith.extf %v : f16 to f64
    %g = softplus.softplus_grad %e, %e beta 3.3 : f64
    %s = softplus.softplus %g beta 0.7 threshold -25.0 : f64
    linalg.yield %s : f64
  }
  return
}
