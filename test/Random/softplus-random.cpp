//===- softplus-random.cpp - Random programs along all lowerings ----------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Makes random modules with softplus operations, lowers each along several
// paths, runs them, and compares all results bit for bit with those of a
// reference. See docs/Testing.md.
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "JIT.h"
#include "ReferencePath.h"
#include "Runner.h"
#include "Softplus/IR/SoftplusDialect.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/DialectRegistry.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/DynamicLibrary.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <new>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mlir;
using namespace mlir::softplus;
using namespace mlir::softplus::test;
namespace cl = llvm::cl;

static cl::OptionCategory category("Random programs");

static cl::opt<uint64_t> seed("seed", cl::init(1),
                              cl::desc("Seed of the first program"),
                              cl::cat(category));
static cl::opt<uint64_t> programCount("count", cl::init(1),
                                      cl::desc("Number of programs"),
                                      cl::cat(category));
static cl::opt<unsigned> jobs("jobs", cl::init(1),
                              cl::desc("Programs to run at a time"),
                              cl::cat(category));
static cl::list<std::string>
    without("without", cl::CommaSeparated,
            cl::desc("Features that programs and paths must not have"),
            cl::cat(category));
static cl::opt<bool>
    requireAllFeatures("require-all-features",
                       cl::desc("Fail where a feature does not occur"),
                       cl::cat(category));
static cl::opt<std::string>
    outputDirectory("output-dir", cl::init("."),
                    cl::desc("Where programs with findings are written"),
                    cl::cat(category));
static cl::opt<bool> printProgram("print",
                                  cl::desc("Print the programs and do not run "
                                           "them"),
                                  cl::cat(category));
static cl::opt<std::string>
    programFile("program", cl::desc("Run this file only"), cl::cat(category));
static cl::opt<std::string>
    pipeline("pipeline", cl::desc("The path of --program; default: several"),
             cl::cat(category));
static cl::opt<RoundTrip> roundTrip(
    "round-trip", cl::init(RoundTrip::None),
    cl::desc("What precedes --pipeline"),
    cl::values(clEnumValN(RoundTrip::None, "none", "Nothing"),
               clEnumValN(RoundTrip::Text, "text", "Text, parsed again"),
               clEnumValN(RoundTrip::Bytecode, "bytecode",
                          "Bytecode, parsed again")),
    cl::cat(category));
static cl::opt<bool> optimize("optimize",
                              cl::desc("Run LLVM's optimizer after --pipeline"),
                              cl::cat(category));
static cl::opt<std::string>
    onlyKind("only", cl::desc("Count findings of this kind only"),
             cl::cat(category));
static cl::opt<unsigned, true>
    timeout("timeout", cl::location(timeLimit),
            cl::desc("Seconds of computation of a program"), cl::cat(category));
static cl::opt<InjectedFault> injectedFault(
    "inject", cl::Hidden, cl::init(InjectedFault::None),
    cl::desc("Make a fault that must be found"),
    cl::values(clEnumValN(InjectedFault::Bit, "bit", "Flip a bit of a result"),
               clEnumValN(InjectedFault::Canary, "canary",
                          "Write beyond a buffer"),
               clEnumValN(InjectedFault::Guard, "guard",
                          "Write to memory that is not there"),
               clEnumValN(InjectedFault::Crash, "crash", "Abort"),
               clEnumValN(InjectedFault::Hang, "hang", "Do not end")),
    cl::cat(category));

namespace {

/// What the processes of all jobs count together.
struct Statistics {
  std::atomic<uint64_t> programs, paths, unvectorizedPaths, findings;
  std::atomic<uint64_t> features[kFeatureCount];
};

} // namespace

static Statistics &makeSharedStatistics() {
  void *memory = mmap(nullptr, sizeof(Statistics), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    llvm::report_fatal_error("mmap failed");
  return *new (memory) Statistics();
}

/// Prints findings and returns how many count.
static unsigned print(ArrayRef<PathFinding> findings, StringRef program) {
  unsigned count = 0;
  for (const PathFinding &finding : findings) {
    if (!onlyKind.empty() && finding.kind != onlyKind)
      continue;
    ++count;
    std::string line = llvm::formatv(
        "finding: {0}: --program={1} {2}: {3}\n", finding.kind, program,
        finding.path ? finding.path->getOptions() : "", finding.message);
    // In one piece, for the sake of other jobs.
    llvm::outs() << line;
    llvm::outs().flush();
  }
  return count;
}

static void runSeed(Runner &runner, const FeatureSet &excluded,
                    uint64_t programSeed, Statistics &statistics) {
  RandomSource random(programSeed);
  FeatureChooser features(random, excluded);
  std::string text = generateModule(random, features);
  std::vector<Path> paths = pickPaths(random, features);
  ++statistics.programs;
  for (size_t i = 0; i < kFeatureCount; ++i)
    statistics.features[i] +=
        features.getUsed().contains(static_cast<Feature>(i));
  if (printProgram) {
    llvm::outs() << text;
    for (const Path &path : paths)
      llvm::outs() << "// " << path.getOptions() << "\n";
    llvm::outs() << "// -----\n";
    return;
  }
  statistics.paths += paths.size();
  unsigned unvectorizedPathCount = 0;
  std::vector<PathFinding> findings =
      runner.run(text, paths, unvectorizedPathCount);
  statistics.unvectorizedPaths += unvectorizedPathCount;
  if (findings.empty())
    return;
  std::string file =
      llvm::formatv("{0}/random-{1}.mlir", outputDirectory, programSeed);
  std::error_code error;
  llvm::raw_fd_ostream stream(file, error);
  if (error)
    llvm::errs() << "error: cannot write '" << file << "': " << error.message()
                 << "\n";
  else
    stream << text;
  statistics.findings += print(findings, file);
}

/// Runs the seeds in as many processes as there are jobs.
static bool runSeeds(Runner &runner, const FeatureSet &excluded) {
  Statistics &statistics = makeSharedStatistics();
  SmallVector<pid_t> children;
  for (unsigned job = 0; job < jobs; ++job) {
    pid_t child = jobs == 1 ? 0 : fork();
    if (child != 0) {
      children.push_back(child);
      continue;
    }
    for (uint64_t i = job; i < programCount; i += jobs)
      runSeed(runner, excluded, seed + i, statistics);
    if (jobs != 1)
      _exit(0);
  }
  for (pid_t child : children) {
    int status = 0;
    if (waitpid(child, &status, 0) < 0 || status != 0)
      llvm::report_fatal_error("a job failed");
  }

  bool isComplete = true;
  for (size_t i = 0; i < kFeatureCount; ++i) {
    if (excluded.contains(static_cast<Feature>(i)))
      continue;
    if (!printProgram)
      llvm::outs() << "feature " << kFeatureNames[i] << ": "
                   << statistics.features[i].load() << "\n";

    if (statistics.features[i] == 0 && requireAllFeatures) {
      llvm::errs() << "error: no program has the feature '" << kFeatureNames[i]
                   << "'\n";
      isComplete = false;
    }
  }
  if (!printProgram)
    llvm::outs() << statistics.programs.load() << " programs, "
                 << statistics.paths.load() << " paths, "
                 << statistics.unvectorizedPaths.load()
                 << " of them without LLVM's loop vectorizer, "
                 << statistics.findings.load() << " findings\n";

  return isComplete && statistics.findings == 0;
}

static bool runFile(Runner &runner) {
  auto buffer = llvm::MemoryBuffer::getFile(programFile, /*IsText=*/true);
  if (!buffer) {
    llvm::errs() << "error: cannot read '" << programFile << "'\n";
    return false;
  }
  std::vector<Path> paths = getDefaultPaths();
  if (!pipeline.empty())
    paths = {{pipeline, roundTrip, optimize}};
  unsigned unvectorizedPathCount = 0;
  std::vector<PathFinding> findings =
      runner.run((*buffer)->getBuffer(), paths, unvectorizedPathCount);
  if (unvectorizedPathCount != 0)
    llvm::outs() << unvectorizedPathCount
                 << " paths ran without LLVM's loop vectorizer\n";
  return print(findings, programFile) == 0;
}

/// Loads what compiled code may call. Without OpenMP's runtime there are no
/// paths with threads.
static void loadRuntimes(FeatureSet &excluded) {
  auto load = [](const char *path) {
    return !llvm::sys::DynamicLibrary::LoadLibraryPermanently(path);
  };
  if (!load(SOFTPLUS_RUNNER_UTILS))
    llvm::report_fatal_error("cannot load " SOFTPLUS_RUNNER_UTILS);
  if (!load("libomp.so") && !load("libomp.so.5"))
    excluded.insert(Feature::ThreadsOption);
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(
      argc, argv, "Runs random programs along all lowerings of softplus\n");
  FeatureSet excluded;
  for (const std::string &name : without)
    if (!excluded.insert(name)) {
      llvm::errs() << "error: --without: there is no feature '" << name
                   << "'\n";
      return 1;
    }
  if (jobs == 0) {
    llvm::errs() << "error: --jobs: must be at least 1, but got 0\n";
    return 1;
  }
  if (std::error_code error =
          llvm::sys::fs::create_directories(outputDirectory)) {
    llvm::errs() << "error: --output-dir: cannot make '" << outputDirectory
                 << "': " << error.message() << "\n";
    return 1;
  }
  loadRuntimes(excluded);
  initializeJIT();
  registerReferencePasses();
  DialectRegistry registry;
  registerDialects(registry);
  // Processes that are forked have one thread.
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  // Those of programs: every loaded dialect makes canonicalizers slower.
  context.loadDialect<affine::AffineDialect, arith::ArithDialect,
                      cf::ControlFlowDialect, func::FuncDialect,
                      linalg::LinalgDialect, math::MathDialect,
                      memref::MemRefDialect, scf::SCFDialect, SoftplusDialect,
                      tensor::TensorDialect, vector::VectorDialect>();
  Runner runner(context, injectedFault);
  bool isSound =
      programFile.empty() ? runSeeds(runner, excluded) : runFile(runner);
  return isSound ? 0 : 1;
}
