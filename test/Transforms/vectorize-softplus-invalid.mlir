// RUN: softplus-opt %s -vectorize-softplus=vector-size=0 -verify-diagnostics

// expected-error @+1 {{option 'vector-size' of vectorize-softplus must be at least 1, but got 0}}
module {
}
