//===- Isolation.cpp - Run code that may crash ----------------------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Isolation.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <cstring>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mlir;
using namespace mlir::softplus::test;

unsigned mlir::softplus::test::timeLimit = 10;

/// The end of the pipe that the body of this process writes to.
static int reportPipe = -1;

/// Messages are sent as `kind\tmessage\n`, with line breaks replaced.
void mlir::softplus::test::report(StringRef kind, StringRef message) {
  std::string line = kind.str() + "\t" + message.str();
  llvm::replace(line, '\n', ' ');
  line += '\n';
  for (StringRef rest = line; !rest.empty();) {
    ssize_t written = write(reportPipe, rest.data(), rest.size());
    if (written <= 0)
      return;
    rest = rest.drop_front(written);
  }
}

[[noreturn]] static void runChild(function_ref<void()> body) {
  // The parent of a nested call must outlive it.
  static unsigned waitingTime = 40 * timeLimit;
  waitingTime /= 4;
  for (int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGTRAP})
    std::signal(signal, SIG_DFL);
  rlimit limit{timeLimit, timeLimit};
  setrlimit(RLIMIT_CPU, &limit);
  rlimit noCore{0, 0};
  setrlimit(RLIMIT_CORE, &noCore);
  alarm(waitingTime);
  body();
  // Destructors and exit handlers belong to the parent.
  _exit(0);
}

static std::string readAll(int descriptor) {
  std::string text;
  char buffer[4096];
  while (true) {
    ssize_t count = read(descriptor, buffer, sizeof(buffer));
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return text;
    text.append(buffer, count);
  }
}

std::vector<Finding>
mlir::softplus::test::runIsolated(function_ref<void()> body) {
  int pipes[2];
  if (pipe(pipes) != 0)
    llvm::report_fatal_error("pipe failed");
  llvm::outs().flush();
  pid_t child = fork();
  if (child < 0)
    llvm::report_fatal_error("fork failed");
  if (child == 0) {
    close(pipes[0]);
    reportPipe = pipes[1];
    runChild(body);
  }
  close(pipes[1]);
  std::string text = readAll(pipes[0]);
  close(pipes[0]);
  int status;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;

  std::vector<Finding> findings;
  SmallVector<StringRef> lines;
  StringRef(text).split(lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef line : lines) {
    auto [kind, message] = line.split('\t');
    findings.push_back({kind.str(), message.str()});
  }
  if (WIFSIGNALED(status)) {
    int signal = WTERMSIG(status);
    if (signal == SIGXCPU || signal == SIGKILL || signal == SIGALRM)
      findings.push_back(
          {"timeout", "no end after " + std::to_string(timeLimit) + " s"});
    else
      findings.push_back({"crash", strsignal(signal)});
  } else if (WEXITSTATUS(status) != 0) {
    findings.push_back(
        {"crash", "exit code " + std::to_string(WEXITSTATUS(status))});
  }
  return findings;
}
