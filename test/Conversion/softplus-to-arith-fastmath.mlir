// RUN: softplus-opt %s -convert-softplus-to-arith -canonicalize -cse | FileCheck %s

// nnan: nothing looks for NaN when bf16 is rounded.

// CHECK-LABEL: @bf16_nnan
// CHECK-NOT:     cmpf uno
func.func @bf16_nnan(%x: bf16) -> bf16 {
  %0 = softplus.softplus %x fastmath<nnan> : bf16
  return %0 : bf16
}

// CHECK-LABEL: @bf16_beta_nnan
// CHECK-NOT:     cmpf uno
func.func @bf16_beta_nnan(%x: bf16) -> bf16 {
  %0 = softplus.softplus %x beta 0.7 fastmath<nnan> : bf16
  return %0 : bf16
}

// CHECK-LABEL: @bf16_no
// CHECK:         cmpf uno
func.func @bf16_no(%x: bf16) -> bf16 {
  %0 = softplus.softplus %x fastmath<ninf,nsz> : bf16
  return %0 : bf16
}

// ninf: no dy is infinite where the sigmoid is zero. 3.40282347E+38 is the largest
// f32.

// CHECK-LABEL: @grad_ninf
// CHECK-NOT:     3.40282347E+38
// CHECK:         return
func.func @grad_ninf(%dy: f32, %x: f32) -> f32 {
  %0 = softplus.softplus_grad %dy, %x fastmath<ninf> : f32
  return %0 : f32
}

// CHECK-LABEL: @grad_no
// CHECK:         3.40282347E+38
// CHECK:         return
func.func @grad_no(%dy: f32, %x: f32) -> f32 {
  %0 = softplus.softplus_grad %dy, %x fastmath<nnan,nsz> : f32
  return %0 : f32
}
