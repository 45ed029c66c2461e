//===- Program.h - The text of a random function ----------------*- C++ -*-===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SOFTPLUS_TEST_RANDOM_PROGRAM_H
#define SOFTPLUS_TEST_RANDOM_PROGRAM_H

#include "Features.h"
#include "Formats.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/Support/LLVM.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/ADT/SmallVector.h"
#include <limits>
#include <string>
#include <vector>

namespace mlir::softplus::test {

using Sizes = SmallVector<int64_t, 4>;

inline constexpr int64_t kDynamic = ShapedType::kDynamic;
inline constexpr double kUnbounded = std::numeric_limits<double>::infinity();

enum class Container { Scalar, Vector, Tensor, Buffer };

/// Strides and offset of a memref, in elements.
struct Layout {
  Sizes strides;
  int64_t offset = 0;
};

/// An SSA value of a function, as the generator knows it.
struct Variable {
  Variable() = default;
  Variable(std::string name, Container container, const ElementType &element,
           ArrayRef<int64_t> shape, ArrayRef<int64_t> sizes)
      : name(std::move(name)), container(container), element(&element),
        shape(shape), sizes(sizes) {}

  std::string name;
  Container container = Container::Scalar;
  const ElementType *element = nullptr;
  /// Sizes in the type, of which some may be dynamic, and while it runs.
  Sizes shape, sizes;
  /// What a memref's type says of its layout; absent for the identity.
  std::optional<Layout> layout;
  /// No element is a NaN or larger than this in magnitude; infinite: any is.
  double bound = kUnbounded;
  /// The argument, allocation or constant that a memref views.
  std::string buffer;
  bool isWritable = true;

  std::string getType() const;
  /// The type of equal shape with other elements, which may be i1.
  std::string getTypeOf(StringRef elementName) const;
  bool hasStaticShape() const { return !llvm::is_contained(shape, kDynamic); }
  int64_t getCount() const;
  bool hasTypeOf(const Variable &other) const {
    return getType() == other.getType() && sizes == other.sizes;
  }
};

/// An argument, with what the runner needs to make one: it is printed as the
/// attribute `softplus.input`.
struct Argument {
  Variable value;
  /// The type and value of an argument that is no float.
  std::string integerType;
  int64_t integer = 0;
  /// Strides and offset while the program runs.
  Layout layout;
  /// The argument whose buffer this one shares, or -1.
  int sharedWith = -1;
  uint64_t seed = 0;

  std::string getType() const {
    return integerType.empty() ? value.getType() : integerType;
  }
};

struct Signature {
  std::string name;
  std::vector<Argument> arguments;
  std::vector<Variable> results;
};

/// Collects the text of a function: arguments and constants come into being
/// where a statement asks for them.
class FunctionBuilder {
public:
  FunctionBuilder(RandomSource &random, FeatureChooser &features)
      : random(random), features(features) {}

  RandomSource &random;
  FeatureChooser &features;
  /// Whether no argument holds a NaN, an infinity or a large number.
  bool isTame = false;
  /// Whether the function may take arguments of dynamic sizes.
  bool hasDynamicSizes = false;
  /// Whether it may only take what a host can pass: no vectors.
  bool isPublic = true;
  /// The values that statements may use.
  std::vector<Variable> pool;

  std::string makeName() { return "%v" + std::to_string(nameCount++); }
  std::string makeBlock() { return "^bb" + std::to_string(nameCount++); }
  void line(const Twine &text) { body += indentation + text.str() + "\n"; }

  /// Emits the statements of a region; what they define is unknown afterwards.
  void nest(function_ref<void()> emit);
  /// Returns the text of statements instead of adding it to the function.
  std::string capture(function_ref<void()> emit);

  /// Adds an argument like `prototype`.
  Variable addArgument(Variable prototype);
  /// Adds arguments, or constants for vectors, that a call of `callee` needs,
  /// and returns their names.
  SmallVector<std::string> addOperandsOf(const Signature &callee);

  /// Returns an index constant.
  std::string getIndex(int64_t number);
  /// Returns an index of this value that may be an argument.
  std::string getSize(int64_t number);
  /// Returns an i1 argument.
  std::string getCondition();
  /// Returns the operands of `tensor.empty` and the like for `value`.
  std::string getDynamicSizes(const Variable &value);

  /// Returns a constant of the type of `like`, which has a static shape.
  Variable addConstant(Variable like, bool isSplat);
  /// Returns a scalar constant.
  Variable addScalarConstant(const ElementType &element);

  /// Returns a value of these properties: from the pool, a constant, or a new
  /// argument.
  Variable getValue(Container container, const ElementType &element,
                    ArrayRef<int64_t> sizes);
  /// The same, of the type of `like`.
  Variable getValueLike(const Variable &like);
  /// Returns a tensor to be overwritten, or a memref that may be: none that
  /// views one of `readBuffers`. `shape`: the sizes in its type.
  Variable getDestination(Container container, const ElementType &element,
                          ArrayRef<int64_t> sizes, ArrayRef<int64_t> shape,
                          ArrayRef<std::string> readBuffers);

  /// Picks an element type among those allowed.
  const ElementType &pickElement();
  /// Picks sizes of a rank of 0 to `maxRank`, or of `rank`.
  Sizes pickSizes(int maxRank, std::optional<int> rank = std::nullopt);
  /// Returns sizes for a type: each the given one or dynamic.
  Sizes pickShape(ArrayRef<int64_t> sizes);
  /// Returns an encoding of `element`, for a constant.
  uint64_t pickBits(const ElementType &element, double &bound);

  /// Returns the text of the function.
  std::string finish(const Signature &signature) const;
  Signature getSignature(StringRef name, ArrayRef<Variable> results) const {
    return {name.str(), arguments, results.vec()};
  }
  /// Texts of globals that belong beside the function.
  std::string globals;
  std::string symbolPrefix;

private:
  Variable addAlloc(const ElementType &element, ArrayRef<int64_t> sizes,
                    ArrayRef<int64_t> shape);
  Variable addGlobal(const ElementType &element, ArrayRef<int64_t> sizes);
  std::string getLiteral(const Variable &like, bool isSplat, double &bound);
  std::string addInteger(StringRef type, int64_t number);
  void pickLayout(Argument &argument);

  std::vector<Argument> arguments;
  std::string prologue, body, indentation = "  ";
  unsigned nameCount = 0;
};

} // namespace mlir::softplus::test

#endif // SOFTPLUS_TEST_RANDOM_PROGRAM_H
