// RUN: softplus-opt %s -mask-halves-as-integers | FileCheck %s

// CHECK-LABEL: @bf16
// CHECK-SAME:    %[[P:.*]]: !llvm.ptr, %[[M:.*]]: vector<8xi1>, %[[X:.*]]: vector<8xbf16>
// CHECK:         %[[PASS:.*]] = llvm.bitcast %[[X]] : vector<8xbf16> to vector<8xi16>
// CHECK:         %[[I:.*]] = llvm.intr.masked.load %[[P]], %[[M]], %[[PASS]] {alignment = 2 : i32} : (!llvm.ptr, vector<8xi1>, vector<8xi16>) -> vector<8xi16>
// CHECK:         llvm.intr.masked.store %[[I]], %[[P]], %[[M]] {alignment = 2 : i32} : vector<8xi16>
func.func @bf16(%p: !llvm.ptr, %mask: vector<8xi1>, %x: vector<8xbf16>) {
  %0 = llvm.intr.masked.load %p, %mask, %x {alignment = 2 : i32} : (!llvm.ptr, vector<8xi1>, vector<8xbf16>) -> vector<8xbf16>
  llvm.intr.masked.store %0, %p, %mask {alignment = 2 : i32} : vector<8xbf16>, vector<8xi1> into !llvm.ptr
  return
}

// CHECK-LABEL: @scalable_f16
// CHECK:         llvm.intr.masked.load {{.*}} -> vector<[8]xi16>
func.func @scalable_f16(%p: !llvm.ptr, %mask: vector<[8]xi1>, %x: vector<[8]xf16>) -> vector<[8]xf16> {
  %0 = llvm.intr.masked.load %p, %mask, %x {alignment = 2 : i32} : (!llvm.ptr, vector<[8]xi1>, vector<[8]xf16>) -> vector<[8]xf16>
  return %0 : vector<[8]xf16>
}

// CHECK-LABEL: @gather
// CHECK:         llvm.intr.masked.gather {{.*}} -> vector<8xi16>
// CHECK:         llvm.intr.masked.scatter {{.*}} : vector<8xi16>
func.func @gather(%p: vector<8x!llvm.ptr>, %mask: vector<8xi1>, %x: vector<8xbf16>) {
  %0 = llvm.intr.masked.gather %p, %mask, %x {alignment = 2 : i32} : (vector<8x!llvm.ptr>, vector<8xi1>, vector<8xbf16>) -> vector<8xbf16>
  llvm.intr.masked.scatter %0, %p, %mask {alignment = 2 : i32} : vector<8xbf16>, vector<8xi1> into vector<8x!llvm.ptr>
  return
}

// CHECK-LABEL: @f32_no
// CHECK:         llvm.intr.masked.load {{.*}} -> vector<8xf32>
// CHECK:         llvm.intr.masked.store {{.*}} : vector<8xf32>
func.func @f32_no(%p: !llvm.ptr, %mask: vector<8xi1>, %x: vector<8xf32>) {
  %0 = llvm.intr.masked.load %p, %mask, %x {alignment = 4 : i32} : (!llvm.ptr, vector<8xi1>, vector<8xf32>) -> vector<8xf32>
  llvm.intr.masked.store %0, %p, %mask {alignment = 4 : i32} : vector<8xf32>, vector<8xi1> into !llvm.ptr
  return
}
