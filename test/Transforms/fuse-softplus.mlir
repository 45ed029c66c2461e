// RUN: softplus-opt %s -convert-elementwise-to-linalg -canonicalize -fuse-softplus -split-input-file | FileCheck %s

// CHECK-LABEL: @four_softplus
// CHECK:         linalg.generic
// CHECK-COUNT-2:   softplus.softplus %
// CHECK:           softplus.softplus_grad
// CHECK:           softplus.softplus %
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @four_softplus(%x: tensor<8xf32>) -> tensor<8xf32> {
  %0 = softplus.softplus %x beta 2.0 : tensor<8xf32>
  %1 = softplus.softplus %0 beta 3.0 : tensor<8xf32>
  %2 = softplus.softplus_grad %1, %x beta 4.0 : tensor<8xf32>
  %3 = softplus.softplus %2 beta 5.0 : tensor<8xf32>
  return %3 : tensor<8xf32>
}

// -----

// CHECK-LABEL: @five_softplus_no
// CHECK:         linalg.generic
// CHECK-COUNT-2:   softplus.softplus %
// CHECK:           softplus.softplus_grad
// CHECK:           softplus.softplus %
// CHECK-NEXT:      linalg.yield
// CHECK:         linalg.generic
// CHECK:           softplus.softplus %{{.*}} beta 6.000000e+00
func.func @five_softplus_no(%x: tensor<8xf32>) -> tensor<8xf32> {
  %0 = softplus.softplus %x beta 2.0 : tensor<8xf32>
  %1 = softplus.softplus %0 beta 3.0 : tensor<8xf32>
  %2 = softplus.softplus_grad %1, %x beta 4.0 : tensor<8xf32>
  %3 = softplus.softplus %2 beta 5.0 : tensor<8xf32>
  %4 = softplus.softplus %3 beta 6.0 : tensor<8xf32>
  return %4 : tensor<8xf32>
}

// -----

// CHECK-LABEL: @other_operations
// CHECK:         linalg.generic
// CHECK:           arith.addf
// CHECK:           softplus.softplus
// CHECK:           arith.mulf
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @other_operations(%x: tensor<8xf32>, %y: tensor<8xf32>) -> tensor<8xf32> {
  %0 = arith.addf %x, %y : tensor<8xf32>
  %1 = softplus.softplus %0 : tensor<8xf32>
  %2 = arith.mulf %1, %y : tensor<8xf32>
  return %2 : tensor<8xf32>
}

// -----

// CHECK-LABEL: @two_users_no
// CHECK:         linalg.generic
// CHECK:           softplus.softplus
// CHECK-NEXT:      linalg.yield
// CHECK:         linalg.generic
// CHECK:           arith.negf
func.func @two_users_no(%x: tensor<8xf32>) -> (tensor<8xf32>, tensor<8xf32>) {
  %0 = softplus.softplus %x : tensor<8xf32>
  %1 = arith.negf %0 : tensor<8xf32>
  return %0, %1 : tensor<8xf32>, tensor<8xf32>
}

// -----

// CHECK-LABEL: @broadcast
// CHECK:         linalg.generic
// CHECK:           softplus.softplus
// CHECK:           arith.mulf
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @broadcast(%x: tensor<8xf32>, %e: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %y = softplus.softplus %x : tensor<8xf32>
  %z = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]}
      ins(%y : tensor<8xf32>) outs(%e : tensor<4x8xf32>) {
  ^bb0(%a: f32, %b: f32):
    %m = arith.mulf %a, %b : f32
    linalg.yield %m : f32
  } -> tensor<4x8xf32>
  return %z : tensor<4x8xf32>
}

// -----

// 60 operations, with those that hold and end the bodies, are 64.

// CHECK-LABEL: @many_operations_no
// CHECK:         linalg.generic
// CHECK-COUNT-60:  math.exp
// CHECK-NEXT:      linalg.yield
// CHECK:         linalg.generic
// CHECK:           math.exp
// CHECK-NEXT:      linalg.yield
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @many_operations_no(%x: tensor<8xf32>) -> tensor<8xf32> {
  %0 = math.exp %x : tensor<8xf32>
  %1 = math.exp %0 : tensor<8xf32>
  %2 = math.exp %1 : tensor<8xf32>
  %3 = math.exp %2 : tensor<8xf32>
  %4 = math.exp %3 : tensor<8xf32>
  %5 = math.exp %4 : tensor<8xf32>
  %6 = math.exp %5 : tensor<8xf32>
  %7 = math.exp %6 : tensor<8xf32>
  %8 = math.exp %7 : tensor<8xf32>
  %9 = math.exp %8 : tensor<8xf32>
  %10 = math.exp %9 : tensor<8xf32>
  %11 = math.exp %10 : tensor<8xf32>
  %12 = math.exp %11 : tensor<8xf32>
  %13 = math.exp %12 : tensor<8xf32>
  %14 = math.exp %13 : tensor<8xf32>
  %15 = math.exp %14 : tensor<8xf32>
  %16 = math.exp %15 : tensor<8xf32>
  %17 = math.exp %16 : tensor<8xf32>
  %18 = math.exp %17 : tensor<8xf32>
  %19 = math.exp %18 : tensor<8xf32>
  %20 = math.exp %19 : tensor<8xf32>
  %21 = math.exp %20 : tensor<8xf32>
  %22 = math.exp %21 : tensor<8xf32>
  %23 = math.exp %22 : tensor<8xf32>
  %24 = math.exp %23 : tensor<8xf32>
  %25 = math.exp %24 : tensor<8xf32>
  %26 = math.exp %25 : tensor<8xf32>
  %27 = math.exp %26 : tensor<8xf32>
  %28 = math.exp %27 : tensor<8xf32>
  %29 = math.exp %28 : tensor<8xf32>
  %30 = math.exp %29 : tensor<8xf32>
  %31 = math.exp %30 : tensor<8xf32>
  %32 = math.exp %31 : tensor<8xf32>
  %33 = math.exp %32 : tensor<8xf32>
  %34 = math.exp %33 : tensor<8xf32>
  %35 = math.exp %34 : tensor<8xf32>
  %36 = math.exp %35 : tensor<8xf32>
  %37 = math.exp %36 : tensor<8xf32>
  %38 = math.exp %37 : tensor<8xf32>
  %39 = math.exp %38 : tensor<8xf32>
  %40 = math.exp %39 : tensor<8xf32>
  %41 = math.exp %40 : tensor<8xf32>
  %42 = math.exp %41 : tensor<8xf32>
  %43 = math.exp %42 : tensor<8xf32>
  %44 = math.exp %43 : tensor<8xf32>
  %45 = math.exp %44 : tensor<8xf32>
  %46 = math.exp %45 : tensor<8xf32>
  %47 = math.exp %46 : tensor<8xf32>
  %48 = math.exp %47 : tensor<8xf32>
  %49 = math.exp %48 : tensor<8xf32>
  %50 = math.exp %49 : tensor<8xf32>
  %51 = math.exp %50 : tensor<8xf32>
  %52 = math.exp %51 : tensor<8xf32>
  %53 = math.exp %52 : tensor<8xf32>
  %54 = math.exp %53 : tensor<8xf32>
  %55 = math.exp %54 : tensor<8xf32>
  %56 = math.exp %55 : tensor<8xf32>
  %57 = math.exp %56 : tensor<8xf32>
  %58 = math.exp %57 : tensor<8xf32>
  %59 = math.exp %58 : tensor<8xf32>
  %60 = math.exp %59 : tensor<8xf32>
  return %60 : tensor<8xf32>
}

// -----

// The size of an intermediate result is that of an operand, not a use of it.
// CHECK-LABEL: @dynamic_sizes
// CHECK:         linalg.generic
// CHECK:           arith.addf
// CHECK-NEXT:      softplus.softplus
// CHECK-NEXT:      arith.mulf
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @dynamic_sizes(%x: tensor<?xf32>, %bias: tensor<?xf32>) -> tensor<?xf32> {
  %sum = arith.addf %x, %bias : tensor<?xf32>
  %y = softplus.softplus %sum : tensor<?xf32>
  %z = arith.mulf %y, %x : tensor<?xf32>
  return %z : tensor<?xf32>
}

// -----

// A contraction revisits its operands, and a broadcast runs for each row: the
// softplus stays where it runs once for each element. What only moves elements
// is fused.

// CHECK-LABEL: @revisited_no
// CHECK-COUNT-2: softplus.softplus
// CHECK:         linalg.generic {{.*}}["parallel", "parallel", "reduction"]}
// CHECK-NOT:       softplus
// CHECK:         linalg.generic {{.*}}["parallel", "parallel"]}
// CHECK-NOT:       softplus
// CHECK:         return
func.func @revisited_no(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>, %bias: tensor<8xf32>, %c: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %p = softplus.softplus %a : tensor<8x8xf32>
  %q = softplus.softplus %bias : tensor<8xf32>
  %mm = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (k, j)>, affine_map<(i, j, k) -> (i, j)>],
                        iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%p, %b : tensor<8x8xf32>, tensor<8x8xf32>) outs(%c : tensor<8x8xf32>) {
  ^bb0(%x: f32, %y: f32, %sum: f32):
    %product = arith.mulf %x, %y : f32
    %s = arith.addf %sum, %product : f32
    linalg.yield %s : f32
  } -> tensor<8x8xf32>
  %e = tensor.empty() : tensor<8x8xf32>
  %z = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i, j)>],
                       iterator_types = ["parallel", "parallel"]}
      ins(%mm, %q : tensor<8x8xf32>, tensor<8xf32>) outs(%e : tensor<8x8xf32>) {
  ^bb0(%x: f32, %y: f32, %unused: f32):
    %s = arith.mulf %x, %y : f32
    linalg.yield %s : f32
  } -> tensor<8x8xf32>
  return %z : tensor<8x8xf32>
}

// CHECK-LABEL: @moved
// CHECK-COUNT-1: linalg.generic
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @moved(%a: tensor<8x8xf32>, %bias: tensor<8xf32>) -> tensor<8x8xf32> {
  %e = tensor.empty() : tensor<8x8xf32>
  %rows = linalg.generic {indexing_maps = [affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%bias : tensor<8xf32>) outs(%e : tensor<8x8xf32>) {
  ^bb0(%x: f32, %unused: f32):
    linalg.yield %x : f32
  } -> tensor<8x8xf32>
  %s = arith.addf %a, %rows : tensor<8x8xf32>
  %y = softplus.softplus %s : tensor<8x8xf32>
  return %y : tensor<8x8xf32>
}

// A loop of one step, and a reduction that visits each element once.
// CHECK-LABEL: @visited_once
// CHECK-COUNT-2: linalg.generic
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @visited_once(%a: tensor<8xf32>, %b: tensor<1x8xf32>, %sum: tensor<f32>) -> (tensor<1x8xf32>, tensor<f32>) {
  %p = softplus.softplus %a : tensor<8xf32>
  %e = tensor.empty() : tensor<1x8xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%p : tensor<8xf32>) outs(%e : tensor<1x8xf32>) {
  ^bb0(%x: f32, %unused: f32):
    %z = arith.negf %x : f32
    linalg.yield %z : f32
  } -> tensor<1x8xf32>
  %q = softplus.softplus %b : tensor<1x8xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> ()>], iterator_types = ["reduction", "reduction"]}
      ins(%q : tensor<1x8xf32>) outs(%sum : tensor<f32>) {
  ^bb0(%x: f32, %before: f32):
    %after = arith.addf %before, %x : f32
    linalg.yield %after : f32
  } -> tensor<f32>
  return %y, %s : tensor<1x8xf32>, tensor<f32>
}
