//===- Generator.cpp - Random modules -------------------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "Statements.h"

using namespace mlir;
using namespace mlir::softplus::test;

/// Returns a tensor for a statement that needs one.
static Variable getTensor(FunctionBuilder &f) {
  return f.getValue(Container::Tensor, f.pickElement(), f.pickSizes(4));
}

static void emitTensorStatement(FunctionBuilder &f) {
  switch (f.random.between(0, 9)) {
  case 0:
  case 1:
    f.features.use(Feature::Elementwise);
    f.pool.push_back(emitExpression(f, {getTensor(f)}));
    return;
  case 2:
  case 3:
  case 4:
    return emitGeneric(f, Container::Tensor);
  case 5:
    return emitNamed(f, Container::Tensor);
  case 6:
  case 7:
    f.pool.push_back(emitCarried(f, getTensor(f)));
    return;
  case 8:
    return emitView(f, Container::Tensor);
  default:
    if (f.features.allows(Feature::Forall) &&
        f.features.allows(Feature::Rank2) && f.random.chance(50))
      return emitForallOnTensor(f);
    if (f.features.allows(Feature::Branch) &&
        f.features.allows(Feature::TensorBranch))
      f.pool.push_back(emitBranches(f, getTensor(f)));
    return;
  }
}

static void emitBufferStatement(FunctionBuilder &f) {
  switch (f.random.between(0, 9)) {
  case 0:
  case 1:
  case 2:
  case 3:
    return emitGeneric(f, Container::Buffer);
  case 4:
    return emitNamed(f, Container::Buffer);
  case 5:
    return emitLoops(f);
  case 6:
    if (f.features.allows(Feature::Vectors))
      emitVectors(f);
    return;
  case 7:
  case 8:
    return emitView(f, Container::Buffer);
  default:
    if (!f.features.choose(Feature::If, 100))
      return;
    f.line("scf.if " + f.getCondition() + " {");
    f.nest([&] { emitGeneric(f, Container::Buffer); });
    f.line("}");
    return;
  }
}

/// Emits a statement on scalars or, in a private function, on vectors.
static void emitScalarStatement(FunctionBuilder &f, Container container) {
  Sizes sizes;
  if (container == Container::Vector)
    for (int i = f.random.between(1, 2); i > 0; --i)
      sizes.push_back(f.random.between(1, 6));
  Variable value = f.getValue(container, f.pickElement(), sizes);
  switch (f.random.between(0, 3)) {
  case 0:
    f.pool.push_back(emitCarried(f, value));
    return;
  case 1:
    if (f.features.allows(Feature::Branch)) {
      f.pool.push_back(emitBranches(f, value));
      return;
    }
    [[fallthrough]];
  default:
    f.pool.push_back(emitExpression(f, {value}));
    return;
  }
}

/// Picks values that a function returns.
static std::vector<Variable> pickResults(FunctionBuilder &f,
                                         size_t firstComputed) {
  std::vector<Variable> computed, arguments;
  for (auto [index, value] : llvm::enumerate(f.pool)) {
    if (value.container == Container::Buffer)
      continue;
    if (StringRef(value.name).starts_with("%a"))
      arguments.push_back(value);
    else
      computed.push_back(value);
  }
  std::vector<Variable> results;
  for (int i = f.random.between(1, 3); i > 0 && !computed.empty(); --i) {
    size_t index = f.random.chance(50)
                       ? computed.size() - 1
                       : f.random.between(0, computed.size() - 1);
    results.push_back(computed[index]);
    computed.erase(computed.begin() + index);
  }
  if (!arguments.empty() && f.features.choose(Feature::ReturnedArgument, 12))
    results.push_back(f.random.pick(ArrayRef<Variable>(arguments)));
  return results;
}

static std::string emitFunction(RandomSource &random, FeatureChooser &features,
                                const std::string &name, bool isPublic,
                                std::vector<Signature> &callees) {
  FunctionBuilder f(random, features);
  f.symbolPrefix = name;
  f.isPublic = isPublic;
  // What a caller passes to a private function may be anything.
  f.isTame = !features.choose(Feature::SpecialValues, 60) && isPublic;
  f.hasDynamicSizes =
      features.allows(Feature::DynamicSize) && random.chance(60);
  std::optional<Feature> kind = features.chooseOne(
      {Feature::Tensors, Feature::Tensors, Feature::Tensors, Feature::Buffers,
       Feature::Buffers, Feature::Buffers, Feature::Scalars});
  Container scalarKind =
      !isPublic && random.chance(50) && features.choose(Feature::Vectors, 100)
          ? Container::Vector
          : Container::Scalar;
  int count = random.between(1, 4);
  for (int i = 0; i < count; ++i) {
    if (isPublic && !callees.empty() && features.allows(Feature::Call) &&
        random.chance(30))
      emitCall(f, random.pick(ArrayRef<Signature>(callees)));
    if (kind == Feature::Tensors)
      emitTensorStatement(f);
    else if (kind == Feature::Buffers)
      emitBufferStatement(f);
    else
      emitScalarStatement(f, scalarKind);
  }
  std::vector<Variable> results = pickResults(f, 0);
  if (isPublic)
    llvm::erase_if(results, [](const Variable &value) {
      return value.container == Container::Vector;
    });
  Signature signature = f.getSignature(name, results);
  if (!isPublic)
    callees.push_back(signature);
  return f.finish(signature);
}

std::string mlir::softplus::test::generateModule(RandomSource &random,
                                                 FeatureChooser &features) {
  std::string text = "module {\n";
  std::vector<Signature> callees;
  if (features.allows(Feature::Call))
    for (int i = random.pick({0, 0, 1, 2}); i > 0; --i)
      text += emitFunction(random, features, "g" + std::to_string(i),
                           /*isPublic=*/false, callees);
  for (int i = random.pick({1, 1, 1, 2, 3}); i > 0; --i)
    text += emitFunction(random, features, "f" + std::to_string(i),
                         /*isPublic=*/true, callees);
  if (features.choose(Feature::NestedModule, 3)) {
    std::vector<Signature> none;
    text += "module @nested {\n" +
            emitFunction(random, features, "f", /*isPublic=*/false, none) +
            "}\n";
  }
  return text + "}\n";
}
