//===- GuardedMemory.cpp - Memory that notices stray accesses -------------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GuardedMemory.h"
#include "llvm/Support/ErrorHandling.h"
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

using namespace mlir::softplus::test;

static constexpr uint8_t kCanary = 0xa5, kFreed = 0xdd;

GuardedMemory::GuardedMemory(size_t size, bool isAtEnd) : count(size) {
  size_t page = sysconf(_SC_PAGESIZE);
  size_t inner = (size + page) / page * page;
  pagesSize = inner + 2 * page;
  void *mapped = mmap(nullptr, pagesSize, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED)
    llvm::report_fatal_error("mmap failed");
  pages = static_cast<uint8_t *>(mapped);
  std::memset(pages, kCanary, pagesSize);
  begin = pages + page + (isAtEnd ? inner - size : 0);
  mprotect(pages, page, PROT_NONE);
  mprotect(pages + page + inner, page, PROT_NONE);
  pages += page;
  pagesSize = inner;
}

bool GuardedMemory::isIntact() const {
  auto isCanary = [](uint8_t byte) { return byte == kCanary; };
  return std::all_of(pages, begin, isCanary) &&
         std::all_of(begin + count, pages + pagesSize, isCanary);
}

void GuardedMemory::breakCanary() {
  *(begin > pages ? begin - 1 : begin + count) ^= 1;
}

static void (*reportFault)(const std::string &message);

void mlir::softplus::test::reportSegmentationFaults(
    void (*report)(const std::string &message)) {
  reportFault = report;
  struct sigaction action = {};
  action.sa_flags = SA_SIGINFO | SA_RESETHAND;
  action.sa_sigaction = [](int, siginfo_t *info, void *) {
    // Not safe in general, but the process ends here in any case.
    char text[64];
    std::snprintf(text, sizeof(text), "segmentation fault at %p",
                  info->si_addr);
    reportFault(text);
    _exit(0);
  };
  sigaction(SIGSEGV, &action, nullptr);
  sigaction(SIGBUS, &action, nullptr);
}

//===----------------------------------------------------------------------===//
// The allocator of compiled code
//===----------------------------------------------------------------------===//

namespace {

struct Block {
  uint8_t *begin, *end;
  bool isFreed;
};

constexpr size_t kMargin = 64;
std::mutex mutex;
std::map<const void *, Block> blocks;
std::string problem;

} // namespace

static void *allocate(size_t alignment, size_t size) {
  alignment = std::max(alignment, kMargin);
  size_t total =
      (alignment + size + kMargin + alignment - 1) / alignment * alignment;
  auto *memory = static_cast<uint8_t *>(std::aligned_alloc(alignment, total));
  std::memset(memory, kCanary, total);
  std::lock_guard<std::mutex> lock(mutex);
  uint8_t *begin = memory + alignment;
  blocks[begin] = {begin, begin + size, false};
  return begin;
}

static void *allocateDefault(size_t size) { return allocate(16, size); }

/// LLVM's optimizer makes this of `malloc` and `memset`.
static void *allocateZeros(size_t count, size_t size) {
  return std::memset(allocateDefault(count * size), 0, count * size);
}

static bool isIntact(const Block &block) {
  auto isCanary = [](uint8_t byte) { return byte == kCanary; };
  return std::all_of(block.begin - kMargin, block.begin, isCanary) &&
         std::all_of(block.end, block.end + kMargin, isCanary) &&
         (!block.isFreed ||
          std::all_of(block.begin, block.end,
                      [](uint8_t byte) { return byte == kFreed; }));
}

static void release(void *address) {
  if (!address)
    return;
  std::lock_guard<std::mutex> lock(mutex);
  auto block = blocks.find(address);
  if (block == blocks.end()) {
    problem = "memory was freed that had not been allocated";
  } else if (block->second.isFreed) {
    problem = "memory was freed twice";
  } else {
    if (!isIntact(block->second))
      problem = "a write beyond allocated memory";
    std::fill(block->second.begin, block->second.end, kFreed);
    block->second.isFreed = true;
  }
}

std::vector<std::pair<const char *, void *>> allocator::getSymbols() {
  return {{"malloc", reinterpret_cast<void *>(allocateDefault)},
          {"calloc", reinterpret_cast<void *>(allocateZeros)},
          {"aligned_alloc", reinterpret_cast<void *>(allocate)},
          {"free", reinterpret_cast<void *>(release)}};
}

std::string allocator::check() {
  if (!problem.empty())
    return problem;
  for (const auto &[address, block] : blocks)
    if (!isIntact(block))
      return block.isFreed ? "a write to memory that had been freed"
                           : "a write beyond allocated memory";
  return "";
}
