//===- AllOperationsTest.cpp - What every operation must have -------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Takes the operations that the dialect registers, whatever they are, through
// everything that works on all of them. An operation that one of them forgets
// fails here.
//
//===----------------------------------------------------------------------===//

#include "Formats.h"
#include "JIT.h"
#include "Softplus/IR/SoftplusDialect.h"
#include "Softplus/IR/SoftplusInterfaces.h"
#include "Softplus/Numerics/Evaluator.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "llvm/Support/DynamicLibrary.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::softplus;
using namespace mlir::softplus::test;

namespace {

class AllOperations : public testing::TestWithParam<ElementType> {
protected:
  AllOperations() {
    DialectRegistry registry;
    registerDialects(registry);
    context.appendDialectRegistry(registry);
    context.loadAllAvailableDialects();
    for (RegisteredOperationName name : context.getRegisteredOperations())
      if (isa<SoftplusDialect>(name.getDialect()))
        names.push_back(name);
  }

  void SetUp() override { ASSERT_FALSE(names.empty()); }

  /// Returns how many operands the operation takes.
  unsigned getArity(StringRef name) {
    ScopedDiagnosticHandler silence(&context, [](Diagnostic &) {});
    for (unsigned arity = 1; arity <= 3; ++arity)
      if (parse(makeFunction(name, arity, "f32")))
        return arity;
    ADD_FAILURE() << name.str() << " takes no number of operands";
    return 1;
  }

  /// Returns the text of a function that applies the operation to its
  /// arguments.
  static std::string makeFunction(StringRef name, unsigned arity,
                                  StringRef type, StringRef attributes = "") {
    std::string arguments, operands, types;
    for (unsigned i = 0; i < arity; ++i) {
      std::string separator = i ? ", " : "", value = "%x" + std::to_string(i);
      arguments += separator + value + ": " + type.str();
      operands += separator + value;
      types += separator + type.str();
    }
    return "func.func @f(" + arguments + ") -> " + type.str() +
           " {\n  %y = \"" + name.str() + "\"(" + operands + ") <{" +
           attributes.str() + "}> : (" + types + ") -> " + type.str() +
           "\n  return %y : " + type.str() + "\n}\n";
  }

  OwningOpRef<ModuleOp> parse(StringRef text) {
    return parseSourceString<ModuleOp>(text, &context);
  }

  void run(ModuleOp module, StringRef pipeline) {
    PassManager passManager(&context);
    ASSERT_TRUE(succeeded(parsePassPipeline(pipeline, passManager)));
    ASSERT_TRUE(succeeded(passManager.run(module))) << pipeline.str();
  }

  static unsigned countOperations(ModuleOp module, StringRef dialect) {
    unsigned count = 0;
    module.walk([&](Operation *op) {
      count += op->getName().getDialectNamespace() == dialect;
    });
    return count;
  }

  MLIRContext context;
  SmallVector<RegisteredOperationName> names;
};

TEST_P(AllOperations, HaveTheInterface) {
  for (RegisteredOperationName name : names)
    EXPECT_TRUE(name.hasInterface<SoftplusOpInterface>())
        << name.getStringRef().str();
}

// The checker, the estimator, the hashes, the report and the random programs go
// through the list of functions.
TEST_P(AllOperations, AreFunctions) {
  EXPECT_EQ(names.size(), std::size(numerics::kFunctions));
  for (RegisteredOperationName name : names) {
    unsigned arity = getArity(name.getStringRef());
    OwningOpRef<ModuleOp> module =
        parse(makeFunction(name.getStringRef(), arity, GetParam().name));
    ASSERT_TRUE(module);
    auto function = *module->getOps<func::FuncOp>().begin();
    auto op = *function.getOps<SoftplusOpInterface>().begin();
    const numerics::FunctionInfo &info = numerics::getInfo(op.getFunction());
    EXPECT_EQ(info.mnemonic, name.stripDialect());
    EXPECT_EQ(info.arity, arity);
    EXPECT_EQ(info.hasThreshold, op.getOptionalThreshold().has_value());
  }
}

TEST_P(AllOperations, RefuseBadBeta) {
  for (RegisteredOperationName name : names) {
    std::string message;
    ScopedDiagnosticHandler handler(
        &context, [&](Diagnostic &diagnostic) { message += diagnostic.str(); });
    std::string text =
        makeFunction(name.getStringRef(), getArity(name.getStringRef()),
                     GetParam().name, "beta = 0.0 : f64");
    EXPECT_FALSE(parse(text)) << text;
    EXPECT_NE(message.find("attribute 'beta' must be finite and nonzero"),
              std::string::npos)
        << message;
  }
}

TEST_P(AllOperations, PrintAndParse) {
  for (RegisteredOperationName name : names) {
    std::string first, second;
    OwningOpRef<ModuleOp> module = parse(makeFunction(
        name.getStringRef(), getArity(name.getStringRef()), GetParam().name,
        "beta = 0.75 : f64, fastmath = #arith.fastmath<nnan>, "
        "accuracy = #softplus.accuracy<correct>"));
    ASSERT_TRUE(module);
    llvm::raw_string_ostream(first) << *module;
    EXPECT_NE(first.find("beta 7.500000e-01 "), std::string::npos) << first;
    EXPECT_NE(first.find("accuracy<correct> fastmath<nnan>"), std::string::npos)
        << first;
    OwningOpRef<ModuleOp> again = parse(first);
    ASSERT_TRUE(again) << first;
    llvm::raw_string_ostream(second) << *again;
    EXPECT_EQ(first, second);
  }
}

TEST_P(AllOperations, FoldAsTheEvaluatorSays) {
  const ElementType &type = GetParam();
  for (RegisteredOperationName name : names) {
    unsigned arity = getArity(name.getStringRef());
    OwningOpRef<ModuleOp> module = parse(makeFunction(
        name.getStringRef(), arity, type.name, "beta = 0.7 : f64"));
    ASSERT_TRUE(module);
    auto function = *module->getOps<func::FuncOp>().begin();
    auto op = *function.getOps<SoftplusOpInterface>().begin();
    llvm::APFloat x(type.semantics, "0.75");
    Attribute attr =
        FloatAttr::get(cast<FloatType>(op->getResult(0).getType()), x);
    SmallVector<OpFoldResult> results;
    ASSERT_TRUE(
        succeeded(op->fold(SmallVector<Attribute>(arity, attr), results)))
        << name.getStringRef().str();
    ASSERT_EQ(results.size(), 1u);
    numerics::Evaluator evaluator(op.getFunction(), type.semantics, 0.7, 20.0);
    llvm::APFloat expected =
        evaluator.evaluate(SmallVector<llvm::APFloat>(arity, x));
    auto folded = dyn_cast<FloatAttr>(cast<Attribute>(results.front()));
    ASSERT_TRUE(folded);
    EXPECT_TRUE(folded.getValue().bitwiseIsEqual(expected));
  }
}

TEST_P(AllOperations, Convert) {
  const std::string element = GetParam().name;
  const std::pair<const char *, std::string> conversions[] = {
      {"convert-softplus-to-arith", element},
      {"convert-softplus-to-arith", "vector<2x3x" + element + ">"},
      {"convert-softplus-to-arith", "tensor<?x3x" + element + ">"},
      {"convert-softplus-to-math", element},
      {"convert-softplus-to-math", "vector<2x3x" + element + ">"},
      {"convert-softplus-to-math", "tensor<?x3x" + element + ">"},
      {"func.func(convert-softplus-to-llvm)", element},
      {"func.func(convert-softplus-to-llvm)", "vector<4x" + element + ">"},
      {"convert-to-llvm", element},
      {"convert-to-llvm", "vector<2x3x" + element + ">"},
  };
  for (RegisteredOperationName name : names)
    for (const auto &[pipeline, type] : conversions) {
      OwningOpRef<ModuleOp> module = parse(makeFunction(
          name.getStringRef(), getArity(name.getStringRef()), type));
      ASSERT_TRUE(module);
      run(*module, pipeline);
      EXPECT_EQ(countOperations(*module, "softplus"), 0u)
          << name.getStringRef().str() << " on " << type << " is left by "
          << pipeline;
    }
}

TEST_P(AllOperations, ConvertForGPUs) {
  for (RegisteredOperationName name : names)
    for (std::string type :
         {std::string(GetParam().name),
          "vector<2x4x" + std::string(GetParam().name) + ">"}) {
      OwningOpRef<ModuleOp> module =
          parse("gpu.module @kernels {\n" +
                makeFunction(name.getStringRef(), getArity(name.getStringRef()),
                             type) +
                "}\n");
      ASSERT_TRUE(module);
      run(*module, "gpu.module(convert-softplus-to-nvvm)");
      EXPECT_EQ(countOperations(*module, "softplus"), 0u)
          << name.getStringRef().str() << " on " << type;
    }
}

// Each is one launch, with vectors.
TEST_P(AllOperations, AreLaunchedByThePipeline) {
  for (RegisteredOperationName name : names) {
    OwningOpRef<ModuleOp> module =
        parse(makeFunction(name.getStringRef(), getArity(name.getStringRef()),
                           "tensor<?x" + std::string(GetParam().name) + ">"));
    ASSERT_TRUE(module);
    run(*module, "softplus-to-nvvm-pipeline{chip=sm_90}");
    EXPECT_EQ(countOperations(*module, "softplus"), 0u);
    unsigned launches = 0;
    module->walk([&](gpu::LaunchFuncOp) { ++launches; });
    EXPECT_EQ(launches, 1u) << name.getStringRef().str();
    bool hasVectors = false;
    module->walk([&](gpu::BinaryOp binary) {
      auto object = cast<gpu::ObjectAttr>(binary.getObjects()[0]);
      StringRef ptx = object.getObject().getValue();
      hasVectors |= ptx.contains("ld.global.v") && ptx.contains("st.global.v");
    });
    EXPECT_TRUE(hasVectors) << name.getStringRef().str();
  }
}

TEST_P(AllOperations, AreVectorizedByThePipeline) {
  for (RegisteredOperationName name : names) {
    OwningOpRef<ModuleOp> module =
        parse(makeFunction(name.getStringRef(), getArity(name.getStringRef()),
                           "tensor<?x" + std::string(GetParam().name) + ">"));
    ASSERT_TRUE(module);
    run(*module, "softplus-to-cpu-pipeline{vector-size=8}");
    EXPECT_EQ(countOperations(*module, "softplus"), 0u);
    bool hasVectors = false, hasPrefetches = false;
    module->walk([&](Operation *op) {
      auto isVector = [](Type type) {
        auto vector = dyn_cast<VectorType>(type);
        return vector && vector.getNumElements() == 8 &&
               isa<FloatType>(vector.getElementType());
      };
      hasVectors |= llvm::any_of(op->getResultTypes(), isVector);
      hasPrefetches |= op->getName().getStringRef() == "llvm.intr.prefetch";
    });
    EXPECT_TRUE(hasVectors) << name.getStringRef().str();
    EXPECT_TRUE(hasPrefetches) << name.getStringRef().str();
  }
}

TEST_P(AllOperations, AreCheckedForCPU) {
  for (RegisteredOperationName name : names) {
    std::string message;
    ScopedDiagnosticHandler handler(
        &context, [&](Diagnostic &diagnostic) { message += diagnostic.str(); });
    OwningOpRef<ModuleOp> module =
        parse(makeFunction(name.getStringRef(), getArity(name.getStringRef()),
                           "tensor<*x" + std::string(GetParam().name) + ">"));
    ASSERT_TRUE(module);
    PassManager passManager(&context);
    ASSERT_TRUE(
        succeeded(parsePassPipeline("check-softplus-for-cpu", passManager)));
    EXPECT_TRUE(failed(passManager.run(*module)));
    EXPECT_NE(message.find("has no lowering for CPUs on"), std::string::npos)
        << message;
  }
}

#ifdef SOFTPLUS_RUNNER_UTILS
// What the report calls is defined.
TEST_P(AllOperations, AreReported) {
  ASSERT_FALSE(
      llvm::sys::DynamicLibrary::LoadLibraryPermanently(SOFTPLUS_RUNNER_UTILS));
  for (RegisteredOperationName name : names) {
    OwningOpRef<ModuleOp> module =
        parse(makeFunction(name.getStringRef(), getArity(name.getStringRef()),
                           "tensor<?x" + std::string(GetParam().name) + ">"));
    ASSERT_TRUE(module);
    run(*module, "report-softplus");
    unsigned count = 0;
    for (auto function : module->getOps<func::FuncOp>()) {
      if (!function.isExternal())
        continue;
      ++count;
      std::string symbol = "_mlir_ciface_" + function.getName().str();
      EXPECT_TRUE(
          llvm::sys::DynamicLibrary::SearchForAddressOfSymbol(symbol.c_str()))
          << symbol;
    }
    EXPECT_EQ(count, 1u) << name.getStringRef().str();
  }
}
#endif

INSTANTIATE_TEST_SUITE_P(Types, AllOperations, testing::ValuesIn(kElementTypes),
                         [](const auto &info) {
                           return std::string(info.param.name);
                         });

} // namespace
