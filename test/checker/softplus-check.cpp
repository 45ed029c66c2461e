//===- softplus-check.cpp - Errors of compiled code -----------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Compiles an operation through softplus-to-cpu-pipeline, runs it on many
// operands and prints a row of a table of its errors for each beta and
// threshold. Fails where the errors exceed a bound.
//
//===----------------------------------------------------------------------===//

#include "ErrorCurve.h"
#include "Inputs.h"
#include "JIT.h"
#include "Statistics.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>

using namespace mlir;
using namespace mlir::softplus;
using namespace mlir::softplus::test;
namespace cl = llvm::cl;

static cl::OptionCategory category("Checker");

static cl::opt<bool> isGradient("grad", cl::desc("Check softplus_grad"),
                                cl::cat(category));
static cl::opt<std::string> typeName("type", cl::init("f32"),
                                     cl::desc("f16, bf16, f32 or f64"),
                                     cl::cat(category));
static cl::list<std::string> betas("beta", cl::CommaSeparated,
                                   cl::desc("Values of beta; 1 by default"),
                                   cl::cat(category));
static cl::list<std::string>
    thresholds("threshold", cl::CommaSeparated,
               cl::desc("Values of the threshold; 20 by default"),
               cl::cat(category));
static cl::opt<std::string> accuracy("accuracy", cl::init("faithful"),
                                     cl::desc("Option of the pipeline"),
                                     cl::cat(category));
static cl::opt<unsigned> vectorSize("vector-size", cl::init(16),
                                    cl::desc("Option of the pipeline"),
                                    cl::cat(category));
static cl::opt<uint64_t>
    stride("stride", cl::init(1),
           cl::desc("Check every n-th encoding of f16, bf16 and f32"),
           cl::cat(category));
static cl::opt<uint64_t> offset("offset", cl::init(0),
                                cl::desc("The first of these encodings"),
                                cl::cat(category));
static cl::opt<uint64_t> points("points", cl::init(1000000),
                                cl::desc("Number of operands of type f64"),
                                cl::cat(category));
static cl::opt<std::string>
    curvePath("curve",
              cl::desc("Write the largest errors by x, from -110 to 30, of the "
                       "last beta and threshold to this file"),
              cl::cat(category));
static cl::opt<double> maxUlp("max-ulp", cl::init(HUGE_VAL),
                              cl::desc("Fail above this error"),
                              cl::cat(category));
static cl::opt<bool>
    requireCorrectRounding("require-correct-rounding",
                           cl::desc("Fail at the first misrounded result"),
                           cl::cat(category));

namespace {

/// Compiled code of an operation on three buffers of a batch of elements.
class CompiledOp {
public:
  static constexpr size_t kBatchSize = 1 << 16;

  explicit CompiledOp(const CheckedOp &op)
      : op(op), module(getSource(op), getPipeline(), /*optimizes=*/true),
        dy(op.type, kBatchSize), x(op.type, kBatchSize),
        result(op.type, kBatchSize) {
    for (size_t bits = 0; op.type.isHalf() && bits <= UINT16_MAX; ++bits)
      halves.push_back(op.type.decode(bits));
  }

  Buffer &getGradients() { return dy; }
  Buffer &getOperands() { return x; }
  Buffer &getResults() { return result; }

  void run(int64_t count) {
    MemRefDescriptor dyMemRef = makeMemRef(dy.data(), 0, {count}, {1});
    MemRefDescriptor xMemRef = makeMemRef(x.data(), 0, {count}, {1});
    MemRefDescriptor resultMemRef = makeMemRef(result.data(), 0, {count}, {1});
    SmallVector<MemRefDescriptor *> operands;
    if (op.isGradient)
      operands.push_back(&dyMemRef);
    operands.append({&xMemRef, &resultMemRef});
    module.call("f", operands);
  }

  /// Returns the values of a batch.
  std::vector<double> decode(Buffer &buffer) const {
    std::vector<double> values(kBatchSize);
    if (op.type.isHalf())
      llvm::transform(getArray<uint16_t>(buffer), values.begin(),
                      [this](uint16_t bits) { return halves[bits]; });
    else if (op.type.bytes == 4)
      llvm::copy(getArray<float>(buffer), values.begin());
    else
      llvm::copy(getArray<double>(buffer), values.begin());
    return values;
  }

private:
  template <typename T> static ArrayRef<T> getArray(Buffer &buffer) {
    return {static_cast<const T *>(buffer.data()), kBatchSize};
  }

  static std::string getLiteral(double value) {
    return llvm::formatv("{0:x+16}", llvm::bit_cast<uint64_t>(value));
  }

  static std::string getSource(const CheckedOp &op) {
    std::string memref = llvm::formatv("memref<?x{0}>", op.type.name);
    return llvm::formatv(
        R"mlir(
          func.func @f({0}%x: {1}, %y: {1})
              attributes {{llvm.emit_c_interface} {{
            linalg.map {{ softplus.{2} {{beta = {3} : f64,
                                       threshold = {4} : f64} }
                ins({5} : {6}) outs(%y : {1})
            return
          })mlir",
        op.isGradient ? "%dy: " + memref + ", " : "", memref,
        op.isGradient ? "softplus_grad" : "softplus",
        getLiteral(op.parameters.beta), getLiteral(op.parameters.threshold),
        op.isGradient ? "%dy, %x" : "%x",
        op.isGradient ? memref + ", " + memref : memref);
  }

  static std::string getPipeline() {
    std::string options = "accuracy=" + accuracy.getValue() +
                          " vector-size=" + std::to_string(vectorSize);
    return "softplus-to-cpu-pipeline{" + options + "}";
  }

  const CheckedOp op;
  CompiledModule module;
  Buffer dy, x, result;
  std::vector<double> halves;
};

} // namespace

/// Collects the errors of `op`, up to the first misrounded result if all must
/// be correctly rounded.
static Statistics collect(const CheckedOp &op) {
  CompiledOp compiled(op);
  Inputs inputs(op.type, op.parameters, {stride, offset, points});
  Statistics statistics(op);
  ErrorCurve curve(-110.0, 30.0, 1400);
  for (uint64_t begin = 0; begin < inputs.size();
       begin += CompiledOp::kBatchSize) {
    uint64_t count =
        std::min<uint64_t>(CompiledOp::kBatchSize, inputs.size() - begin);
    for (uint64_t i = 0; i < count; ++i) {
      compiled.getOperands().setBits(i, inputs.get(begin + i));
      if (op.isGradient)
        compiled.getGradients().setBits(i, inputs.getGradient(begin + i));
    }
    compiled.run(count);
    std::vector<double> x = compiled.decode(compiled.getOperands());
    statistics.add(compiled.decode(compiled.getResults()).data(),
                   compiled.decode(compiled.getGradients()).data(), x.data(),
                   count);
    if (!curvePath.empty())
      for (uint64_t i = 0; i < count; ++i)
        curve.add(x[i], statistics.getErrors()[i]);
    if (requireCorrectRounding && statistics.getMisrounded())
      break;
  }
  if (!curvePath.empty() && !curve.write(curvePath)) {
    llvm::errs() << "error: cannot write '" << curvePath << "'\n";
    std::exit(1);
  }
  return statistics;
}

static std::string toHex(double value) {
  std::string result;
  llvm::raw_string_ostream(result) << llvm::format("%a", value);
  return result;
}

/// Prints the row of a configuration and returns whether it is within bounds.
static bool check(const CheckedOp &op) {
  Statistics statistics = collect(op);
  const auto &[result, dy, x] =
      requireCorrectRounding && statistics.getMisrounded()
          ? statistics.getFirstMisrounded()
          : statistics.getWorst();
  double bound = statistics.getMax() + statistics.getTolerance();
  std::string at = toHex(x);
  if (op.isGradient)
    at += ", dy = " + toHex(dy);
  llvm::outs() << llvm::format(
                      "| %g | %g | %llu | %.5f | %.4f | %.4f %% | ",
                      op.parameters.beta, op.parameters.threshold,
                      static_cast<unsigned long long>(statistics.getCount()),
                      std::ceil(bound * 1e5) / 1e5, statistics.getMean(),
                      100.0 * statistics.getMisrounded() /
                          statistics.getCount())
               << at << " | " << toHex(result) << " | "
               << toHex(op.getReference(dy, x)) << " |\n";
  llvm::outs().flush();
  std::string failure;
  if (!(bound <= maxUlp))
    failure = llvm::formatv("an error above {0} ulp", maxUlp.getValue());
  else if (requireCorrectRounding && statistics.getMisrounded())
    failure = "a misrounded result";
  if (failure.empty())
    return true;
  llvm::errs() << llvm::format("error: beta %g, threshold %g: ",
                               op.parameters.beta, op.parameters.threshold)
               << failure << "\n";
  return false;
}

/// Parses the values of an option, and ends the program if one is no number.
static std::vector<double> parse(const cl::list<std::string> &option,
                                 double defaultValue) {
  std::vector<double> values;
  for (const std::string &text : option) {
    double value;
    if (!llvm::to_float(text, value)) {
      llvm::errs() << "error: --" << option.ArgStr << ": '" << text
                   << "' is no number\n";
      std::exit(1);
    }
    values.push_back(value);
  }
  if (values.empty())
    values.push_back(defaultValue);
  return values;
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(
      argc, argv, "Measures the errors of compiled softplus operations\n");
  initializeJIT();

  const ElementType *type =
      llvm::find_if(kElementTypes, [](const ElementType &candidate) {
        return candidate.name == typeName;
      });
  if (type == std::end(kElementTypes)) {
    llvm::errs() << "error: '" << typeName
                 << "' is none of f16, bf16, f32 and f64\n";
    return 1;
  }
  if (stride == 0) {
    llvm::errs() << "error: the stride must be at least 1\n";
    return 1;
  }

  llvm::outs() << (isGradient ? "softplus_grad" : "softplus") << " on "
               << type->name;
  llvm::outs() << "\n\n| beta | threshold | inputs | max ulp | mean ulp | "
                  "misrounded | at x | got | want |\n"
                  "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
  bool isWithinBounds = true;
  for (double beta : parse(betas, 1.0))
    for (double threshold : parse(thresholds, 20.0))
      isWithinBounds &= check({*type, {beta, threshold}, isGradient});
  return isWithinBounds ? 0 : 1;
}
