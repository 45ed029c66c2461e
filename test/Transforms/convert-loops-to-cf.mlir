// RUN: softplus-opt %s -pass-pipeline='builtin.module(func.func(convert-loops-to-cf))' | FileCheck %s
// RUN: softplus-opt %s -convert-loops-to-cf | FileCheck %s --check-prefix=ALL

// CHECK-LABEL: @nested_and_several
// CHECK-SAME:    %[[M:.*]]: memref<8xf32>, %[[X:.*]]: f32, %[[A:.*]]: index, %[[B:.*]]: index, %[[S:.*]]: index
// CHECK-NEXT:    cf.br ^[[OUTER:.*]](%[[A]] : index)
// CHECK-NEXT:  ^[[OUTER]](%[[I:.*]]: index):
// CHECK-NEXT:    %[[MORE:.*]] = arith.cmpi slt, %[[I]], %[[B]]
// CHECK-NEXT:    cf.cond_br %[[MORE]], ^[[OUTER_BODY:.*]], ^[[OUTER_EXIT:.*]]
// CHECK-NEXT:  ^[[OUTER_BODY]]:
// CHECK-NEXT:    cf.br ^[[INNER:.*]](%[[A]] : index)
// CHECK-NEXT:  ^[[INNER]](%[[J:.*]]: index):
// CHECK:         memref.store %[[X]], %[[M]][%[[J]]]
// CHECK-NEXT:    %[[NEXT_J:.*]] = arith.addi %[[J]], %[[S]]
// CHECK-NEXT:    cf.br ^[[INNER]](%[[NEXT_J]] : index)
// CHECK:         %[[NEXT_I:.*]] = arith.addi %[[I]], %[[S]]
// CHECK-NEXT:    cf.br ^[[OUTER]](%[[NEXT_I]] : index)
// CHECK-NEXT:  ^[[OUTER_EXIT]]:
// CHECK-NEXT:    cf.br ^[[SECOND:.*]](%[[B]] : index)
// CHECK-NEXT:  ^[[SECOND]](%[[K:.*]]: index):
// CHECK:         memref.store %[[X]], %[[M]][%[[K]]]
// CHECK:         return
func.func @nested_and_several(%m: memref<8xf32>, %x: f32, %a: index, %b: index, %s: index) {
  scf.for %i = %a to %b step %s {
    scf.for %j = %a to %b step %s {
      memref.store %x, %m[%j] : memref<8xf32>
    }
  }
  scf.for %i = %b to %a step %s {
    memref.store %x, %m[%i] : memref<8xf32>
  }
  return
}

// The result of one loop is the bound of the next, which is converted before.

// CHECK-LABEL: @results
// CHECK-NOT:     scf.
// CHECK:         return
func.func @results(%a: index, %b: index, %s: index) -> index {
  %n = scf.for %i = %a to %b step %s iter_args(%x = %a) -> index {
    %y = arith.addi %x, %i : index
    scf.yield %y : index
  }
  %r = scf.for %i = %a to %n step %s iter_args(%x = %n) -> index {
    %y = arith.muli %x, %i : index
    scf.yield %y : index
  }
  return %r : index
}

// CHECK-LABEL: @every_kind
// CHECK-NOT:     scf.
// CHECK-COUNT-6: memref.store
// CHECK-NOT:     scf.
// CHECK:         return
func.func @every_kind(%m: memref<8xf32>, %x: f32, %a: index, %b: index, %s: index, %c: i1) {
  scf.parallel (%i) = (%a) to (%b) step (%s) {
    memref.store %x, %m[%i] : memref<8xf32>
  }
  scf.forall (%i) in (8) {
    memref.store %x, %m[%i] : memref<8xf32>
  }
  scf.if %c {
    memref.store %x, %m[%a] : memref<8xf32>
  }
  scf.while : () -> () {
    scf.condition(%c)
  } do {
    memref.store %x, %m[%b] : memref<8xf32>
    scf.yield
  }
  scf.index_switch %a
  case 2 {
    memref.store %x, %m[%s] : memref<8xf32>
    scf.yield
  }
  default {
  }
  scf.execute_region {
    memref.store %x, %m[%a] : memref<8xf32>
    scf.yield
  }
  return
}

// On functions, the pass does not reach into other modules.

// CHECK-LABEL: gpu.func @device_no
// CHECK-NEXT:    scf.for
// ALL-LABEL:   gpu.func @device_no
// ALL-NEXT:      cf.br
gpu.module @device {
  gpu.func @device_no(%m: memref<8xf32>, %x: f32, %a: index, %b: index, %s: index) kernel {
    scf.for %i = %a to %b step %s {
      memref.store %x, %m[%i] : memref<8xf32>
    }
    gpu.return
  }
}
