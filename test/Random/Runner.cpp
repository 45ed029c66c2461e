//===- Runner.cpp - Run a program and compare its paths -------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Runner.h"
#include "Inputs.h"
#include "ReferencePath.h"
#include "mlir/Bytecode/BytecodeWriter.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/OpenMP/OpenMPDialect.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/OperationSupport.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace mlir;
using namespace mlir::softplus;
using namespace mlir::softplus::test;
using numerics::Accuracy;

namespace {

/// Collects the errors of a scope.
class Diagnostics {
public:
  explicit Diagnostics(MLIRContext &context)
      : handler(&context, [this](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
            llvm::raw_string_ostream(text)
                << (text.empty() ? "" : "; ") << diagnostic.getLocation()
                << ": " << diagnostic;
          return success();
        }) {}

  const std::string &getText() const { return text; }

private:
  std::string text;
  ScopedDiagnosticHandler handler;
};

} // namespace

//===----------------------------------------------------------------------===//
// Lowering
//===----------------------------------------------------------------------===//

/// No function is called across modules.
static void eraseNestedModules(ModuleOp module) {
  for (auto nested :
       llvm::make_early_inc_range(module.getBody()->getOps<ModuleOp>()))
    nested.erase();
}

/// Writes the module and reads it again.
static OwningOpRef<ModuleOp> makeRoundTrip(OwningOpRef<ModuleOp> module,
                                           RoundTrip roundTrip) {
  if (roundTrip == RoundTrip::None)
    return module;
  std::string written;
  llvm::raw_string_ostream stream(written);
  if (roundTrip == RoundTrip::Text)
    module->print(stream);
  else if (failed(writeBytecodeToFile(*module, stream)))
    return nullptr;
  OwningOpRef<ModuleOp> result =
      parseSourceString<ModuleOp>(written, module->getContext());
  if (result && !OperationEquivalence::isEquivalentTo(
                    *module, *result, OperationEquivalence::IgnoreLocations)) {
    result->emitError("is not what was written");
    return nullptr;
  }
  return result;
}

/// Returns the names of the operations that the llvm dialect should have
/// replaced.
static std::string findLeftovers(ModuleOp module) {
  llvm::SetVector<StringRef> names;
  module.walk([&](Operation *op) {
    if (!isa<ModuleOp>(op) &&
        !isa_and_present<LLVM::LLVMDialect, omp::OpenMPDialect>(
            op->getDialect()))
      names.insert(op->getName().getStringRef());
  });
  return llvm::join(names, ", ");
}

/// Returns the elements of a pipeline, which commas outside brackets separate.
static SmallVector<StringRef> splitPipeline(StringRef pipeline) {
  if (pipeline.consume_front("builtin.module("))
    pipeline.consume_back(")");
  SmallVector<StringRef> elements;
  size_t begin = 0;
  int depth = 0;
  for (auto [index, character] : llvm::enumerate(pipeline)) {
    depth += StringRef("({").contains(character);
    depth -= StringRef(")}").contains(character);
    if (character != ',' || depth != 0)
      continue;
    elements.push_back(pipeline.slice(begin, index));
    begin = index + 1;
  }
  elements.push_back(pipeline.drop_front(begin));
  return elements;
}

/// Parses an element of a pipeline, or returns null and says in `errors` why it
/// cannot. Passes keep what they are initialized with, sets of patterns above
/// all, which takes most of them longer than a run: what this process has run
/// once, its children find ready.
static PassManager *getPassManager(MLIRContext *context, StringRef element,
                                   std::string &errors) {
  static llvm::StringMap<std::unique_ptr<PassManager>> known;
  std::unique_ptr<PassManager> &passManager = known[element];
  if (passManager)
    return passManager.get();
  passManager = std::make_unique<PassManager>(context);
  llvm::raw_string_ostream stream(errors);
  if (failed(parsePassPipeline(element, *passManager, stream)))
    passManager.reset();
  return passManager.get();
}

/// Brings `module` to the llvm dialect. Reports what is wrong, as `kind` if the
/// pipeline fails.
static bool lower(ModuleOp module, StringRef pipeline, StringRef kind) {
  Diagnostics diagnostics(*module.getContext());
  for (StringRef element : splitPipeline(pipeline)) {
    std::string errors;
    PassManager *passManager =
        getPassManager(module.getContext(), element, errors);
    if (!passManager) {
      report("usage", errors);
      return false;
    }
    if (failed(passManager->run(module))) {
      report(kind, diagnostics.getText());
      return false;
    }
  }
  std::string leftovers = findLeftovers(module);
  if (!leftovers.empty()) {
    report(kind == "diagnostic" ? "leftover" : kind, "left are " + leftovers);
    return false;
  }
  return true;
}

/// Reports the access that ends the process.
static void reportFault(const std::string &message) {
  report("bounds", message);
}

/// Compiles and runs `module`, which is in the llvm dialect. Returns nothing if
/// it reported why it cannot.
static std::optional<Outcome> execute(ModuleOp module, ArrayRef<Callee> callees,
                                      bool optimizes) {
  // LLVM IR has no nested modules.
  eraseNestedModules(module);

  std::vector<HostSymbol> symbols = allocator::getSymbols();
  symbols.push_back(getEvaluateSymbol());
  Diagnostics diagnostics(*module.getContext());
  llvm::Expected<CompiledModule> compiled =
      CompiledModule::compile(module, optimizes, symbols);
  if (!compiled) {
    report("engine",
           llvm::toString(compiled.takeError()) + diagnostics.getText());
    return std::nullopt;
  }
  reportSegmentationFaults(reportFault);
  Outcome outcome;
  for (const Callee &callee : callees)
    if (llvm::Error error = callee.call(*compiled, outcome)) {
      report("engine", llvm::toString(std::move(error)));
      return std::nullopt;
    }
  if (outcome.memoryProblem.empty())
    outcome.memoryProblem = allocator::check();
  return outcome;
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

static bool isSame(const ElementType &type, uint64_t lhs, uint64_t rhs) {
  auto isNaN = [&](uint64_t bits) {
    return llvm::APFloat(type.semantics, llvm::APInt(8 * type.bytes, bits))
        .isNaN();
  };
  return lhs == rhs || (isNaN(lhs) && isNaN(rhs));
}

/// Reports the first difference of two outcomes.
static void compare(const Outcome &outcome, const Outcome &expected) {
  for (auto [actual, wanted] :
       llvm::zip_equal(outcome.elements, expected.elements)) {
    if (actual.sizes != wanted.sizes ||
        actual.bits.size() != wanted.bits.size()) {
      report("result", wanted.name + " has other sizes");
      return;
    }
    size_t count = 0, first = 0;
    for (size_t i = 0; i < wanted.bits.size(); ++i)
      if (!isSame(*wanted.type, actual.bits[i], wanted.bits[i]) && !count++)
        first = i;
    if (count == 0)
      continue;
    report("result",
           llvm::formatv("{0}: {1} of {2} elements differ, first number {3}: "
                         "{4:x} instead of {5:x} ({6} instead of {7})",
                         wanted.name, count, wanted.bits.size(), first,
                         actual.bits[first], wanted.bits[first],
                         wanted.type->decode(actual.bits[first]),
                         wanted.type->decode(wanted.bits[first]))
               .str());
    return;
  }
}

static void injectFault(InjectedFault fault, Outcome &outcome) {
  if (fault == InjectedFault::Bit)
    for (Elements &elements : outcome.elements)
      if (!elements.bits.empty()) {
        elements.bits.back() ^= 1;
        return;
      }
  if (fault == InjectedFault::Canary) {
    GuardedMemory memory(4, true);
    memory.breakCanary();
    if (!memory.isIntact())
      outcome.memoryProblem = "a write beyond memory of its own";
  }
  if (fault == InjectedFault::Guard)
    *static_cast<volatile uint8_t *>(GuardedMemory(4, true).data() + 4) = 0;
  if (fault == InjectedFault::Crash)
    abort();
  if (fault == InjectedFault::Hang)
    for (volatile bool waits = true; waits;)
      ;
}

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

/// Switches LLVM's loop vectorizer off, for this process.
static void disableLoopVectorizer() {
  llvm::cl::Option *option =
      llvm::cl::getRegisteredOptions().lookup("vectorize-loops");
  if (!option || option->addOccurrence(0, "vectorize-loops", "false"))
    llvm::report_fatal_error("LLVM has no option 'vectorize-loops'");
}

/// Runs a path and reports its findings.
static void runPath(ModuleOp module, ArrayRef<Callee> callees, const Path &path,
                    const Outcome &expected, InjectedFault fault) {
  OwningOpRef<ModuleOp> copy = module.clone();
  // Upstream's passes, which the pieces are run with, do not enter modules.
  if (!StringRef(path.pipeline).contains("softplus-to-cpu-pipeline"))
    eraseNestedModules(*copy);
  {
    Diagnostics diagnostics(*module.getContext());
    copy = makeRoundTrip(std::move(copy), path.roundTrip);
    if (!copy)
      return report("round-trip", diagnostics.getText());
  }
  if (!lower(*copy, path.pipeline, "diagnostic"))
    return;
  if (!path.vectorizesLoops)
    disableLoopVectorizer();
  std::optional<Outcome> outcome = execute(*copy, callees, path.optimizes);
  if (!outcome)
    return;
  injectFault(fault, *outcome);
  if (!outcome->memoryProblem.empty())
    report("bounds", outcome->memoryProblem);
  compare(*outcome, expected);
}

/// Computes what the paths must give.
static std::optional<Outcome>
runReference(ModuleOp module, ArrayRef<Callee> callees, Accuracy accuracy) {
  OwningOpRef<ModuleOp> copy = module.clone();
  eraseNestedModules(*copy);

  if (!lower(*copy, getReferencePipeline(accuracy), "reference"))
    return std::nullopt;
  std::optional<Outcome> outcome = execute(*copy, callees, /*optimizes=*/false);
  if (outcome && !outcome->memoryProblem.empty()) {
    report("reference", outcome->memoryProblem);
    return std::nullopt;
  }
  return outcome;
}

/// Runs a program, with `isolatesPaths` each path in a process of its own.
/// Every finding is preceded by the number of its path, or -1.
static void runProgram(MLIRContext &context, StringRef text,
                       ArrayRef<Path> paths, InjectedFault fault,
                       bool isolatesPaths) {
  report("path", "-1");
  OwningOpRef<ModuleOp> module;
  FailureOr<std::vector<Callee>> callees = failure();
  {
    Diagnostics diagnostics(context);
    module = parseSourceString<ModuleOp>(text, &context);
    if (module)
      callees = takeCallees(*module);
    if (failed(callees))
      return report("reference", diagnostics.getText());
  }
  std::map<Accuracy, Outcome> expected;
  for (auto [index, path] : llvm::enumerate(paths)) {
    Accuracy accuracy = path.getAccuracy();
    if (!expected.count(accuracy)) {
      std::optional<Outcome> outcome =
          runReference(*module, *callees, accuracy);
      if (!outcome)
        return;
      expected[accuracy] = std::move(*outcome);
    }
    if (!isolatesPaths) {
      report("path", std::to_string(index));
      runPath(*module, *callees, path, expected[accuracy], fault);
      report("path", "-1");
      continue;
    }
    std::vector<Finding> findings = runIsolated([&, &path = path] {
      runPath(*module, *callees, path, expected[accuracy], fault);
    });
    report("path", std::to_string(index));
    for (const Finding &finding : findings)
      report(finding.kind, finding.message);
    report("path", "-1");
  }
  if (std::string missed = getMissedBound(); !missed.empty())
    report("accuracy", missed);
}

Runner::Runner(MLIRContext &context, InjectedFault fault)
    : context(context), fault(fault) {
  std::vector<Path> paths = getDefaultPaths();
  std::vector<std::string> pipelines{getReferencePipeline(Accuracy::Faithful)};
  for (const Path &path : paths)
    pipelines.push_back(path.pipeline);
  for (StringRef pipeline : pipelines) {
    OwningOpRef<ModuleOp> module = ModuleOp::create(UnknownLoc::get(&context));
    lower(*module, pipeline, "usage");
  }
}

std::vector<PathFinding> Runner::run(StringRef text, ArrayRef<Path> paths,
                                     unsigned &unvectorizedPathCount) {
  auto runAll = [&](bool isolatesPaths) {
    return runIsolated(
        [&] { runProgram(context, text, paths, fault, isolatesPaths); });
  };
  // Processes cost time, so a path has one of its own only where something is
  // wrong.
  auto isFinding = [](const Finding &finding) {
    return finding.kind != "path";
  };
  std::vector<Finding> findings = runAll(/*isolatesPaths=*/false);
  if (llvm::none_of(findings, isFinding))
    return {};
  std::vector<Finding> isolated = runAll(/*isolatesPaths=*/true);
  // Several paths may take longer together than a process may, but whatever
  // else they do only together counts.
  if (llvm::any_of(isolated, isFinding) || findings.back().kind == "timeout")
    findings = std::move(isolated);
  std::vector<PathFinding> result;
  std::optional<Path> path;
  bool ranAgain = false;
  for (Finding &finding : findings) {
    if (finding.kind == "path") {
      int index = std::stoi(finding.message);
      path = index < 0 ? std::nullopt : std::optional<Path>(paths[index]);
      ranAgain = false;
      continue;
    }
    // What a write beyond a buffer overwrites is no finding of its own.
    if (ranAgain)
      continue;
    // What happens to the reference is no crash of a path.
    if (!path && finding.kind != "accuracy" && finding.kind != "reference") {
      finding.message = finding.kind + ": " + finding.message;
      finding.kind = "reference";
    }
    if (path && path->optimizes && path->vectorizesLoops &&
        (finding.kind == "timeout" || finding.kind == "bounds")) {
      ++unvectorizedPathCount;
      Path unvectorized = *path;
      unvectorized.vectorizesLoops = false;
      llvm::append_range(result,
                         run(text, unvectorized, unvectorizedPathCount));
      ranAgain = true;
      continue;
    }
    result.push_back({finding, path});
  }
  return result;
}
