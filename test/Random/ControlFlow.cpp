//===- ControlFlow.cpp - Random loops, branches and calls -----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Statements.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::softplus::test;

static std::string join(ArrayRef<std::string> texts) {
  return llvm::join(texts, ", ");
}

//===----------------------------------------------------------------------===//
// Regions and blocks that carry values
//===----------------------------------------------------------------------===//

/// Emits an expression of `value` that ends in its type.
static Variable emitSameType(FunctionBuilder &f, const Variable &value) {
  return emitConversion(f, emitExpression(f, {value}), *value.element);
}

/// Returns `value` under another name, with unknown elements: those of another
/// iteration.
static Variable rename(FunctionBuilder &f, const Variable &value) {
  Variable renamed = value;
  renamed.name = f.makeName();
  renamed.bound = kUnbounded;
  return renamed;
}

static Variable emitIf(FunctionBuilder &f, const Variable &value) {
  Variable result = rename(f, value);
  std::string type = value.getType();
  f.line(result.name + " = scf.if " + f.getCondition() + " -> (" + type +
         ") {");
  auto yield = [&](bool changes) {
    f.nest([&] {
      Variable yielded = changes ? emitSameType(f, value) : value;
      f.line("scf.yield " + yielded.name + " : " + type);
    });
  };
  yield(true);
  f.line("} else {");
  yield(f.random.chance(40));
  f.line("}");
  return result;
}

static Variable emitFor(FunctionBuilder &f, const Variable &value) {
  std::vector<Variable> inits{value};
  if (value.container != Container::Scalar && f.random.chance(40))
    inits.push_back(f.getValue(Container::Scalar, f.pickElement(), {}));
  std::vector<Variable> carried, results;
  SmallVector<std::string> assignments, types;
  std::string resultNames;
  for (const Variable &init : inits) {
    carried.push_back(rename(f, init));
    results.push_back(rename(f, init));
    assignments.push_back(carried.back().name + " = " + init.name);
    types.push_back(init.getType());
    resultNames += (resultNames.empty() ? "" : ", ") + results.back().name;
  }
  std::string step = f.getIndex(1), begin = f.getIndex(0);
  std::string end = f.getSize(f.random.between(0, 3));
  f.line(resultNames + " = scf.for " + f.makeName() + " = " + begin + " to " +
         end + " step " + step + " iter_args(" + join(assignments) + ") -> (" +
         join(types) + ") {");
  f.nest([&] {
    SmallVector<std::string> yielded;
    for (const Variable &value : carried)
      yielded.push_back(emitSameType(f, value).name);
    f.line("scf.yield " + join(yielded) + " : " + join(types));
  });
  f.line("}");
  f.pool.insert(f.pool.end(), results.begin() + 1, results.end());
  return results.front();
}

static Variable emitWhile(FunctionBuilder &f, const Variable &value) {
  Variable before = rename(f, value), after = rename(f, value);
  Variable result = rename(f, value);
  std::string type = value.getType();
  std::string zero = f.getIndex(0), one = f.getIndex(1);
  std::string limit = f.getSize(f.random.between(0, 3));
  std::string i = f.makeName(), j = f.makeName(), next = f.makeName();
  std::string condition = f.makeName();
  f.line(result.name + ", " + f.makeName() + " = scf.while (" + before.name +
         " = " + value.name + ", " + i + " = " + zero + ") : (" + type +
         ", index) -> (" + type + ", index) {");
  f.nest([&] {
    f.line(condition + " = arith.cmpi slt, " + i + ", " + limit + " : index");
    f.line("scf.condition(" + condition + ") " + before.name + ", " + i +
           " : " + type + ", index");
  });
  f.line("} do {");
  f.line("^bb0(" + after.name + ": " + type + ", " + j + ": index):");
  f.nest([&] {
    Variable changed = emitSameType(f, after);
    f.line(next + " = arith.addi " + j + ", " + one + " : index");
    f.line("scf.yield " + changed.name + ", " + next + " : " + type +
           ", index");
  });
  f.line("}");
  return result;
}

Variable mlir::softplus::test::emitCarried(FunctionBuilder &f,
                                           const Variable &value) {
  std::optional<Feature> feature =
      f.features.chooseOne({Feature::If, Feature::For, Feature::While});
  if (!feature)
    return value;
  return feature == Feature::If    ? emitIf(f, value)
         : feature == Feature::For ? emitFor(f, value)
                                   : emitWhile(f, value);
}

Variable mlir::softplus::test::emitBranches(FunctionBuilder &f,
                                            const Variable &value) {
  std::string type = value.getType();
  Variable result = rename(f, value);
  if (value.container == Container::Tensor)
    f.features.use(Feature::TensorBranch);
  bool isLoop = f.features.choose(Feature::BranchLoop, 50);
  if (!isLoop) {
    f.features.use(Feature::Branch);
    std::string then = f.makeBlock(), join = f.makeBlock();
    bool alternates = f.random.chance(30);
    f.line("cf.cond_br " + f.getCondition() + ", " + then + ", " +
           (alternates ? then : join + "(" + value.name + " : " + type + ")"));
    f.line(then + ":");
    f.nest([&] {
      Variable changed = emitSameType(f, value);
      f.line("cf.br " + join + "(" + changed.name + " : " + type + ")");
    });
    f.line(join + "(" + result.name + ": " + type + "):");
    return result;
  }
  std::string head = f.makeBlock(), body = f.makeBlock(), exit = f.makeBlock();
  std::string zero = f.getIndex(0), one = f.getIndex(1);
  std::string limit = f.getSize(f.random.between(0, 3));
  std::string i = f.makeName(), next = f.makeName(), condition = f.makeName();
  f.line("cf.br " + head + "(" + value.name + ", " + zero + " : " + type +
         ", index)");
  f.line(head + "(" + result.name + ": " + type + ", " + i + ": index):");
  f.line(condition + " = arith.cmpi slt, " + i + ", " + limit + " : index");
  f.line("cf.cond_br " + condition + ", " + body + ", " + exit);
  f.line(body + ":");
  f.nest([&] {
    Variable changed = emitSameType(f, result);
    f.line(next + " = arith.addi " + i + ", " + one + " : index");
    f.line("cf.br " + head + "(" + changed.name + ", " + next + " : " + type +
           ", index)");
  });
  f.line(exit + ":");
  return result;
}

//===----------------------------------------------------------------------===//
// Loops over elements
//===----------------------------------------------------------------------===//

void mlir::softplus::test::emitForallOnTensor(FunctionBuilder &f) {
  f.features.use(Feature::Forall);
  const ElementType &element = f.pickElement();
  Sizes sizes = f.pickSizes(2, 2);
  // Offset 0 is out of bounds where the size is 0.
  sizes[1] = std::max<int64_t>(sizes[1], 1);

  Variable row;
  row.container = Container::Tensor;
  row.element = &element;
  row.sizes = row.shape = {1, sizes[1]};
  Variable source = f.getValue(Container::Tensor, element, sizes);
  Variable init{f.makeName(), Container::Tensor, element, sizes, sizes};
  Variable out = rename(f, init), result = rename(f, init);
  row.name = f.makeName();
  row.bound = source.bound;
  std::string i = f.makeName();
  std::string slice =
      "[" + i + ", 0] [1, " + std::to_string(sizes[1]) + "] [1, 1] : ";
  f.line(init.name + " = tensor.empty() : " + init.getType());
  f.line(result.name + " = scf.forall (" + i + ") in (" + f.getSize(sizes[0]) +
         ") shared_outs(" + out.name + " = " + init.name + ") -> (" +
         init.getType() + ") {");
  f.nest([&] {
    f.line(row.name + " = tensor.extract_slice " + source.name + slice +
           source.getType() + " to " + row.getType());
    Variable changed = emitSameType(f, row);
    f.line("scf.forall.in_parallel {");
    f.line("  tensor.parallel_insert_slice " + changed.name + " into " +
           out.name + slice + row.getType() + " into " + init.getType());
    f.line("}");
  });
  f.line("}");
  f.pool.push_back(result);
}

/// Opens loops of `kind` over `sizes` and returns the indices.
static SmallVector<std::string> openLoops(FunctionBuilder &f, Feature kind,
                                          ArrayRef<int64_t> sizes) {
  SmallVector<std::string> indices, ends, zeros, ones;
  for (int64_t size : sizes) {
    indices.push_back(f.makeName());
    ends.push_back(f.getSize(size));
    zeros.push_back(f.getIndex(0));
    ones.push_back(f.getIndex(1));
  }
  if (kind == Feature::Parallel)
    f.line("scf.parallel (" + join(indices) + ") = (" + join(zeros) + ") to (" +
           join(ends) + ") step (" + join(ones) + ") {");
  else if (kind == Feature::Forall)
    f.line("scf.forall (" + join(indices) + ") in (" + join(ends) + ") {");
  else
    for (auto [index, end] : llvm::zip(indices, ends))
      f.line((kind == Feature::AffineFor ? "affine.for " : "scf.for ") + index +
             " = " +
             (kind == Feature::AffineFor
                  ? "0 to " + end
                  : f.getIndex(0) + " to " + end + " step " + f.getIndex(1)) +
             " {");
  return indices;
}

static void closeLoops(FunctionBuilder &f, Feature kind, size_t rank) {
  bool isNest = kind == Feature::For || kind == Feature::AffineFor;
  for (size_t i = 0; i < (isNest ? rank : 1); ++i)
    f.line("}");
}

void mlir::softplus::test::emitLoops(FunctionBuilder &f) {
  // Tensors have loops of the other kinds.
  std::optional<Feature> kind =
      f.features.chooseOne({Feature::For, Feature::AffineFor, Feature::Parallel,
                            Feature::Parallel, Feature::Forall});
  if (!kind)
    return;
  Sizes sizes = f.pickSizes(3, f.random.between(1, 3));
  std::vector<Variable> inputs;
  SmallVector<std::string> readBuffers;
  for (int i = f.random.between(1, 2); i > 0; --i) {
    inputs.push_back(f.getValue(Container::Buffer, f.pickElement(), sizes));
    readBuffers.push_back(inputs.back().buffer);
  }
  const ElementType &element = *inputs.front().element;
  Variable destination = f.getDestination(Container::Buffer, element, sizes,
                                          f.pickShape(sizes), readBuffers);
  if (inputs.size() == 1 && inputs.front().isWritable && f.random.chance(25)) {
    f.features.use(Feature::InPlace);
    destination = inputs.front();
  }
  std::string dialect = kind == Feature::AffineFor ? "affine." : "memref.";
  SmallVector<std::string> indices = openLoops(f, *kind, sizes);
  std::string subscript = "[" + join(indices) + "]";
  f.nest([&] {
    std::vector<Variable> scalars;
    for (const Variable &input : inputs) {
      Variable scalar;
      scalar.name = f.makeName();
      scalar.element = input.element;
      scalar.bound = input.bound;
      f.line(scalar.name + " = " + dialect + "load " + input.name + subscript +
             " : " + input.getType());
      scalars.push_back(scalar);
    }
    Variable result = emitConversion(f, emitExpression(f, scalars), element);
    f.line(dialect + "store " + result.name + ", " + destination.name +
           subscript + " : " + destination.getType());
  });
  closeLoops(f, *kind, sizes.size());
  for (Variable &value : f.pool)
    if (value.buffer == destination.buffer)
      value.bound = kUnbounded;
}

//===----------------------------------------------------------------------===//
// Vectors
//===----------------------------------------------------------------------===//

/// LLVM's code generator for AVX512-BF16 crashes on vectors of bf16 of 9, 17,
/// 25 elements and so on.
static int64_t avoidLength(int64_t length) {
  return length > 8 && length % 8 == 1 ? length + 1 : length;
}

/// Emits the read of a vector of rank 0 or of all of `source`.
static Variable emitRead(FunctionBuilder &f, const Variable &source,
                         const std::string &subscript) {
  Variable vector = source;
  vector.name = f.makeName();
  vector.container = Container::Vector;
  vector.shape = vector.sizes;
  vector.layout = std::nullopt;
  if (source.sizes.empty()) {
    std::string scalar = f.makeName();
    f.line(scalar + " = memref.load " + source.name +
           "[] : " + source.getType());
    f.line(vector.name + " = vector.broadcast " + scalar + " : " +
           source.element->name + " to " + vector.getType());
    return vector;
  }
  Variable padding = f.addScalarConstant(*source.element);
  vector.bound = std::max(vector.bound, padding.bound);
  // A vector that is longer than the memref is padded.
  if (f.random.chance(30))
    vector.shape.back() = vector.sizes.back() =
        avoidLength(vector.sizes.back() + f.random.between(1, 3));
  f.line(vector.name + " = vector.transfer_read " + source.name + subscript +
         ", " + padding.name + " : " + source.getType() + ", " +
         vector.getType());
  return vector;
}

void mlir::softplus::test::emitVectors(FunctionBuilder &f) {
  f.features.use(Feature::Vectors);
  std::optional<Feature> feature = f.features.chooseOne(
      {Feature::Vector0, Feature::Vector1, Feature::Vector1, Feature::Vector2,
       Feature::Vector3});
  if (!feature)
    return;
  size_t rank =
      static_cast<size_t>(*feature) - static_cast<size_t>(Feature::Vector0);
  Sizes sizes;
  for (size_t i = 0; i < rank; ++i)
    sizes.push_back(avoidLength(f.random.between(1, rank == 1 ? 20 : 5)));
  Variable source = f.getValue(Container::Buffer, f.pickElement(), sizes);
  SmallVector<std::string> zeros(rank, f.getIndex(0));
  std::string subscript = "[" + join(zeros) + "]";
  Variable vector = emitRead(f, source, subscript);
  Variable result = emitExpression(f, {vector});
  Variable destination =
      f.getDestination(Container::Buffer, *result.element, sizes,
                       f.pickShape(sizes), {source.buffer});
  if (rank == 0) {
    std::string scalar = f.makeName();
    f.line(scalar + " = vector.extract " + result.name +
           "[] : " + result.element->name + " from " + result.getType());
    f.line("memref.store " + scalar + ", " + destination.name +
           "[] : " + destination.getType());
  } else {
    f.line("vector.transfer_write " + result.name + ", " + destination.name +
           subscript + " : " + result.getType() + ", " + destination.getType());
  }
  for (Variable &value : f.pool)
    if (value.buffer == destination.buffer)
      value.bound = std::max(value.bound, result.bound);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

void mlir::softplus::test::emitCall(FunctionBuilder &f,
                                    const Signature &callee) {
  f.features.use(Feature::Call);
  SmallVector<std::string> operands, types, resultTypes, resultNames;
  for (const std::string &operand : f.addOperandsOf(callee))
    operands.push_back(operand);
  for (const Argument &argument : callee.arguments)
    types.push_back(argument.getType());
  for (const Variable &callResult : callee.results) {
    Variable result = rename(f, callResult);
    resultNames.push_back(result.name);
    resultTypes.push_back(result.getType());
    f.pool.push_back(result);
  }
  f.line((resultNames.empty() ? "" : join(resultNames) + " = ") +
         "func.call @" + callee.name + "(" + join(operands) + ") : (" +
         join(types) + ") -> (" + join(resultTypes) + ")");
}
