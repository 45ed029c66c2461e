// Evaluates the reference.

#include "Softplus/ExecutionEngine/Reference.h"
#include <cstdio>

int main() {
  using namespace mlir::softplus;
  std::printf("%a\n", reference::evaluate(numerics::Function::Softplus, {0.0},
                                          {1.0, 20.0}, reference::kF32));
  return 0;
}
