//===- Structured.cpp - Random operations of linalg -----------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexMaps.h"
#include "Statements.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::softplus;
using namespace mlir::softplus::test;

namespace {

struct Operand {
  Variable value;
  IndexMap map;
};

} // namespace

static std::string join(ArrayRef<std::string> texts) {
  return llvm::join(texts, ", ");
}

/// Returns ` ins(%a, %b : T, U)`, or nothing without operands.
static std::string getInputs(ArrayRef<Operand> inputs) {
  if (inputs.empty())
    return "";
  SmallVector<std::string> names, types;
  for (const Operand &input : inputs) {
    names.push_back(input.value.name);
    types.push_back(input.value.getType());
  }
  return " ins(" + join(names) + " : " + join(types) + ")";
}

/// Emits `text`, an operation without its `outs`, on `destination`; `end` is
/// what comes behind. Only some operations print the type of their result.
static void emitStructured(FunctionBuilder &f, const std::string &text,
                           Variable destination, const std::string &end,
                           double bound, bool printsType) {
  std::string outs =
      " outs(" + destination.name + " : " + destination.getType() + ")";
  if (destination.container == Container::Buffer) {
    for (Variable &value : f.pool)
      if (value.buffer == destination.buffer)
        value.bound = std::max(value.bound, bound);
    f.line(text + outs + end);
    return;
  }
  Variable result = destination;
  result.name = f.makeName();
  result.bound = bound;
  f.line(result.name + " = " + text + outs + end +
         (printsType ? " -> " + result.getType() : ""));
  f.pool.push_back(result);
}

//===----------------------------------------------------------------------===//
// linalg.generic
//===----------------------------------------------------------------------===//

static int64_t getProduct(ArrayRef<int64_t> sizes) {
  int64_t product = 1;
  for (int64_t size : sizes)
    product *= size;
  return product;
}

/// Picks the inputs of an operation over `extents`. With `isReduction`, the
/// first takes every dimension.
static std::vector<Operand> pickInputs(FunctionBuilder &f, Container container,
                                       ArrayRef<int64_t> extents,
                                       bool isReduction) {
  std::vector<Operand> inputs;
  int count = f.random.pick({1, 1, 2, 2, 3});
  for (int i = 0; i < count; ++i) {
    IndexMap map = i == 0 && isReduction
                       ? IndexMap::getIdentity(extents.size())
                       : pickIndexMap(f.random, f.features, extents);
    Sizes sizes = map.pickOperandSizes(f.random, extents);
    // A long loop can span an operand that does not fit in memory.
    if (getProduct(sizes) > 200000) {
      map = IndexMap::getIdentity(extents.size());
      sizes = Sizes(extents);
    }

    // Values of one type have more operations in common.
    const ElementType &element = i > 0 && f.random.chance(60)
                                     ? *inputs.front().value.element
                                     : f.pickElement();
    inputs.push_back({f.getValue(container, element, sizes), map});
  }
  return inputs;
}

/// Returns an input that may be overwritten, if there is one: no other operand
/// may see other elements of its buffer.
static std::optional<Operand>
pickInPlace(FunctionBuilder &f, ArrayRef<Operand> inputs, const IndexMap &map) {
  for (const Operand &candidate : inputs) {
    bool isSafe = candidate.value.isWritable && candidate.map == map;
    for (const Operand &other : inputs)
      isSafe &=
          other.value.buffer != candidate.value.buffer ||
          (other.map == map && (other.value.name == candidate.value.name));
    if (isSafe)
      return candidate;
  }
  return std::nullopt;
}

void mlir::softplus::test::emitGeneric(FunctionBuilder &f,
                                       Container container) {
  f.features.use(Feature::Generic);
  Sizes extents = f.pickSizes(4);
  size_t rank = extents.size();
  std::optional<Feature> reduction;
  SmallVector<size_t> parallel = llvm::to_vector(llvm::seq<size_t>(0, rank));
  if (rank > 0 && f.random.chance(15))
    reduction =
        f.features.chooseOne({Feature::SumReduction, Feature::MaxReduction});
  if (reduction)
    parallel.erase(parallel.begin() + f.random.between(0, rank - 1));
  if (reduction && !parallel.empty() && f.random.chance(30))
    parallel.erase(parallel.begin() + f.random.between(0, parallel.size() - 1));
  std::string iterators;
  for (size_t dim = 0; dim < rank; ++dim)
    iterators +=
        std::string(dim ? ", " : "") +
        (llvm::is_contained(parallel, dim) ? "\"parallel\"" : "\"reduction\"");
  if (parallel.size() > 1 && f.features.choose(Feature::PermutedMap, 15))
    f.random.shuffle(parallel);
  IndexMap outMap = IndexMap::getPermutation(parallel);

  std::vector<Operand> inputs =
      pickInputs(f, container, extents, reduction.has_value());
  std::optional<Operand> inPlace;
  if (container == Container::Buffer && !reduction && f.random.chance(25))
    inPlace = pickInPlace(f, inputs, outMap);
  if (inPlace)
    f.features.use(Feature::InPlace);
  bool accumulates =
      reduction || (!inPlace && f.features.choose(Feature::Accumulation, 10));

  // The body.
  std::vector<Variable> scalars;
  SmallVector<std::string> blockArguments;
  for (const Operand &input : inputs) {
    Variable scalar;
    scalar.name = f.makeName();
    scalar.element = input.value.element;
    scalar.bound = input.value.bound;
    scalars.push_back(scalar);
    blockArguments.push_back(scalar.name + ": " + scalar.getType());
  }
  Variable out;
  out.name = f.makeName();
  Variable result;
  std::string body = f.capture([&] {
    result = emitExpression(f, scalars);
    if (inPlace)
      result = emitConversion(f, result, *inPlace->value.element);
    out.element = result.element;
    if (accumulates)
      result = emitBinary(f,
                          reduction == Feature::MaxReduction ? "arith.maximumf"
                                                             : "arith.addf",
                          out, result);
    f.line("linalg.yield " + result.name + " : " + result.getType());
  });
  blockArguments.push_back(out.name + ": " + out.getType());

  // The destination.
  Sizes outSizes;
  for (size_t dim : parallel)
    outSizes.push_back(extents[dim]);
  SmallVector<std::string> readBuffers;
  for (const Operand &input : inputs)
    readBuffers.push_back(input.value.buffer);
  Variable destination;
  if (inPlace)
    destination = inPlace->value;
  else if (accumulates && container == Container::Tensor)
    destination = f.getValue(container, *result.element, outSizes);
  else
    destination = f.getDestination(container, *result.element, outSizes,
                                   f.pickShape(outSizes), readBuffers);

  std::string maps;
  for (const Operand &input : inputs)
    maps += input.map.getText(rank) + ", ";
  maps += outMap.getText(rank);
  std::string text = "linalg.generic {indexing_maps = [" + maps +
                     "], iterator_types = [" + iterators + "]}" +
                     getInputs(inputs);
  emitStructured(f, text, destination,
                 " {\n  ^bb0(" + join(blockArguments) + "):\n" + body + "  }",
                 accumulates ? kUnbounded : result.bound, /*printsType=*/true);
}

//===----------------------------------------------------------------------===//
// Other operations
//===----------------------------------------------------------------------===//

/// Emits an operation that reads `inputs` at the element that it writes.
static void emitAligned(FunctionBuilder &f, Container container,
                        const std::string &op, ArrayRef<Operand> inputs,
                        double bound) {
  const Variable &first = inputs.front().value;
  SmallVector<std::string> readBuffers;
  for (const Operand &input : inputs)
    readBuffers.push_back(input.value.buffer);
  Variable destination = first;
  IndexMap identity = IndexMap::getIdentity(first.sizes.size());
  if (container == Container::Buffer && f.random.chance(25) &&
      pickInPlace(f, inputs, identity) && first.isWritable &&
      llvm::all_of(inputs, [&](const Operand &input) {
        return input.value.name == first.name ||
               input.value.buffer != first.buffer;
      }))
    f.features.use(Feature::InPlace);
  else
    destination = f.getDestination(container, *first.element, first.sizes,
                                   first.shape, readBuffers);
  emitStructured(f, op + getInputs(inputs), destination, "", bound,
                 /*printsType=*/!StringRef(op).starts_with("linalg.map"));
}

void mlir::softplus::test::emitNamed(FunctionBuilder &f, Container container) {
  std::optional<Feature> feature = f.features.chooseOne(
      {Feature::Map, Feature::Map, Feature::Map, Feature::Named, Feature::Fill,
       Feature::Transpose, Feature::Broadcast});
  if (!feature)
    return;
  const ElementType &element = f.pickElement();
  Sizes sizes = f.pickSizes(
      4, *feature == Feature::Transpose ? std::optional<int>(2) : std::nullopt);
  IndexMap identity = IndexMap::getIdentity(sizes.size());
  auto getOperand = [&] {
    return Operand{f.getValue(container, element, sizes), identity};
  };
  auto getOperandLike = [&](const Operand &like) {
    return Operand{f.getValueLike(like.value), identity};
  };
  switch (*feature) {
  case Feature::Map: {
    const numerics::FunctionInfo &info = pickFunction(f);
    std::vector<Operand> inputs{getOperand()};
    while (inputs.size() < info.arity)
      inputs.push_back(getOperandLike(inputs.front()));
    emitAligned(f, container,
                std::string("linalg.map { softplus.") + info.mnemonic +
                    getParameterDictionary(f, info, element) + " }",
                inputs, kUnbounded);
    return;
  }
  case Feature::Named: {
    StringRef op =
        f.random.pick<StringRef>({"linalg.add", "linalg.mul", "linalg.max",
                                  "linalg.negf", "linalg.abs"});
    std::vector<Operand> inputs{getOperand()};
    if (op != "linalg.negf" && op != "linalg.abs")
      inputs.push_back(getOperandLike(inputs.front()));
    emitAligned(f, container, op.str(), inputs, kUnbounded);
    return;
  }
  case Feature::Fill: {
    Variable scalar = f.getValue(Container::Scalar, element, {});
    Variable destination =
        f.getDestination(container, element, sizes, f.pickShape(sizes), {});
    emitStructured(f, "linalg.fill" + getInputs({Operand{scalar, identity}}),
                   destination, "", scalar.bound, /*printsType=*/true);
    return;
  }
  case Feature::Transpose: {
    Operand input = getOperand();
    Variable destination = f.getDestination(
        container, element, {sizes[1], sizes[0]},
        {input.value.shape[1], input.value.shape[0]}, {input.value.buffer});
    emitStructured(f, "linalg.transpose" + getInputs({input}), destination,
                   " permutation = [1, 0]", input.value.bound,
                   /*printsType=*/false);
    return;
  }
  default: {
    if (sizes.size() == 4)
      sizes.pop_back();
    Operand input = getOperand();
    int64_t dimension = f.random.between(0, sizes.size());
    Sizes outSizes = sizes, outShape = input.value.shape;
    outSizes.insert(outSizes.begin() + dimension, f.random.between(1, 5));
    outShape.insert(outShape.begin() + dimension, outSizes[dimension]);

    Variable destination = f.getDestination(container, element, outSizes,
                                            outShape, {input.value.buffer});
    emitStructured(f, "linalg.broadcast" + getInputs({input}), destination,
                   " dimensions = [" + std::to_string(dimension) + "]",
                   input.value.bound, /*printsType=*/false);
    return;
  }
  }
}

//===----------------------------------------------------------------------===//
// Views
//===----------------------------------------------------------------------===//

/// Returns the strides and the offset that the type of `value` says.
static Layout getTypeLayout(const Variable &value) {
  if (value.layout)
    return *value.layout;
  Layout layout;
  layout.strides.resize(value.shape.size());
  int64_t stride = 1;
  for (size_t dim = value.shape.size(); dim-- > 0;) {
    layout.strides[dim] = stride;
    stride = stride == kDynamic || value.shape[dim] == kDynamic
                 ? kDynamic
                 : stride * value.shape[dim];
  }
  return layout;
}

static void emitSubview(FunctionBuilder &f, const Variable &source) {
  Variable result = source;
  result.name = f.makeName();
  Layout layout = getTypeLayout(source);
  std::string offsets, sizes, strides;
  for (size_t dim = 0; dim < source.sizes.size(); ++dim) {
    int64_t extent = source.sizes[dim];
    int64_t offset = f.random.between(0, std::max<int64_t>(extent - 1, 0) / 2);
    int64_t step = f.random.pick({1, 1, 1, 2, 3});
    int64_t size =
        extent == 0 ? 0
                    : f.random.between(1, (extent - offset + step - 1) / step);
    std::string separator = dim ? ", " : "";
    std::string offsetText = std::to_string(offset);
    int64_t stride = layout.strides[dim];
    if (f.hasDynamicSizes && f.random.chance(30)) {
      offsetText = f.getSize(offset);
      layout.offset = kDynamic;
    } else if (offset != 0) {
      layout.offset = layout.offset == kDynamic || stride == kDynamic
                          ? kDynamic
                          : layout.offset + offset * stride;
    }
    offsets += separator + offsetText;
    if (f.hasDynamicSizes && f.random.chance(30)) {
      sizes += separator + f.getSize(size);
      result.shape[dim] = kDynamic;
    } else {
      sizes += separator + std::to_string(size);
      result.shape[dim] = size;
    }
    strides += separator + std::to_string(step);
    result.sizes[dim] = size;
    layout.strides[dim] = stride == kDynamic ? kDynamic : stride * step;
  }
  result.layout = layout;
  f.line(result.name + " = memref.subview " + source.name + "[" + offsets +
         "] [" + sizes + "] [" + strides + "] : " + source.getType() + " to " +
         result.getType());
  f.pool.push_back(result);
}

static void emitCast(FunctionBuilder &f, const Variable &source) {
  Variable result = source;
  result.name = f.makeName();
  for (int64_t &size : result.shape)
    if (f.random.chance(60))
      size = kDynamic;
  bool isBuffer = source.container == Container::Buffer;
  if (isBuffer && f.random.chance(50)) {
    result.layout = getTypeLayout(source);
    for (int64_t &stride : result.layout->strides)
      stride = kDynamic;
    result.layout->offset = kDynamic;
  } else if (isBuffer && !source.layout) {
    // The strides of the identity are those of the new shape.
    result.layout = std::nullopt;
  }
  f.line(result.name + (isBuffer ? " = memref.cast " : " = tensor.cast ") +
         source.name + " : " + source.getType() + " to " + result.getType());
  f.pool.push_back(result);
}

static void emitTransposition(FunctionBuilder &f, const Variable &source) {
  Variable result = source;
  result.name = f.makeName();
  Layout layout = getTypeLayout(source);
  SmallVector<size_t> order =
      llvm::to_vector(llvm::seq<size_t>(0, source.sizes.size()));
  f.random.shuffle(order);
  std::string from, to;
  for (auto [dim, original] : llvm::enumerate(order)) {
    std::string separator = dim ? ", " : "";
    from += separator + "d" + std::to_string(dim);
    to += separator + "d" + std::to_string(original);
    result.shape[dim] = source.shape[original];
    result.sizes[dim] = source.sizes[original];
    layout.strides[dim] = getTypeLayout(source).strides[original];
  }
  result.layout = layout;
  f.line(result.name + " = memref.transpose " + source.name + " (" + from +
         ") -> (" + to + ") : " + source.getType() + " to " + result.getType());
  f.pool.push_back(result);
}

void mlir::softplus::test::emitView(FunctionBuilder &f, Container container) {
  std::vector<Variable> sources;
  for (const Variable &value : f.pool)
    if (value.container == container && value.isWritable)
      sources.push_back(value);
  if (sources.empty())
    return;
  Variable source = f.random.pick(ArrayRef<Variable>(sources));
  if (container == Container::Tensor) {
    if (f.hasDynamicSizes && f.features.choose(Feature::Cast, 100))
      emitCast(f, source);
    return;
  }
  std::optional<Feature> feature = f.features.chooseOne(
      {Feature::Subview, Feature::Subview, Feature::TransposedLayout,
       f.hasDynamicSizes ? Feature::Cast : Feature::Subview});

  // Offset 0 is out of bounds where the size is 0.
  if (feature == Feature::Subview && source.getCount() > 0)
    emitSubview(f, source);
  else if (feature == Feature::Cast)
    emitCast(f, source);
  // The verifier of memref.transpose takes a stride of 0, which the dimensions
  // before one of size 0 have, for a dynamic one.
  else if (feature == Feature::TransposedLayout &&
           !llvm::is_contained(getTypeLayout(source).strides, 0))
    emitTransposition(f, source);
}
