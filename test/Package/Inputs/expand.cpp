// A compiler that links softplus: parses a function, expands it and prints it.

#include "Softplus/Conversion/SoftplusToMath/SoftplusToMath.h"
#include "Softplus/IR/SoftplusDialect.h"
#include "Softplus/Version.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

int main() {
  mlir::MLIRContext context;
  context.loadDialect<mlir::func::FuncDialect, mlir::math::MathDialect,
                      mlir::softplus::SoftplusDialect>();
  auto module = mlir::parseSourceString<mlir::ModuleOp>(R"mlir(
    func.func @f(%x: f32) -> f32 {
      %y = softplus.softplus %x : f32
      return %y : f32
    })mlir",
                                                        &context);
  mlir::RewritePatternSet patterns(&context);
  mlir::softplus::populateSoftplusToMathConversionPatterns(patterns);
  if (!module || failed(applyPatternsGreedily(*module, std::move(patterns))))
    return 1;
  llvm::outs() << "softplus " SOFTPLUS_VERSION_STRING "\n" << *module;
  return 0;
}
