//===- ReferencePath.cpp - The plain lowering of a program ----------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferencePath.h"
#include "Formats.h"
#include "Softplus/Conversion/ElementwiseUtils.h"
#include "Softplus/IR/SoftplusInterfaces.h"
#include "Softplus/IR/SoftplusSemantics.h"
#include "Softplus/Numerics/Evaluator.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Pass/Pass.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>
#include <deque>
#include <map>

using namespace mlir;
using namespace mlir::softplus;
using namespace mlir::softplus::test;
using llvm::APFloat;
using numerics::Accuracy;

const char *const mlir::softplus::test::kToLoops =
    "func.func(lift-cf-to-scf),random-define,"
    "func.func(convert-elementwise-to-linalg),"
    "one-shot-bufferize{bufferize-function-boundaries "
    "function-boundary-type-conversion=identity-layout-map "
    "allow-return-allocs-from-loops},"
    // In which the order of sums is stated.
    "func.func(linalg-generalize-named-ops,reduce-in-lanes),"
    "func.func(convert-linalg-to-loops),scf-forall-to-for";

const char *const mlir::softplus::test::kToLLVM =

    "arith-expand{include-bf16},convert-vector-to-scf,lower-affine,"
    "convert-scf-to-cf,expand-signed-strides,expand-strided-metadata,"
    "lower-affine,"
    "convert-vector-to-llvm,convert-to-llvm,reconcile-unrealized-casts,"
    "carry-bfloat16-as-integer";

std::string mlir::softplus::test::getReferencePipeline(Accuracy accuracy) {
  return ("builtin.module(random-evaluate{accuracy=" +
          numerics::stringifyAccuracy(accuracy) + "}," + kToLoops +
          ",random-round," + kToLLVM + ")")
      .str();
}

//===----------------------------------------------------------------------===//
// Evaluation
//===----------------------------------------------------------------------===//

namespace {

/// An operation of the program, which the compiled code names by its address.
struct Site {
  /// The type of the result.
  const ElementType &type;
  reference::Parameters parameters;
  Accuracy accuracy;
  /// Of a function of the dialect; a truncation of f64 has none.
  std::optional<numerics::Evaluator> evaluator;
  std::map<std::pair<uint64_t, uint64_t>, uint64_t> known;
};

std::string missedBound;

/// Those whose addresses are in the code.
std::deque<Site> sites;

} // namespace

/// Remembers `result` if its error is above the bound of the kernel.
static void checkBound(const Site &site, const uint64_t *bits,
                       uint64_t result) {
  const ElementType &type = site.type;
  const numerics::KernelInfo &kernel = site.evaluator->getKernel().getInfo();
  const numerics::FunctionInfo &info = numerics::getInfo(kernel.function);
  reference::Operands operands{};
  for (unsigned k = 0; k < info.arity; ++k)
    operands[k] = type.decode(bits[k]);
  double value = type.decode(result);
  double error = reference::getError(kernel.function, value, operands,
                                     site.parameters, type.format);
  if (error <= kernel.bound || !missedBound.empty())
    return;
  llvm::raw_string_ostream(missedBound)
      << info.mnemonic << " on " << type.name
      << llvm::format(", beta %a, threshold %a, operands %a, %a: %a has an "
                      "error of %.4f ulp",
                      site.parameters.beta, site.parameters.threshold,
                      operands[0], operands[1], value, error)
      << " in accuracy " << numerics::stringifyAccuracy(site.accuracy);
}

static uint64_t evaluate(Site *site, uint64_t first, uint64_t second) {
  auto [entry, isNew] = site->known.try_emplace({first, second}, 0);
  if (!isNew)
    return entry->second;
  uint64_t operands[] = {first, second};
  APFloat result(0.0);
  if (!site->evaluator) {
    result = APFloat(APFloat::IEEEdouble(), llvm::APInt(64, first));
    bool losesInfo;
    result.convert(site->type.semantics, APFloat::rmNearestTiesToEven,
                   &losesInfo);
    return entry->second = result.bitcastToAPInt().getZExtValue();
  }
  unsigned arity =
      numerics::getInfo(site->evaluator->getKernel().getInfo().function).arity;
  SmallVector<APFloat> values;
  for (unsigned k = 0; k < arity; ++k)
    values.emplace_back(site->type.semantics,
                        llvm::APInt(8 * site->type.bytes, operands[k]));
  result = site->evaluator->evaluate(values);
  entry->second = result.bitcastToAPInt().getZExtValue();
  checkBound(*site, operands, entry->second);
  return entry->second;
}

constexpr char kEvaluate[] = "softplusRandomEvaluate";

std::pair<const char *, void *> mlir::softplus::test::getEvaluateSymbol() {
  return {kEvaluate, reinterpret_cast<void *>(evaluate)};
}

std::string mlir::softplus::test::getMissedBound() { return missedBound; }

//===----------------------------------------------------------------------===//
// Passes
//===----------------------------------------------------------------------===//

static const ElementType &getElementType(Type type) {
  const llvm::fltSemantics &semantics =
      cast<FloatType>(getElementTypeOrSelf(type)).getFloatSemantics();
  return getElementTypeIf([&](const ElementType &candidate) {
    return &candidate.semantics == &semantics;
  });
}

static Site *makeSite(SoftplusOpInterface op) {
  const ElementType &type = getElementType(op->getResult(0).getType());
  Accuracy accuracy = op.getEffectiveAccuracy();
  double beta = op.getBeta(), threshold = op.getEffectiveThreshold();
  sites.push_back({type,
                   {beta, threshold},
                   accuracy,
                   numerics::Evaluator(op.getFunction(), type.semantics, beta,
                                       threshold, accuracy),
                   {}});
  return &sites.back();
}

static Site *makeTruncationSite(arith::TruncFOp op) {
  sites.push_back(
      {getElementType(op.getType()), {}, Accuracy::Faithful, std::nullopt, {}});
  return &sites.back();
}

/// Calls the evaluation on scalars.
static Value createCall(OpBuilder &builder, Location loc, Site *site,
                        ValueRange operands, Type resultType) {
  Type i64 = builder.getI64Type();
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getI64IntegerAttr(value));
  };
  SmallVector<Value> arguments{constant(reinterpret_cast<int64_t>(site))};
  for (Value operand : operands) {
    unsigned width = operand.getType().getIntOrFloatBitWidth();
    Value bits = arith::BitcastOp::create(
        builder, loc, builder.getIntegerType(width), operand);
    if (width < 64)
      bits = arith::ExtUIOp::create(builder, loc, i64, bits);
    arguments.push_back(bits);
  }
  if (operands.size() == 1)
    arguments.push_back(constant(0));
  Value bits =
      LLVM::CallOp::create(builder, loc, TypeRange{i64}, kEvaluate, arguments)
          .getResult();
  unsigned width = resultType.getIntOrFloatBitWidth();
  if (width < 64)
    bits = arith::TruncIOp::create(builder, loc, builder.getIntegerType(width),
                                   bits);
  return arith::BitcastOp::create(builder, loc, resultType, bits);
}

/// Evaluates every element of vectors.
static Value createVector(OpBuilder &builder, Location loc, Site *site,
                          ValueRange operands, VectorType type) {
  SmallVector<Value> elements;
  SmallVector<int64_t> strides = computeStrides(type.getShape());
  for (int64_t i = 0; i < type.getNumElements(); ++i) {
    SmallVector<int64_t> position = delinearize(i, strides);
    SmallVector<Value> scalars;
    for (Value operand : operands)
      scalars.push_back(
          vector::ExtractOp::create(builder, loc, operand, position));
    elements.push_back(
        createCall(builder, loc, site, scalars, type.getElementType()));
  }
  return vector::FromElementsOp::create(builder, loc, type, elements);
}

/// Evaluates every element of tensors, in a `linalg.generic`.
static Value createGeneric(OpBuilder &builder, Location loc, Site *site,
                           ValueRange operands, RankedTensorType type) {
  SmallVector<OpFoldResult> sizes =
      tensor::getMixedSizes(builder, loc, operands.front());
  Value empty =
      tensor::EmptyOp::create(builder, loc, sizes, type.getElementType());
  if (empty.getType() != type)
    empty = tensor::CastOp::create(builder, loc, type, empty);
  SmallVector<AffineMap> maps(operands.size() + 1,
                              builder.getMultiDimIdentityMap(type.getRank()));
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  return linalg::GenericOp::create(
             builder, loc, TypeRange{type}, operands, ValueRange{empty}, maps,
             iterators,
             [&](OpBuilder &nested, Location loc, ValueRange arguments) {
               Value result =
                   createCall(nested, loc, site, arguments.drop_back(),
                              type.getElementType());
               linalg::YieldOp::create(nested, loc, result);
             })
      .getResult(0);
}

static void replaceByCalls(Operation *op, Site *site) {
  OpBuilder builder(op);
  Location loc = op->getLoc();
  Type type = op->getResult(0).getType();
  Value result;
  if (auto vector = dyn_cast<VectorType>(type))
    result = createVector(builder, loc, site, op->getOperands(), vector);
  else if (auto tensor = dyn_cast<RankedTensorType>(type))
    result = createGeneric(builder, loc, site, op->getOperands(), tensor);
  else
    result = createCall(builder, loc, site, op->getOperands(), type);
  op->getResult(0).replaceAllUsesWith(result);
  op->erase();
}

/// Computes in f32 and rounds once more, which gives the same bits: f32 has
/// more than twice the digits. Upstream's `arith-emulate-unsupported-floats`
/// lets later passes drop such roundings.
static void computeInF32(Operation *op) {
  OpBuilder builder(op);
  Location loc = op->getLoc();
  Type type = op->getResult(0).getType();
  Type wide = withElementType(type, builder.getF32Type());
  IRMapping extended;
  for (Value operand : op->getOperands())
    if (!extended.contains(operand))
      extended.map(operand, arith::ExtFOp::create(builder, loc, wide, operand));
  Operation *computed = builder.clone(*op, extended);
  computed->getResult(0).setType(wide);
  op->getResult(0).replaceAllUsesWith(
      arith::TruncFOp::create(builder, loc, type, computed->getResult(0)));
  op->erase();
}

static void declareEvaluate(ModuleOp module) {
  if (module.lookupSymbol(kEvaluate))
    return;
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  Type i64 = builder.getI64Type();
  LLVM::LLVMFuncOp::create(builder, module.getLoc(), kEvaluate,
                           LLVM::LLVMFunctionType::get(i64, {i64, i64, i64}));
}

static void addDependentDialects(DialectRegistry &registry) {
  registry.insert<arith::ArithDialect, linalg::LinalgDialect, LLVM::LLVMDialect,
                  tensor::TensorDialect, vector::VectorDialect>();
}

namespace {

struct RandomEvaluatePass
    : PassWrapper<RandomEvaluatePass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(RandomEvaluatePass)

  RandomEvaluatePass() = default;
  RandomEvaluatePass(const RandomEvaluatePass &other) : PassWrapper(other) {}

  StringRef getArgument() const final { return "random-evaluate"; }
  StringRef getDescription() const final {
    return "Replace softplus by calls of its evaluation";
  }
  void getDependentDialects(DialectRegistry &registry) const override {
    addDependentDialects(registry);
  }

  void runOnOperation() override {
    declareEvaluate(getOperation());
    setDefaultAccuracy(getOperation(), *numerics::symbolizeAccuracy(accuracy));
    getOperation()->walk(
        [](SoftplusOpInterface op) { replaceByCalls(op, makeSite(op)); });
  }

private:
  Option<std::string> accuracy{*this, "accuracy", llvm::cl::init("faithful")};
};

struct RandomRoundPass : PassWrapper<RandomRoundPass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(RandomRoundPass)

  StringRef getArgument() const final { return "random-round"; }
  StringRef getDescription() const final {
    return "Give operations on halves the results of IEEE 754";
  }
  void getDependentDialects(DialectRegistry &registry) const override {
    addDependentDialects(registry);
  }

  void runOnOperation() override {
    declareEvaluate(getOperation());
    getOperation()->walk([](Operation *op) {
      if (op->getNumResults() != 1 ||
          !isa<Float16Type, BFloat16Type>(
              getElementTypeOrSelf(op->getResult(0).getType())))
        return;
      if (isa<arith::AddFOp, arith::MulFOp, arith::NegFOp, arith::MaximumFOp,
              math::AbsFOp>(op))
        return computeInF32(op);
      auto truncation = dyn_cast<arith::TruncFOp>(op);
      if (truncation && getElementTypeOrSelf(truncation.getIn()).isF64())
        replaceByCalls(op, makeTruncationSite(truncation));
    });
  }
};

struct RandomDefinePass
    : PassWrapper<RandomDefinePass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(RandomDefinePass)

  StringRef getArgument() const final { return "random-define"; }
  StringRef getDescription() const final {
    return "Replace tensors of poison, which have no buffers, by empty ones";
  }
  void getDependentDialects(DialectRegistry &registry) const override {
    addDependentDialects(registry);
  }

  void runOnOperation() override {
    getOperation()->walk([](ub::PoisonOp op) {
      auto type = dyn_cast<RankedTensorType>(op.getType());
      if (!type)
        return;
      OpBuilder builder(op);
      // No path that reaches a use gets here, so the sizes do not matter.
      SmallVector<Value> sizes(
          type.getNumDynamicDims(),
          arith::ConstantIndexOp::create(builder, op.getLoc(), 0));
      op.replaceAllUsesWith(
          tensor::EmptyOp::create(builder, op.getLoc(), type, sizes)
              .getResult());
      op.erase();
    });
  }
};

} // namespace

void mlir::softplus::test::registerReferencePasses() {
  PassRegistration<RandomEvaluatePass>();
  PassRegistration<RandomDefinePass>();
  PassRegistration<RandomRoundPass>();
}
