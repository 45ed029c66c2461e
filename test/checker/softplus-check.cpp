//===- softplus-check.cpp - Errors of compiled code -----------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Compiles operations through softplus-to-cpu-pipeline, runs them on many
// operands and prints a row of a table of their errors for each beta and
// threshold. Fails where the errors exceed a bound, by default that of
// KernelTable.h.
//
//===----------------------------------------------------------------------===//

#include "ErrorCurve.h"
#include "Inputs.h"
#include "JIT.h"
#include "Softplus/Numerics/Kernel.h"
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

static cl::opt<std::string> opName("op", cl::init("softplus"),
                                   cl::desc("The operation; all for each"),
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
static cl::opt<std::string> accuracyName("accuracy", cl::init("faithful"),
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
static cl::opt<double>
    maxUlp("max-ulp",
           cl::desc("Fail above this error, and at 0.5 at the first misrounded "
                    "result; by default the bound of the kernel"),
           cl::cat(category));

namespace {

/// Compiled code of an operation on buffers of a batch of elements.
class CompiledOp {
public:
  static constexpr size_t kBatchSize = 1 << 16;

  explicit CompiledOp(const CheckedFunction &checked)
      : checked(checked),
        module(getSource(checked), getPipeline(), /*optimizes=*/true),
        result(checked.type, kBatchSize) {
    for (unsigned k = 0; k < checked.getInfo().arity; ++k)
      operands.emplace_back(checked.type, kBatchSize);
    for (size_t bits = 0; checked.type.isHalf() && bits <= UINT16_MAX; ++bits)
      halves.push_back(checked.type.decode(bits));
  }

  std::vector<Buffer> &getOperands() { return operands; }
  Buffer &getResults() { return result; }

  void run(int64_t count) {
    std::vector<MemRefDescriptor> memrefs;
    for (Buffer &operand : operands)
      memrefs.push_back(makeMemRef(operand.data(), 0, {count}, {1}));
    memrefs.push_back(makeMemRef(result.data(), 0, {count}, {1}));
    SmallVector<MemRefDescriptor *> arguments;
    for (MemRefDescriptor &memref : memrefs)
      arguments.push_back(&memref);
    module.call("f", arguments);
  }

  /// Returns the values of a batch.
  std::vector<double> decode(Buffer &buffer) const {
    std::vector<double> values(kBatchSize);
    if (checked.type.isHalf())
      llvm::transform(getArray<uint16_t>(buffer), values.begin(),
                      [this](uint16_t bits) { return halves[bits]; });
    else if (checked.type.bytes == 4)
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

  static std::string getSource(const CheckedFunction &checked) {
    std::string memref = llvm::formatv("memref<?x{0}>", checked.type.name);
    const numerics::FunctionInfo &info = checked.getInfo();
    std::string arguments, operands, types;
    for (unsigned k = 0; k < info.arity; ++k) {
      std::string separator = k ? ", " : "", name = "%x" + std::to_string(k);
      arguments += name + ": " + memref + ", ";
      operands += separator + name;
      types += separator + memref;
    }
    std::string attributes =
        "beta = " + getLiteral(checked.parameters.beta) + " : f64";
    if (info.hasThreshold)
      attributes +=
          ", threshold = " + getLiteral(checked.parameters.threshold) +
          " : f64";
    return llvm::formatv(
        R"mlir(
          func.func @f({0}%y: {1}) attributes {{llvm.emit_c_interface} {{
            linalg.map {{ softplus.{2} {{{3}} } ins({4} : {5}) outs(%y : {1})
            return
          })mlir",
        arguments, memref, info.mnemonic, attributes, operands, types);
  }

  static std::string getPipeline() {
    std::string options = "accuracy=" + accuracyName.getValue() +
                          " vector-size=" + std::to_string(vectorSize);
    return "softplus-to-cpu-pipeline{" + options + "}";
  }

  const CheckedFunction checked;
  CompiledModule module;
  std::vector<Buffer> operands;
  Buffer result;
  std::vector<double> halves;
};

} // namespace

/// Collects the errors of a function, up to the first misrounded result if all
/// must be correctly rounded.
static Statistics collect(const CheckedFunction &checked, double bound) {
  CompiledOp compiled(checked);
  Inputs inputs(checked.type, checked.parameters, {stride, offset, points});
  Statistics statistics(checked);
  ErrorCurve curve(-110.0, 30.0, 1400);
  unsigned arity = checked.getInfo().arity;
  for (uint64_t begin = 0; begin < inputs.size();
       begin += CompiledOp::kBatchSize) {
    uint64_t count =
        std::min<uint64_t>(CompiledOp::kBatchSize, inputs.size() - begin);
    for (unsigned k = 0; k < arity; ++k)
      for (uint64_t i = 0; i < count; ++i)
        compiled.getOperands()[k].setBits(i, inputs.get(begin + i, k, arity));
    compiled.run(count);
    std::vector<double> values[numerics::kMaxArity];
    ErrorEstimator::OperandArrays arrays{};
    const double *x = nullptr;
    for (unsigned k = 0; k < arity; ++k) {
      values[k] = compiled.decode(compiled.getOperands()[k]);
      arrays[k] = x = values[k].data();
    }
    statistics.add(compiled.decode(compiled.getResults()).data(), arrays,
                   count);
    if (!curvePath.empty())
      for (uint64_t i = 0; i < count; ++i)
        curve.add(x[i], statistics.getErrors()[i]);
    if (bound == 0.5 && statistics.getMisrounded())
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
static bool check(const CheckedFunction &checked, numerics::Accuracy accuracy) {
  double beta = checked.parameters.beta;
  const numerics::KernelInfo &kernel =
      numerics::Kernel(checked.function, checked.type.semantics, beta,
                       checked.parameters.threshold, accuracy)
          .getInfo();
  double bound = maxUlp.getNumOccurrences() ? maxUlp.getValue() : kernel.bound;
  Statistics statistics = collect(checked, bound);
  bool isMisrounded = bound == 0.5 && statistics.getMisrounded();
  const auto &[result, operands] =
      isMisrounded ? statistics.getFirstMisrounded() : statistics.getWorst();
  double largest = statistics.getMax() + statistics.getTolerance();
  unsigned arity = checked.getInfo().arity;
  std::string at = toHex(operands[arity - 1]);
  if (arity > 1)
    at += ", dy = " + toHex(operands[0]);
  std::string threshold =
      checked.getInfo().hasThreshold
          ? llvm::formatv("{0}",
                          llvm::format("%g", checked.parameters.threshold))
                .str()
          : "-";
  llvm::outs() << llvm::format(
                      "| %g | %s | %llu | %.5f | %.4f | %.4f %% | ", beta,
                      threshold.c_str(),
                      static_cast<unsigned long long>(statistics.getCount()),
                      std::ceil(largest * 1e5) / 1e5, statistics.getMean(),
                      100.0 * statistics.getMisrounded() /
                          statistics.getCount())
               << at << " | " << toHex(result) << " | "
               << toHex(checked.getReference(operands)) << " |\n";
  llvm::outs().flush();
  if (bound == 0.5 ? !isMisrounded : largest <= bound)
    return true;
  llvm::errs() << llvm::format("error: beta %g, threshold %s: ", beta,
                               threshold.c_str());
  if (isMisrounded)
    llvm::errs() << "a misrounded result\n";
  else
    llvm::errs() << llvm::format("an error above %g ulp\n", bound);
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
  std::optional<numerics::Accuracy> accuracy =
      numerics::symbolizeAccuracy(accuracyName);
  if (!accuracy) {
    llvm::errs() << "error: '" << accuracyName << "' is none of "
                 << numerics::listAccuracies() << "\n";
    return 1;
  }

  bool isWithinBounds = true, isKnown = false;
  for (const numerics::FunctionInfo &info : numerics::kFunctions) {
    if (opName != info.mnemonic && opName != "all")
      continue;
    isKnown = true;
    llvm::outs() << info.mnemonic << " on " << type->name
                 << "\n\n| beta | threshold | inputs | max ulp | mean ulp | "
                    "misrounded | at x | got | want |\n"
                    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
    std::vector<double> thresholdsOfFunction = {HUGE_VAL};
    if (info.hasThreshold)
      thresholdsOfFunction = parse(thresholds, 20.0);
    for (double beta : parse(betas, 1.0))
      for (double threshold : thresholdsOfFunction)
        isWithinBounds &=
            check({info.function, *type, {beta, threshold}}, *accuracy);
    if (opName == "all")
      llvm::outs() << "\n";
  }
  if (!isKnown) {
    llvm::errs() << "error: '" << opName << "' is none of all";
    for (const numerics::FunctionInfo &info : numerics::kFunctions)
      llvm::errs() << ", " << info.mnemonic;
    llvm::errs() << "\n";
    return 1;
  }
  return isWithinBounds ? 0 : 1;
}
