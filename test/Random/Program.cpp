//===- Program.cpp - The text of a random function ------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Program.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <cmath>

using namespace mlir;
using namespace mlir::softplus::test;

static std::string getSizeText(int64_t size) {
  return size == kDynamic ? "?" : std::to_string(size);
}

std::string Variable::getTypeOf(StringRef elementName) const {
  if (container == Container::Scalar)
    return elementName.str();
  std::string type = container == Container::Vector   ? "vector<"
                     : container == Container::Tensor ? "tensor<"
                                                      : "memref<";
  for (int64_t size : shape)
    type += getSizeText(size) + "x";
  type += elementName;
  if (layout) {
    type += ", strided<[";
    llvm::interleave(
        layout->strides, [&](int64_t stride) { type += getSizeText(stride); },
        [&] { type += ", "; });
    type += "]";
    if (layout->offset != 0)
      type += ", offset: " + getSizeText(layout->offset);
    type += ">";
  }
  return type + ">";
}

std::string Variable::getType() const { return getTypeOf(element->name); }

int64_t Variable::getCount() const {
  int64_t count = 1;
  for (int64_t size : sizes)
    count *= size;
  return count;
}

void FunctionBuilder::nest(function_ref<void()> emit) {
  size_t poolSize = pool.size();
  indentation += "  ";
  emit();
  indentation.resize(indentation.size() - 2);
  pool.resize(poolSize);
}

std::string FunctionBuilder::capture(function_ref<void()> emit) {
  std::string outer;
  std::swap(outer, body);
  nest(emit);
  std::swap(outer, body);
  return outer;
}

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

/// Gives a memref argument strides and an offset, in its type and at run time.
void FunctionBuilder::pickLayout(Argument &argument) {
  Variable &value = argument.value;
  size_t rank = value.sizes.size();
  SmallVector<size_t> order = llvm::to_vector(llvm::seq<size_t>(0, rank));
  bool isStrided = rank > 0 && features.choose(Feature::StridedLayout, 25);
  bool isTransposed =
      rank > 1 && features.choose(Feature::TransposedLayout, 15);
  bool hasOffset = features.choose(Feature::OffsetLayout, 15);
  if (isTransposed)
    random.shuffle(order);
  int64_t stride = isStrided ? random.between(1, 3) : 1;
  Layout runtime;
  runtime.strides.resize(rank);
  runtime.offset = hasOffset ? random.between(1, 9) : 0;
  bool isNegative = false;
  for (size_t dim : llvm::reverse(order)) {
    runtime.strides[dim] = stride;
    stride *= std::max<int64_t>(value.sizes[dim], 1);
    if (isStrided && random.chance(50))
      stride += random.between(1, 3);
    if (value.sizes[dim] > 0 && features.choose(Feature::NegativeStride, 8)) {
      isNegative = true;
      runtime.offset += (value.sizes[dim] - 1) * runtime.strides[dim];
      runtime.strides[dim] = -runtime.strides[dim];
    }
  }
  argument.layout = runtime;
  if (!isStrided && !isTransposed && !hasOffset && !isNegative)
    return;
  Layout inType = runtime;
  if (hasDynamicSizes && features.choose(Feature::DynamicStride, 40)) {
    for (int64_t &s : inType.strides)
      if (random.chance(60))
        s = kDynamic;
    if (random.chance(60))
      inType.offset = kDynamic;
  }
  value.layout = inType;
}

Variable FunctionBuilder::addArgument(Variable prototype) {
  Argument argument;
  argument.value = prototype;
  Variable &value = argument.value;
  value.name = "%a" + std::to_string(arguments.size());
  value.buffer = value.name;
  value.bound = isTame ? 8.0 : kUnbounded;
  value.isWritable = true;
  argument.seed = random.bits() >> 40;
  if (value.container == Container::Buffer) {
    int candidate = -1;
    for (auto [index, other] : llvm::enumerate(arguments))
      if (other.value.element && other.value.container == Container::Buffer &&
          other.value.element == value.element &&
          other.value.sizes == value.sizes && other.sharedWith < 0)
        candidate = index;
    if (candidate >= 0 && features.choose(Feature::SharedBuffer, 25)) {
      argument = arguments[candidate];
      argument.sharedWith = candidate;
      value.name = "%a" + std::to_string(arguments.size());
    } else {
      value.layout = std::nullopt;
      pickLayout(argument);
    }
  }
  arguments.push_back(argument);
  pool.push_back(value);
  return value;
}

SmallVector<std::string>
FunctionBuilder::addOperandsOf(const Signature &callee) {
  SmallVector<std::string> names;
  SmallVector<size_t> indices;
  for (Argument argument : callee.arguments) {
    indices.push_back(arguments.size());
    if (argument.integerType.empty() &&
        argument.value.container == Container::Vector) {
      names.push_back(addConstant(argument.value, random.chance(50)).name);
      continue;
    }

    argument.value.name = "%a" + std::to_string(arguments.size());
    argument.value.buffer = argument.value.name;
    if (argument.sharedWith >= 0) {
      argument.sharedWith = indices[argument.sharedWith];
      argument.value.buffer = arguments[argument.sharedWith].value.buffer;
    }

    names.push_back(argument.value.name);
    arguments.push_back(argument);
  }
  return names;
}

std::string FunctionBuilder::addInteger(StringRef type, int64_t number) {
  for (const Argument &argument : arguments)
    if (argument.integerType == type && argument.integer == number)
      return argument.value.name;
  Argument argument;
  argument.value.name = "%a" + std::to_string(arguments.size());
  argument.integerType = type;
  argument.integer = number;
  arguments.push_back(argument);
  return argument.value.name;
}

std::string FunctionBuilder::getIndex(int64_t number) {
  std::string name = number < 0 ? "%cm" + std::to_string(-number)
                                : "%c" + std::to_string(number);
  std::string text = "  " + name + " = arith.constant " +
                     std::to_string(number) + " : index\n";
  if (!StringRef(prologue).contains(text))
    prologue += text;
  return name;
}

std::string FunctionBuilder::getSize(int64_t number) {
  return hasDynamicSizes && random.chance(50) ? addInteger("index", number)
                                              : getIndex(number);
}

std::string FunctionBuilder::getCondition() {
  return addInteger("i1", random.chance(50));
}

std::string FunctionBuilder::getDynamicSizes(const Variable &value) {
  SmallVector<std::string> sizes;
  for (auto [dim, size] : llvm::enumerate(value.shape))
    if (size == kDynamic)
      sizes.push_back(getSize(value.sizes[dim]));
  return llvm::join(sizes, ", ");
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

uint64_t FunctionBuilder::pickBits(const ElementType &element, double &bound) {
  double value = random.between(-4000, 4000) / 512.0;
  if (!isTame && random.chance(20))
    value = random.pick({0.0, -0.0, 88.5, -104.0, 700.0, -745.0, 1e-40, -1e30,
                         kUnbounded, -kUnbounded});
  uint64_t bits = element.encode(value);
  double rounded = std::fabs(element.decode(bits));
  bound = std::max(bound, rounded);
  return bits;
}

static std::string getHex(uint64_t bits, const ElementType &element) {
  return llvm::utohexstr(bits, /*LowerCase=*/false, 2 * element.bytes);
}

std::string FunctionBuilder::getLiteral(const Variable &like, bool isSplat,
                                        double &bound) {
  const ElementType &element = *like.element;
  bound = 0.0;
  if (like.getCount() == 0)
    return "dense<>";
  if (isSplat)
    return "dense<0x" + getHex(pickBits(element, bound), element) + ">";
  std::string bytes;
  for (int64_t i = 0; i < like.getCount(); ++i) {
    uint64_t bits = pickBits(element, bound);
    for (unsigned byte = 0; byte < element.bytes; ++byte)
      bytes += llvm::utohexstr((bits >> (8 * byte)) & 0xff, false, 2);
  }
  return "dense<\"0x" + bytes + "\">";
}

Variable FunctionBuilder::addConstant(Variable like, bool isSplat) {
  Variable value = like;
  value.name = makeName();
  features.use(isSplat ? Feature::SplatConstant : Feature::DenseConstant);
  std::string literal = getLiteral(like, isSplat, value.bound);
  prologue += "  " + value.name + " = arith.constant " + literal + " : " +
              value.getType() + "\n";
  return value;
}

Variable FunctionBuilder::addScalarConstant(const ElementType &element) {
  Variable value;
  value.name = makeName();
  value.element = &element;
  value.bound = 0.0;
  prologue += "  " + value.name + " = arith.constant 0x" +
              getHex(pickBits(element, value.bound), element) + " : " +
              element.name + "\n";
  return value;
}

Variable FunctionBuilder::addGlobal(const ElementType &element,
                                    ArrayRef<int64_t> sizes) {
  Variable value{"", Container::Buffer, element, Sizes(sizes), Sizes(sizes)};
  std::string symbol =
      "@" + symbolPrefix + "_global_" + std::to_string(nameCount);
  value.name = makeName();
  value.buffer = symbol;
  value.isWritable = false;
  globals += "memref.global \"private\" constant " + symbol + " : " +
             value.getType() + " = " +
             getLiteral(value, random.chance(50), value.bound) + "\n";
  prologue += "  " + value.name + " = memref.get_global " + symbol + " : " +
              value.getType() + "\n";
  return value;
}

//===----------------------------------------------------------------------===//
// Values of given properties
//===----------------------------------------------------------------------===//

const ElementType &FunctionBuilder::pickElement() {
  std::optional<Feature> feature = features.chooseOne(
      {Feature::F16, Feature::BF16, Feature::F32, Feature::F32, Feature::F64});
  return kElementTypes[feature ? static_cast<unsigned>(*feature) : 2];
}

Sizes FunctionBuilder::pickSizes(int maxRank, std::optional<int> rank) {
  static constexpr Feature ranks[] = {Feature::Rank0, Feature::Rank1,
                                      Feature::Rank2, Feature::Rank3,
                                      Feature::Rank4};
  if (!rank) {
    rank = 1;
    int wanted = std::min<int>(maxRank, random.pick({0, 1, 1, 1, 2, 2, 3, 4}));
    if (features.allows(ranks[wanted]))
      rank = wanted;
  }
  features.use(ranks[*rank]);
  static constexpr int64_t largest[] = {1, 70, 12, 6, 4};
  Sizes sizes;
  for (int i = 0; i < *rank; ++i)
    sizes.push_back(random.between(1, largest[*rank]));
  if (*rank == 1 && features.choose(Feature::LargeSize, 15))
    sizes[0] = random.between(70, 300);
  if (*rank == 1 && features.choose(Feature::HugeSize, 1))
    sizes[0] = random.between(32700, 40000);
  if (*rank == 2 && random.chance(15))
    sizes[random.between(0, 1)] = random.between(12, 40);
  if (*rank > 0 && features.choose(Feature::ZeroSize, 4))
    sizes[random.between(0, *rank - 1)] = 0;
  return sizes;
}

Sizes FunctionBuilder::pickShape(ArrayRef<int64_t> sizes) {
  Sizes shape(sizes);
  for (int64_t &size : shape) {
    if (hasDynamicSizes && features.choose(Feature::DynamicSize, 60))
      size = kDynamic;
    else
      features.use(Feature::StaticSize);
  }
  return shape;
}

Variable FunctionBuilder::addAlloc(const ElementType &element,
                                   ArrayRef<int64_t> sizes,
                                   ArrayRef<int64_t> shape) {
  Variable value(makeName(), Container::Buffer, element, shape, sizes);
  value.buffer = value.name;
  line(value.name + " = memref.alloc(" + getDynamicSizes(value) +
       ") : " + value.getType());
  Variable fill = addScalarConstant(element);
  value.bound = fill.bound;
  line("linalg.fill ins(" + fill.name + " : " + element.name + ") outs(" +
       value.name + " : " + value.getType() + ")");
  pool.push_back(value);
  return value;
}

Variable FunctionBuilder::getValue(Container container,
                                   const ElementType &element,
                                   ArrayRef<int64_t> sizes) {
  std::vector<Variable> candidates;
  for (const Variable &value : pool)
    if (value.container == container && value.element == &element &&
        ArrayRef<int64_t>(value.sizes) == sizes)
      candidates.push_back(value);
  if (!candidates.empty() && random.chance(70))
    return random.pick(ArrayRef<Variable>(candidates));
  bool isShaped =
      container == Container::Tensor || container == Container::Buffer;
  Variable prototype("", container, element,
                     isShaped ? pickShape(sizes) : Sizes(sizes), sizes);
  if (container == Container::Scalar)
    return random.chance(30) ? addScalarConstant(element)
                             : addArgument(prototype);
  if (container == Container::Tensor && random.chance(12)) {
    prototype.shape = Sizes(sizes);
    bool isSplat = random.chance(50);
    if (prototype.getCount() <= 300 &&
        features.allows(isSplat ? Feature::SplatConstant
                                : Feature::DenseConstant))
      return addConstant(prototype, isSplat);
  }
  if (container == Container::Buffer && prototype.getCount() <= 300 &&
      prototype.getCount() > 0 && features.choose(Feature::Global, 8))
    return addGlobal(element, sizes);
  return addArgument(prototype);
}

Variable FunctionBuilder::getValueLike(const Variable &like) {
  std::vector<Variable> candidates;
  for (const Variable &value : pool)
    if (value.hasTypeOf(like))
      candidates.push_back(value);
  if (!candidates.empty() && random.chance(75))
    return random.pick(ArrayRef<Variable>(candidates));
  bool isSplat = random.chance(50);
  if (like.container != Container::Buffer && like.hasStaticShape() &&
      like.getCount() <= 300 && random.chance(40) &&
      features.allows(isSplat ? Feature::SplatConstant
                              : Feature::DenseConstant))
    return like.container == Container::Scalar
               ? addScalarConstant(*like.element)
               : addConstant(like, isSplat);
  if (like.container == Container::Vector && isPublic)
    return like;
  return addArgument(like);
}

Variable FunctionBuilder::getDestination(Container container,
                                         const ElementType &element,
                                         ArrayRef<int64_t> sizes,
                                         ArrayRef<int64_t> shape,
                                         ArrayRef<std::string> readBuffers) {
  if (container == Container::Tensor) {
    Variable value(makeName(), container, element, shape, sizes);
    line(value.name + " = tensor.empty(" + getDynamicSizes(value) +
         ") : " + value.getType());
    return value;
  }
  std::vector<Variable> candidates;
  for (const Variable &value : pool)
    if (value.container == container && value.element == &element &&
        ArrayRef<int64_t>(value.sizes) == sizes &&
        ArrayRef<int64_t>(value.shape) == shape && value.isWritable &&
        !llvm::is_contained(readBuffers, value.buffer))
      candidates.push_back(value);
  if (!candidates.empty() && random.chance(50))
    return random.pick(ArrayRef<Variable>(candidates));
  if (features.choose(Feature::Alloc, 15))
    return addAlloc(element, sizes, shape);
  Variable value = addArgument({"", container, element, shape, sizes});
  if (!llvm::is_contained(readBuffers, value.buffer))
    return value;
  // It shares a buffer that is read: of no use here.
  return addAlloc(element, sizes, shape);
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

static std::string getArray(ArrayRef<int64_t> numbers) {
  std::string text = "array<i64";
  for (auto [index, number] : llvm::enumerate(numbers))
    text += (index ? ", " : ": ") + std::to_string(number);
  return text + ">";
}

static std::string getInput(const Argument &argument, bool isTame) {
  if (!argument.integerType.empty())
    return llvm::formatv("value = {0} : i64", argument.integer);
  std::string text =
      llvm::formatv("seed = {0} : i64, tame = {1}", argument.seed, isTame);
  const Variable &value = argument.value;
  if (value.container == Container::Tensor ||
      value.container == Container::Buffer)
    text += ", sizes = " + getArray(value.sizes);
  if (value.container == Container::Buffer)
    text += llvm::formatv(", strides = {0}, offset = {1} : i64",
                          getArray(argument.layout.strides),
                          argument.layout.offset);
  if (argument.sharedWith >= 0)
    text += llvm::formatv(", shared = {0} : i64", argument.sharedWith);
  return text;
}

std::string FunctionBuilder::finish(const Signature &signature) const {
  std::string text = globals;
  text += std::string("func.func ") + (isPublic ? "" : "private ") + "@" +
          signature.name + "(";
  for (auto [index, argument] : llvm::enumerate(arguments)) {
    text += (index ? ",\n    " : "") + argument.value.name + ": " +
            argument.getType();
    if (isPublic)
      text += " {softplus.input = {" + getInput(argument, isTame) + "}}";
  }
  text += ")";
  if (!signature.results.empty()) {
    SmallVector<std::string> types;
    for (const Variable &result : signature.results)
      types.push_back(result.getType());
    text += " -> (" + llvm::join(types, ", ") + ")";
  }
  text += " {\n" + prologue + body + "  return";
  if (!signature.results.empty()) {
    SmallVector<std::string> names, types;
    for (const Variable &result : signature.results) {
      names.push_back(result.name);
      types.push_back(result.getType());
    }
    text += " " + llvm::join(names, ", ") + " : " + llvm::join(types, ", ");
  }
  return text + "\n}\n";
}
