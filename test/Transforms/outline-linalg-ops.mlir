// RUN: softplus-opt %s -outline-linalg-ops=max-ops=2 -split-input-file | FileCheck %s
// RUN: softplus-opt %s -outline-linalg-ops=max-ops=0 -split-input-file | FileCheck %s --check-prefix=ANY --implicit-check-not="call @{{.*}}_linalg_"
// RUN: softplus-opt %s -outline-linalg-ops -split-input-file | FileCheck %s --check-prefix=ANY --implicit-check-not="call @{{.*}}_linalg_"

// Buffers that are used later are allocated in front of the call, others go along.

// CHECK-LABEL: func.func private @chain_linalg_0(
// CHECK-SAME:    %[[X:[^:]*]]: memref<?xf32>, %[[A:[^:]*]]: memref<?xf32>, %[[B:[^:]*]]: memref<?xf32>)
// CHECK-SAME:    attributes {llvm.linkage = #llvm.linkage<internal>, passthrough = ["noinline"]}
// CHECK-NEXT:    linalg.map { softplus.softplus {{.*}} } ins(%[[X]] : memref<?xf32>) outs(%[[A]] : memref<?xf32>)
// CHECK-NEXT:    linalg.map { softplus.softplus {{.*}} } ins(%[[A]] : memref<?xf32>) outs(%[[B]] : memref<?xf32>)
// CHECK-NEXT:    memref.dealloc %[[A]]
// CHECK-NEXT:    return
// CHECK:       func.func private @chain_linalg_1(
// CHECK-SAME:    %[[B:[^:]*]]: memref<?xf32>, %[[N:[^:]*]]: index)
// CHECK-NEXT:    linalg.map { softplus.softplus {{.*}} } ins(%[[B]] : memref<?xf32>) outs(%[[B]] : memref<?xf32>)
// CHECK-NEXT:    %[[C:.*]] = memref.alloc(%[[N]])
// CHECK-NEXT:    linalg.map { softplus.softplus {{.*}} } ins(%[[B]] : memref<?xf32>) outs(%[[C]] : memref<?xf32>)
// CHECK-NEXT:    memref.dealloc %[[C]]
// CHECK-NEXT:    return
// CHECK:       func.func @chain(
// CHECK-SAME:    %[[X:.*]]: memref<?xf32>, %[[N:.*]]: index) -> memref<?xf32>
// CHECK-NEXT:    %[[A:.*]] = memref.alloc(%[[N]])
// CHECK-NEXT:    %[[B:.*]] = memref.alloc(%[[N]])
// CHECK-NEXT:    call @chain_linalg_0(%[[X]], %[[A]], %[[B]])
// CHECK-NEXT:    call @chain_linalg_1(%[[B]], %[[N]])
// CHECK-NEXT:    return %[[B]]
// ANY-LABEL: func.func @chain(
func.func @chain(%x: memref<?xf32>, %n: index) -> memref<?xf32> {
  %a = memref.alloc(%n) : memref<?xf32>
  linalg.map { softplus.softplus } ins(%x : memref<?xf32>) outs(%a : memref<?xf32>)
  %b = memref.alloc(%n) : memref<?xf32>
  linalg.map { softplus.softplus } ins(%a : memref<?xf32>) outs(%b : memref<?xf32>)
  memref.dealloc %a : memref<?xf32>
  linalg.map { softplus.softplus } ins(%b : memref<?xf32>) outs(%b : memref<?xf32>)
  %c = memref.alloc(%n) : memref<?xf32>
  linalg.map { softplus.softplus } ins(%b : memref<?xf32>) outs(%c : memref<?xf32>)
  memref.dealloc %c : memref<?xf32>
  return %b : memref<?xf32>
}

// -----

// Constants are cloned, what computes later operands comes in front.

// CHECK-LABEL: func.func private @values_linalg_0(
// CHECK-SAME:    %[[M:[^:]*]]: memref<?xf32>)
// CHECK-NEXT:    %[[ONE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK-NEXT:    linalg.fill ins(%[[ONE]] : f32) outs(%[[M]]
// CHECK-NEXT:    linalg.fill ins(%[[ONE]] : f32) outs(%[[M]]
// CHECK-NEXT:    return
// CHECK:       func.func @values(
// CHECK:         %[[I:.*]] = arith.addi
// CHECK-NEXT:    call @values_linalg_0(%{{.*}}) : (memref<?xf32>) -> ()
// CHECK-NEXT:    memref.store %{{.*}}, %{{.*}}[%[[I]]]
// CHECK-NEXT:    call @values_linalg_1
// ANY-LABEL: func.func @values(
func.func @values(%m: memref<?xf32>, %i: index) {
  %one = arith.constant 1.0 : f32
  linalg.fill ins(%one : f32) outs(%m : memref<?xf32>)
  %j = arith.addi %i, %i : index
  linalg.fill ins(%one : f32) outs(%m : memref<?xf32>)
  memref.store %one, %m[%j] : memref<?xf32>
  linalg.fill ins(%one : f32) outs(%m : memref<?xf32>)
  return
}

// -----

// A call has results that are used later: it stays between functions. So does an
// alloca, which would not outlive its function.

// CHECK-LABEL: func.func @obstacles(
// CHECK-NEXT:    call @obstacles_linalg_0
// CHECK-NEXT:    %[[V:.*]] = call @get()
// CHECK-NEXT:    call @obstacles_linalg_1(%[[V]],
// CHECK-NEXT:    %[[A:.*]] = memref.alloca()
// CHECK-NEXT:    call @obstacles_linalg_2(%[[V]], %[[A]])
// CHECK-NEXT:    return
// ANY-LABEL: func.func @obstacles(
func.func private @get() -> f32
func.func @obstacles(%m: memref<?xf32>) {
  linalg.map { math.absf } ins(%m : memref<?xf32>) outs(%m : memref<?xf32>)
  %v = call @get() : () -> f32
  linalg.fill ins(%v : f32) outs(%m : memref<?xf32>)
  %a = memref.alloca() : memref<4xf32>
  linalg.fill ins(%v : f32) outs(%a : memref<4xf32>)
  return
}

// -----

// Loops of few operations go along, those of many are split, and so are blocks.

// CHECK-LABEL: func.func private @regions_linalg_0(
// CHECK:         scf.for
// CHECK-NEXT:      linalg.map
// CHECK-NEXT:      linalg.map
// CHECK-NEXT:    {{^ *}}}
// CHECK-NEXT:    return
// CHECK:       func.func @regions(
// CHECK:         call @regions_linalg_0(
// CHECK-NEXT:    scf.for
// CHECK-NEXT:      call @regions_linalg_1(
// CHECK-NEXT:      call @regions_linalg_2(
// CHECK-NEXT:    }
// CHECK-NEXT:    return
// ANY-LABEL: func.func @regions(
func.func @regions(%m: memref<?xf32>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    linalg.map { softplus.softplus } ins(%m : memref<?xf32>) outs(%m : memref<?xf32>)
    linalg.map { softplus.softplus } ins(%m : memref<?xf32>) outs(%m : memref<?xf32>)
  }
  scf.for %i = %c0 to %n step %c1 {
    linalg.map { softplus.softplus } ins(%m : memref<?xf32>) outs(%m : memref<?xf32>)
    linalg.map { softplus.softplus } ins(%m : memref<?xf32>) outs(%m : memref<?xf32>)
    linalg.map { softplus.softplus } ins(%m : memref<?xf32>) outs(%m : memref<?xf32>)
  }
  return
}

// -----

// Names that exist are not taken.

// CHECK-LABEL: func.func @names(
// CHECK-NEXT:    call @names_linalg_1(
// CHECK-NEXT:    call @names_linalg_2(
func.func private @names_linalg_0()
// ANY-LABEL: func.func @names(
func.func @names(%m: memref<?xf32>) {
  linalg.map { math.absf } ins(%m : memref<?xf32>) outs(%m : memref<?xf32>)
  linalg.map { math.sqrt } ins(%m : memref<?xf32>) outs(%m : memref<?xf32>)
  linalg.map { math.ceil } ins(%m : memref<?xf32>) outs(%m : memref<?xf32>)
  return
}

// -----

// Few operations, and operations on tensors.

// CHECK-LABEL: func.func @few_no(
// CHECK-NEXT:    linalg.map
// CHECK-NEXT:    linalg.map
// CHECK-NEXT:    return
// ANY-LABEL: func.func @few_no(
func.func @few_no(%m: memref<?xf32>) {
  linalg.map { math.absf } ins(%m : memref<?xf32>) outs(%m : memref<?xf32>)
  linalg.map { math.sqrt } ins(%m : memref<?xf32>) outs(%m : memref<?xf32>)
  return
}

// CHECK-LABEL: func.func @tensors_no(
// CHECK-COUNT-3: linalg.map
// CHECK:         return
// ANY-LABEL: func.func @tensors_no(
func.func @tensors_no(%x: tensor<?xf32>) -> tensor<?xf32> {
  %a = linalg.map { math.absf } ins(%x : tensor<?xf32>) outs(%x : tensor<?xf32>)
  %b = linalg.map { math.sqrt } ins(%a : tensor<?xf32>) outs(%x : tensor<?xf32>)
  %c = linalg.map { math.ceil } ins(%b : tensor<?xf32>) outs(%x : tensor<?xf32>)
  return %c : tensor<?xf32>
}
