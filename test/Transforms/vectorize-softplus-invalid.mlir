// RUN: not softplus-opt %s -vectorize-softplus=vector-size=-1 2>&1 | FileCheck %s --check-prefix=SIZE
// RUN: not softplus-opt %s -vectorize-softplus=vector-width=-1 2>&1 | FileCheck %s --check-prefix=WIDTH
// RUN: not softplus-opt %s -vectorize-softplus=vector-width=100 2>&1 | FileCheck %s --check-prefix=WIDTH-100
// RUN: not softplus-opt %s -vectorize-softplus=unroll=-1 2>&1 | FileCheck %s --check-prefix=UNROLL
// RUN: not softplus-opt %s -parallelize-softplus=chunk-size=0 2>&1 | FileCheck %s --check-prefix=CHUNK

// SIZE: error: option 'vector-size' of vectorize-softplus must be at least 0, but got -1
// WIDTH: error: option 'vector-width' of vectorize-softplus must be 0 or a power of two, but got -1
// WIDTH-100: error: option 'vector-width' of vectorize-softplus must be 0 or a power of two, but got 100
// UNROLL: error: option 'unroll' of vectorize-softplus must be at least 0, but got -1
// CHUNK: error: option 'chunk-size' of parallelize-softplus must be at least 1, but got 0
module {
}
