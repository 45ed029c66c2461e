func.func @unused(%x: f32 {softplus.input = {seed = 1 : i64, tame = true}}) -> f32 {
  return %x : f32
}
func.func @f(%in: memref<?xf32> {softplus.input = {seed = 2 : i64, tame = false, sizes = array<i64: 21>, strides = array<i64: 1>, offset = 0 : i64}},
             %out: memref<?xf32> {softplus.input = {seed = 3 : i64, tame = false, sizes = array<i64: 21>, strides = array<i64: 1>, offset = 0 : i64}}) {
  linalg.map { softplus.softplus } ins(%in : memref<?xf32>) outs(%out : memref<?xf32>)
  return
}
