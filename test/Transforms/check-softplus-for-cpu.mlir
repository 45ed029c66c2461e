// RUN: softplus-opt %s -check-softplus-for-cpu -split-input-file -verify-diagnostics
// RUN: softplus-opt %s -softplus-to-cpu-pipeline -split-input-file -verify-diagnostics

// Legal: strided layouts, memory spaces that are integers, and softplus on scalars
// in any function.

func.func @strided(%a: memref<4xf32, strided<[-2], offset: 6>, 1>, %o: memref<4xf32, strided<[?], offset: ?>>) {
  linalg.map { softplus.softplus } ins(%a : memref<4xf32, strided<[-2], offset: 6>, 1>) outs(%o : memref<4xf32, strided<[?], offset: ?>>)
  return
}
llvm.func @scalar(%x: f32) -> f32 {
  %0 = softplus.softplus %x : f32
  llvm.return %0 : f32
}

// -----

// Legal: the code of another device.

gpu.module @device {
  func.func @f(%x: tensor<*xf32>, %m: memref<4xf32, #gpu.address_space<global>>, %i: index) -> f32 {
    %0 = softplus.softplus %x : tensor<*xf32>
    %1 = memref.load %m[%i] : memref<4xf32, #gpu.address_space<global>>
    return %1 : f32
  }
}

// -----

// expected-error @+1 {{'func.func' op has no lowering for CPUs on 'tensor<4xf32, "nhwc">' with the encoding "nhwc"; allowed are tensors without one}}
func.func @encoding(%x: tensor<4xf32, "nhwc">) {
  // expected-error @+1 {{'softplus.softplus' op has no lowering for CPUs on 'tensor<4xf32, "nhwc">' with the encoding "nhwc"; allowed are tensors without one}}
  %0 = softplus.softplus %x : tensor<4xf32, "nhwc">
  return
}

// -----

// Of any operation, not of softplus alone; once for each.

// expected-error @+1 {{'func.func' op has no lowering for CPUs on 'tensor<4xf32, "nhwc">' with the encoding "nhwc"; allowed are tensors without one}}
func.func @encoding_of_another(%x: tensor<4xf32, "nhwc">) {
  // expected-error @+1 {{'arith.addf' op has no lowering for CPUs on 'tensor<4xf32, "nhwc">' with the encoding "nhwc"; allowed are tensors without one}}
  %0 = arith.addf %x, %x : tensor<4xf32, "nhwc">
  return
}

// -----

// expected-error @+1 {{'func.func' op has no lowering for CPUs on 'memref<16xf32, affine_map<(d0) -> (d0 floordiv 4, d0 mod 4)>>' of layout affine_map<(d0) -> (d0 floordiv 4, d0 mod 4)>; allowed are identity and strided layouts}}
func.func @layout(%a: memref<16xf32, affine_map<(d0) -> (d0 floordiv 4, d0 mod 4)>>, %o: memref<16xf32>) {
  // expected-error @+1 {{'linalg.map' op has no lowering for CPUs on 'memref<16xf32, affine_map<(d0) -> (d0 floordiv 4, d0 mod 4)>>' of layout affine_map<(d0) -> (d0 floordiv 4, d0 mod 4)>; allowed are identity and strided layouts}}
  linalg.map { softplus.softplus } ins(%a : memref<16xf32, affine_map<(d0) -> (d0 floordiv 4, d0 mod 4)>>) outs(%o : memref<16xf32>)
  return
}

// -----

// expected-error @+1 {{'func.func' op has no lowering for CPUs on 'memref<?xf32, #gpu.address_space<global>>' in memory space #gpu.address_space<global>; allowed are integers and none}}
func.func @memory_space(%a: memref<?xf32, #gpu.address_space<global>>, %o: memref<?xf32>) {
  // expected-error @+1 {{'linalg.map' op has no lowering for CPUs on 'memref<?xf32, #gpu.address_space<global>>' in memory space #gpu.address_space<global>; allowed are integers and none}}
  linalg.map { softplus.softplus } ins(%a : memref<?xf32, #gpu.address_space<global>>) outs(%o : memref<?xf32>)
  return
}

// -----

// In the type of a declaration alone.

// expected-error @+1 {{'func.func' op has no lowering for CPUs on 'memref<*xf32, "x">' in memory space "x"; allowed are integers and none}}
func.func private @declaration(memref<*xf32, "x">)

// -----

// expected-error @+1 {{'ml_program.func' op has no lowering for CPUs around softplus.softplus on 'tensor<4xf32>'; allowed around tensors is func.func}}
ml_program.func @function(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = softplus.softplus %x : tensor<4xf32>
  ml_program.return %0 : tensor<4xf32>
}

// -----

func.func @softplus_unranked(%x: tensor<*xf32>) -> tensor<*xf32> {
  // expected-error @+1 {{'softplus.softplus' op has no lowering for CPUs on 'tensor<*xf32>'; allowed are scalars, vectors and ranked tensors}}
  %0 = softplus.softplus %x : tensor<*xf32>
  return %0 : tensor<*xf32>
}

// -----

func.func @softplus_grad_unranked(%x: tensor<*xf64>) -> tensor<*xf64> {
  // expected-error @+1 {{'softplus.softplus_grad' op has no lowering for CPUs on 'tensor<*xf64>'; allowed are scalars, vectors and ranked tensors}}
  %0 = softplus.softplus_grad %x, %x : tensor<*xf64>
  return %0 : tensor<*xf64>
}

// -----

// In a module of a module.

module {
  module @nested {
    func.func @softplus_unranked(%x: tensor<*xf32>) -> tensor<*xf32> {
      // expected-error @+1 {{'softplus.softplus' op has no lowering for CPUs on 'tensor<*xf32>'; allowed are scalars, vectors and ranked tensors}}
      %0 = softplus.softplus %x : tensor<*xf32>
      return %0 : tensor<*xf32>
    }
  }
}
