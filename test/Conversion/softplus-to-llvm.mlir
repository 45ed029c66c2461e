// RUN: softplus-opt %s -convert-softplus-to-llvm | FileCheck %s
// RUN: softplus-opt %s -convert-softplus-to-llvm=accuracy=correct | FileCheck %s --check-prefix=CORRECT
// RUN: softplus-opt %s -convert-to-llvm | FileCheck %s --check-prefix=INTERFACE \
// RUN:   --implicit-check-not=softplus.softplus --implicit-check-not=unrealized_conversion_cast
// RUN: softplus-opt %s -convert-to-llvm | mlir-translate --mlir-to-llvmir \
// RUN: | FileCheck %s --check-prefix=TRANSLATED --implicit-check-not='{{call .* @[^l]}}'

// The interface leaves nothing, and LLVM IR calls intrinsics only.

// CHECK-LABEL:    func.func @scalar
// CHECK-NOT:        {{f64|call}}
// CHECK:            llvm.intr.fma({{.*}}) : (f32, f32, f32) -> f32
// CHECK-NOT:        {{f64|call}}
// CHECK:            return
// CORRECT-LABEL:  func.func @scalar
// CORRECT:          llvm.fpext %{{.*}} : f32 to f64
// CORRECT:          llvm.fptrunc %{{.*}} : f64 to f32
// INTERFACE-LABEL: llvm.func @scalar
func.func @scalar(%x: f32) -> f32 {
  %0 = softplus.softplus %x : f32
  return %0 : f32
}

// CORRECT-LABEL:  func.func @afn
// CORRECT-NOT:      f64
// CORRECT:          return
// INTERFACE-LABEL: llvm.func @afn
func.func @afn(%x: vector<4xf32>) -> vector<4xf32> {
  %0 = softplus.softplus %x fastmath<afn> : vector<4xf32>
  return %0 : vector<4xf32>
}

// CHECK-LABEL:    func.func @grad
// CHECK:            llvm.fdiv %{{.*}} : vector<8xf64>
// CHECK:            llvm.fptrunc %{{.*}} : vector<8xf64> to vector<8xf32>
// INTERFACE-LABEL: llvm.func @grad
func.func @grad(%dy: vector<8xf32>, %x: vector<8xf32>) -> vector<8xf32> {
  %0 = softplus.softplus_grad %dy, %x beta 0.7 accuracy<correct> : vector<8xf32>
  return %0 : vector<8xf32>
}

// CHECK-LABEL:    func.func @scalable
// CHECK:            llvm.mlir.constant(dense<{{.*}}> : vector<[4]xf32>) : vector<[4]xf32>
// CHECK:            llvm.trunc %{{.*}} : vector<[4]xi32> to vector<[4]xi16>
// INTERFACE-LABEL: llvm.func @scalable
// TRANSLATED:     define <vscale x 4 x bfloat> @scalable
func.func @scalable(%x: vector<[4]xbf16>) -> vector<[4]xbf16> {
  %0 = softplus.softplus %x : vector<[4]xbf16>
  return %0 : vector<[4]xbf16>
}

// CHECK-LABEL:    func.func @multidimensional
// CHECK:            %[[ROW:.*]] = llvm.extractvalue %{{.*}}[0, 1] : !llvm.array<2 x array<3 x vector<4xf64>>>
// CHECK:            llvm.intr.fabs(%[[ROW]])
// CHECK:            llvm.insertvalue %{{.*}}, %{{.*}}[0, 1]
// INTERFACE-LABEL: llvm.func @multidimensional
func.func @multidimensional(%x: vector<2x3x4xf64>) -> vector<2x3x4xf64> {
  %0 = softplus.softplus %x : vector<2x3x4xf64>
  return %0 : vector<2x3x4xf64>
}

// CHECK-LABEL:    func.func @rank_zero
// CHECK:            llvm.fpext %{{.*}} : vector<1xf16> to vector<1xf32>
// INTERFACE-LABEL: llvm.func @rank_zero
func.func @rank_zero(%x: vector<f16>) -> vector<f16> {
  %0 = softplus.softplus %x : vector<f16>
  return %0 : vector<f16>
}
