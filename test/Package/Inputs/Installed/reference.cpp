// Evaluates the reference.

#include "Softplus/ExecutionEngine/Reference.h"
#include <cstdio>

int main() {
  using namespace mlir::softplus::reference;
  std::printf("%a\n", softplus(0.0, {1.0, 20.0}, kF32));
  return 0;
}
