//===- Inputs.cpp - Call the functions of a random program ----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Inputs.h"
#include "RandomSource.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include <cmath>
#include <limits>

using namespace mlir;
using namespace mlir::softplus;
using namespace mlir::softplus::test;

static constexpr char kInput[] = "softplus.input";

//===----------------------------------------------------------------------===//
// The attributes of an argument
//===----------------------------------------------------------------------===//

static int64_t getInteger(DictionaryAttr attributes, StringRef name,
                          int64_t defaultValue = 0) {
  auto attribute = attributes.getAs<IntegerAttr>(name);
  return attribute ? attribute.getInt() : defaultValue;
}

static SmallVector<int64_t> getArray(DictionaryAttr attributes,
                                     StringRef name) {
  auto attribute = attributes.getAs<DenseI64ArrayAttr>(name);
  return attribute ? SmallVector<int64_t>(attribute.asArrayRef())
                   : SmallVector<int64_t>();
}

static bool isTame(DictionaryAttr attributes) {
  auto attribute = attributes.getAs<BoolAttr>("tame");
  return attribute && attribute.getValue();
}

static const ElementType *findElementType(Type type) {
  for (const ElementType &candidate : kElementTypes)
    if (auto floatType = dyn_cast<FloatType>(type))
      if (&floatType.getFloatSemantics() == &candidate.semantics)
        return &candidate;
  return nullptr;
}

/// Returns an encoding for element `index` of an argument.
static uint64_t pickElement(const ElementType &type, RandomSource &random,
                            bool isTame) {
  if (isTame)
    return type.encode(random.between(-4096, 4096) / 512.0);
  switch (random.between(0, 9)) {
  case 0:
    return type.encode(
        random.pick({0.0, -0.0, 20.0, 20.25, -20.0, 88.0, -104.0, 745.0, -745.0,
                     65504.0, -1e30, 1e-40, -1e-310, 1.7e308, -1.7e308,
                     std::nan(""), std::numeric_limits<double>::infinity(),
                     -std::numeric_limits<double>::infinity()}));
  case 1:
    return random.bits() >> (64 - 8 * type.bytes);
  case 2:
    return type.encode(random.between(-(1 << 20), 1 << 20) / 1024.0);
  default:
    return type.encode(random.between(-(1 << 20), 1 << 20) / 32768.0);
  }
}

//===----------------------------------------------------------------------===//
// Arguments and results in memory
//===----------------------------------------------------------------------===//

namespace {

/// The memory of a memref or tensor argument.
struct Storage {
  const ElementType *type;
  GuardedMemory memory;
  /// The element at the lowest address and the number of elements from there.
  int64_t first, count;
  MemRefDescriptor descriptor;
  bool isCompared;
};

/// The place of results: the fields of a struct, as LLVM lays it out.
class ResultLayout {
public:
  size_t add(size_t size, size_t alignment) {
    size_t offset = (end + alignment - 1) / alignment * alignment;
    end = offset + size;
    return offset;
  }
  size_t getSize() const { return end; }

private:
  size_t end = 0;
};

} // namespace

static size_t getDescriptorSize(Type type) {
  return 8 * (3 + 2 * cast<ShapedType>(type).getRank());
}

/// Calls `visit` with the offset in elements of each index below `sizes`.
static void forEachOffset(ArrayRef<int64_t> sizes, ArrayRef<int64_t> strides,
                          function_ref<void(int64_t)> visit) {
  if (llvm::is_contained(sizes, 0))
    return;
  SmallVector<int64_t> index(sizes.size(), 0);
  while (true) {
    int64_t offset = 0;
    for (size_t dim = 0; dim < sizes.size(); ++dim)
      offset += index[dim] * strides[dim];
    visit(offset);
    size_t dim = sizes.size();
    while (dim > 0 && ++index[dim - 1] == sizes[dim - 1])
      index[--dim] = 0;
    if (dim == 0)
      return;
  }
}

static std::unique_ptr<Storage> makeStorage(Type type,
                                            DictionaryAttr attributes) {
  auto shaped = cast<ShapedType>(type);
  const ElementType *element = findElementType(shaped.getElementType());
  SmallVector<int64_t> sizes = getArray(attributes, "sizes");
  SmallVector<int64_t> strides = getArray(attributes, "strides");
  int64_t offset = getInteger(attributes, "offset");
  if (isa<RankedTensorType>(type))
    strides = computeStrides(sizes);
  int64_t lowest = 0, highest = -1;
  bool isFirst = true;
  forEachOffset(sizes, strides, [&](int64_t at) {
    lowest = isFirst ? at : std::min(lowest, at);
    highest = isFirst ? at : std::max(highest, at);
    isFirst = false;
  });
  int64_t first = offset + lowest, count = highest - lowest + 1;
  RandomSource random(getInteger(attributes, "seed"));
  auto storage = std::make_unique<Storage>(
      Storage{element,
              GuardedMemory(count * element->bytes, random.chance(70)),
              first,
              count,
              {},
              isa<MemRefType>(type)});
  uint8_t *data = storage->memory.data();
  forEachOffset(sizes, strides, [&](int64_t at) {
    uint64_t bits = pickElement(*element, random, isTame(attributes));
    std::memcpy(data + (at - lowest) * element->bytes, &bits, element->bytes);
  });
  storage->descriptor =
      makeMemRef(data - first * element->bytes, offset, sizes, strides);
  return storage;
}

static uint64_t readBits(const uint8_t *data, const ElementType &type) {
  uint64_t bits = 0;
  std::memcpy(&bits, data, type.bytes);
  return bits;
}

/// Reads a result of a function; a memref is at `field` as a descriptor.
static Elements readResult(std::string name, Type type, const uint8_t *field) {
  auto shaped = dyn_cast<ShapedType>(type);
  Type elementType = shaped ? shaped.getElementType() : type;
  static const ElementType integer{"i64", reference::kF64,
                                   llvm::APFloat::IEEEdouble(), 8};
  const ElementType *element = findElementType(elementType);
  if (!element) {
    uint64_t bits = 0;
    std::memcpy(&bits, field, elementType.isIndex() ? 8 : 1);
    return {name, &integer, {}, {bits}};
  }
  Elements elements{name, element, {}, {}};
  if (!shaped) {
    elements.bits.push_back(readBits(field, *element));
    return elements;
  }
  size_t rank = shaped.getRank();
  std::vector<int64_t> descriptor(3 + 2 * rank);
  std::memcpy(descriptor.data(), field, 8 * descriptor.size());
  auto *data = reinterpret_cast<const uint8_t *>(descriptor[1]) +
               descriptor[2] * element->bytes;
  ArrayRef<int64_t> sizes = ArrayRef(descriptor).slice(3, rank);
  elements.sizes.assign(sizes.begin(), sizes.end());
  forEachOffset(
      sizes, ArrayRef(descriptor).slice(3 + rank, rank), [&](int64_t at) {
        elements.bits.push_back(readBits(data + at * element->bytes, *element));
      });
  return elements;
}

//===----------------------------------------------------------------------===//
// Callees
//===----------------------------------------------------------------------===//

FailureOr<Callee> Callee::create(func::FuncOp function) {
  Callee callee;
  callee.name = function.getName().str();
  auto isSupported = [](Type type) {
    if (auto shaped = dyn_cast<ShapedType>(type))
      return isa<RankedTensorType, MemRefType>(type) &&
             findElementType(shaped.getElementType());
    return findElementType(type) || type.isIndex() || type.isInteger(1);
  };
  for (auto [index, type] : llvm::enumerate(function.getArgumentTypes())) {
    auto attributes = function.getArgAttrOfType<DictionaryAttr>(index, kInput);
    if (!attributes)
      attributes = DictionaryAttr::get(function.getContext());
    auto shaped = dyn_cast<ShapedType>(type);
    if (!isSupported(type) ||
        (shaped && getArray(attributes, "sizes").size() !=
                       static_cast<size_t>(shaped.getRank())))
      return function.emitOpError("has an argument of type ")
             << type << " without a description of its input";
    callee.inputs.push_back({type, attributes});
  }
  for (Type type : function.getResultTypes()) {
    if (!isSupported(type))
      return function.emitOpError("has a result of type ") << type;
    callee.results.push_back(type);
  }
  return callee;
}

llvm::Error Callee::call(CompiledModule &module, Outcome &outcome) const {
  std::vector<std::unique_ptr<Storage>> storages;
  std::vector<std::shared_ptr<uint64_t>> scalars;
  std::vector<Storage *> storageOf(inputs.size());
  std::vector<void *> pointers, arguments;
  pointers.reserve(inputs.size() + 1);
  uint8_t *result = nullptr;

  // Where results are structs, the function takes a pointer to their place;
  // otherwise the place of a scalar comes last.
  ResultLayout layout;
  std::vector<size_t> offsets;
  for (Type type : results) {
    bool isShaped = isa<ShapedType>(type);
    size_t size = isShaped         ? getDescriptorSize(type)
                  : type.isIndex() ? 8
                                   : (type.getIntOrFloatBitWidth() + 7) / 8;
    offsets.push_back(layout.add(size, isShaped ? 8 : size));
  }
  std::vector<uint64_t> place(layout.getSize() / 8 + 2);
  result = reinterpret_cast<uint8_t *>(place.data());
  bool isStruct = results.size() > 1 ||
                  (results.size() == 1 && isa<ShapedType>(results[0]));
  if (isStruct) {
    pointers.push_back(result);
    arguments.push_back(&pointers.back());
  }

  for (auto [index, input] : llvm::enumerate(inputs)) {
    if (isa<ShapedType>(input.type)) {
      int64_t shared = getInteger(input.attributes, "shared", -1);
      Storage *storage = shared >= 0 && shared < static_cast<int64_t>(index)
                             ? storageOf[shared]
                             : nullptr;
      if (!storage) {
        storages.push_back(makeStorage(input.type, input.attributes));
        storage = storages.back().get();
      }
      storageOf[index] = storage;
      pointers.push_back(storage->descriptor.data());
      arguments.push_back(&pointers.back());
      continue;
    }
    const ElementType *type = findElementType(input.type);
    RandomSource random(getInteger(input.attributes, "seed"));
    scalars.push_back(std::make_shared<uint64_t>(
        type ? pickElement(*type, random, isTame(input.attributes))
             : getInteger(input.attributes, "value")));
    arguments.push_back(scalars.back().get());
  }
  if (!isStruct)
    arguments.push_back(result);

  if (llvm::Error error = module.invoke(name, arguments))
    return error;

  for (auto [index, type] : llvm::enumerate(results)) {
    const uint8_t *field = result + offsets[index];
    outcome.elements.push_back(readResult(
        "result " + std::to_string(index) + " of @" + name, type, field));
  }
  for (auto [index, storage] : llvm::enumerate(storageOf)) {
    if (!storage)
      continue;
    std::string argument = "argument " + std::to_string(index) + " of @" + name;
    if (!storage->memory.isIntact())
      outcome.memoryProblem = "a write beyond " + argument;
    if (!storage->isCompared)
      continue;
    Elements elements{argument, storage->type, {}, {}};
    for (int64_t i = 0; i < storage->count; ++i)
      elements.bits.push_back(readBits(
          storage->memory.data() + i * storage->type->bytes, *storage->type));
    outcome.elements.push_back(std::move(elements));
  }
  return llvm::Error::success();
}

FailureOr<std::vector<Callee>>
mlir::softplus::test::takeCallees(ModuleOp module) {
  std::vector<Callee> callees;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!function.isPublic() || function.isExternal())
      continue;
    FailureOr<Callee> callee = Callee::create(function);
    if (failed(callee))
      return failure();
    callees.push_back(*callee);
    for (unsigned i = 0; i < function.getNumArguments(); ++i)
      function.removeArgAttr(i, kInput);
    function->setAttr(LLVM::LLVMDialect::getEmitCWrapperAttrName(),
                      UnitAttr::get(module.getContext()));
  }
  return callees;
}
