// RUN: softplus-opt %s -carry-bfloat16-as-integer | FileCheck %s

// CHECK-LABEL: @arguments
// CHECK-SAME:    %[[X:.*]]: bf16, %[[Y:.*]]: vector<4xbf16>
// CHECK-DAG:     %[[I:.*]] = llvm.bitcast %[[X]] : bf16 to i16
// CHECK-DAG:     %[[J:.*]] = llvm.bitcast %[[Y]] : vector<4xbf16> to vector<4xi16>
// CHECK:         llvm.br ^bb1(%[[I]], %[[J]] : i16, vector<4xi16>)
// CHECK:       ^bb1(%[[K:.*]]: i16, %[[L:.*]]: vector<4xi16>):
// CHECK-DAG:     llvm.bitcast %[[K]] : i16 to bf16
// CHECK-DAG:     llvm.bitcast %[[L]] : vector<4xi16> to vector<4xbf16>
llvm.func @use(bf16, vector<4xbf16>)
llvm.func @arguments(%x: bf16, %y: vector<4xbf16>) {
  llvm.br ^bb1(%x, %y : bf16, vector<4xbf16>)
^bb1(%z: bf16, %w: vector<4xbf16>):
  llvm.call @use(%z, %w) : (bf16, vector<4xbf16>) -> ()
  llvm.return
}

// What comes from a caller or goes to one is hidden.
// CHECK-LABEL: @shared
// CHECK-SAME:    %[[X:.*]]: bf16, %[[C:.*]]: i1, %[[P:.*]]: !llvm.ptr
// CHECK:         %[[I:.*]] = llvm.bitcast %[[X]] : bf16 to i16
// CHECK:         %[[J:.*]] = llvm.inline_asm "", "=r,0" %[[I]] : (i16) -> i16
// CHECK:         %[[LOADED:.*]] = llvm.load %[[P]] {alignment = 2 : i64} : !llvm.ptr -> i16
// CHECK:       ^bb1:
// CHECK-DAG:     %[[K:.*]] = llvm.inline_asm "", "=r,0" %[[J]] : (i16) -> i16
// CHECK-DAG:     llvm.store volatile %[[LOADED]], %[[P]] {alignment = 8 : i64} : i16, !llvm.ptr
// CHECK:         %[[R:.*]] = llvm.bitcast %[[K]] : i16 to bf16
// CHECK:         llvm.return %[[R]] : bf16
// CHECK:       ^bb2:
// CHECK-NEXT:    %[[Z:.*]] = llvm.mlir.constant
// CHECK-NEXT:    llvm.return %[[Z]] : bf16
llvm.func @shared(%x: bf16, %c: i1, %p: !llvm.ptr) -> bf16 {
  %y = llvm.load %p {alignment = 2 : i64} : !llvm.ptr -> bf16
  llvm.cond_br %c, ^bb1, ^bb2
^bb1:
  llvm.store volatile %y, %p {alignment = 8 : i64} : bf16, !llvm.ptr
  llvm.return %x : bf16
^bb2:
  %z = llvm.mlir.constant(1.0 : bf16) : bf16
  llvm.return %z : bf16
}

// CHECK-LABEL: @array
// CHECK-SAME:    %[[X:.*]]: !llvm.array<2 x vector<3xbf16>>
// CHECK:         %[[ROW:.*]] = llvm.extractvalue %[[X]][1] : !llvm.array<2 x vector<3xbf16>>
// CHECK:         %[[I:.*]] = llvm.bitcast %[[ROW]] : vector<3xbf16> to vector<3xi16>
// CHECK:         %[[J:.*]] = llvm.insertvalue %[[I]], %{{.*}}[1] : !llvm.array<2 x vector<3xi16>>
// CHECK:         llvm.br ^bb1(%[[J]] : !llvm.array<2 x vector<3xi16>>)
// CHECK:       ^bb1(%[[K:.*]]: !llvm.array<2 x vector<3xi16>>):
// CHECK:         llvm.extractvalue %[[K]][0]
// CHECK:         llvm.insertvalue %{{.*}}, %{{.*}}[1] : !llvm.array<2 x vector<3xbf16>>
llvm.func @array(%x: !llvm.array<2 x vector<3xbf16>>) -> !llvm.array<2 x vector<3xbf16>> {
  llvm.br ^bb1(%x : !llvm.array<2 x vector<3xbf16>>)
^bb1(%y: !llvm.array<2 x vector<3xbf16>>):
  llvm.return %y : !llvm.array<2 x vector<3xbf16>>
}

// CHECK-LABEL: @select
// CHECK-SAME:    %[[C:.*]]: i1, %[[X:.*]]: bf16, %[[Y:.*]]: bf16
// CHECK-DAG:     %[[I:.*]] = llvm.bitcast %[[X]] : bf16 to i16
// CHECK-DAG:     %[[J:.*]] = llvm.bitcast %[[Y]] : bf16 to i16
// CHECK:         %[[K:.*]] = llvm.select %[[C]], %[[I]], %[[J]] : i1, i16
// CHECK:         llvm.bitcast %[[K]] : i16 to bf16
llvm.func @select(%c: i1, %x: bf16, %y: bf16) -> bf16 {
  %0 = llvm.select %c, %x, %y : i1, bf16
  llvm.return %0 : bf16
}

// Casts that meet cancel.
// CHECK-LABEL: @casts
// CHECK-NEXT:    %[[I:.*]] = llvm.load
// CHECK-NEXT:    llvm.return %[[I]] : i16
llvm.func @casts(%p: !llvm.ptr) -> i16 {
  %x = llvm.load %p : !llvm.ptr -> bf16
  %i = llvm.bitcast %x : bf16 to i16
  llvm.return %i : i16
}

// CHECK-LABEL: @others_no
// CHECK-NOT:     llvm.bitcast
// CHECK:         llvm.return %{{.*}} : f32
llvm.func @others_no(%x: f32, %h: f16, %c: i1, %p: !llvm.ptr) -> f32 {
  llvm.cond_br %c, ^bb1(%x : f32), ^bb2
^bb1(%y: f32):
  llvm.store %h, %p : f16, !llvm.ptr
  llvm.return %y : f32
^bb2:
  llvm.return %x : f32
}

// In one block there is nothing to carry.
// CHECK-LABEL: @block_no
// CHECK-NEXT:    llvm.call @use
// CHECK-NEXT:    llvm.return %{{.*}} : bf16
llvm.func @block_no(%x: bf16, %y: vector<4xbf16>) -> bf16 {
  llvm.call @use(%x, %y) : (bf16, vector<4xbf16>) -> ()
  llvm.return %x : bf16
}
