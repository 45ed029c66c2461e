// softplus-opt holds all upstream dialects and passes, and says its version.

// RUN: softplus-opt --version | FileCheck %s --check-prefix=VERSION -DVERSION=%softplus_version
// RUN: softplus-opt --show-dialects | FileCheck %s --check-prefix=DIALECTS
// RUN: softplus-opt --help | FileCheck %s --check-prefix=HELP
// RUN: softplus-opt %s -convert-softplus-to-math -convert-func-to-llvm | FileCheck %s

// VERSION: softplus version [[VERSION]]

// DIALECTS: arith
// DIALECTS: linalg
// DIALECTS: nvvm
// DIALECTS: softplus
// DIALECTS: tosa

// HELP-DAG: --canonicalize
// HELP-DAG: --convert-softplus-to-math
// HELP-DAG: --softplus-to-cpu-pipeline
// HELP-DAG: --vectorize-softplus

// CHECK: llvm.func @f
func.func @f(%x: f32) -> f32 {
  %0 = softplus.softplus %x : f32
  return %0 : f32
}
