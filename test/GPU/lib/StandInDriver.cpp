//===- StandInDriver.cpp - A CUDA driver for machines without a GPU -------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The functions of libcuda.so.1 that the run-time library calls. A module of
// PTX is translated to C by ptx_to_c.py, compiled and loaded; a launch calls
// its kernel for every thread, one after the other. Every access of a kernel
// has to be aligned and inside of an allocation, or of memory that was
// registered.
//
// The environment:
//   SOFTPLUS_PTX_COMPILER   the C compiler, and
//   SOFTPLUS_PTX_TO_C       the command that translates PTX; both are required
//   SOFTPLUS_DRIVER_FAILS   the name of a function, and after a colon an error,
//                           which it returns
//   SOFTPLUS_PTX_APPROXIMATION_ERROR  of approximate instructions, see
//                           ptx_runtime.h
//   SOFTPLUS_DRIVER_TRACE   if set, launches and what is left are printed
//
//===----------------------------------------------------------------------===//

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace {

struct Thread {
  uint32_t tid, ntid, ctaid, nctaid;
};

/// A kernel as ptx_to_c.py declares it.
struct Kernel {
  void (*run)(Thread, const char *);
  const unsigned (*parameters)[2]; // offsets and sizes
  unsigned parameterCount;
};

struct Global {
  void *begin;
  unsigned bytes;
};

struct Error {
  int value;
  const char *name, *text;
};

} // namespace

static constexpr Error kErrors[] = {
    {1, "CUDA_ERROR_INVALID_VALUE", "invalid argument"},
    {2, "CUDA_ERROR_OUT_OF_MEMORY", "out of memory"},
    {100, "CUDA_ERROR_NO_DEVICE", "no CUDA-capable device is detected"},
    {209, "CUDA_ERROR_NO_BINARY_FOR_GPU",
     "no kernel image is available for execution on the device"},
    {218, "CUDA_ERROR_INVALID_PTX", "a PTX JIT compilation failed"},
    {500, "CUDA_ERROR_NOT_FOUND", "named symbol not found"},
    {700, "CUDA_ERROR_ILLEGAL_ADDRESS", "an illegal memory access"},
};
static constexpr int kInvalidValue = 1, kInvalidPTX = 218, kNotFound = 500;

/// What has to be released, by name.
static std::map<std::string, int> &getLive() {
  static auto *live = new std::map<std::string, int>;
  return *live;
}

/// The ends of what kernels may access, by its beginnings.
static std::map<uintptr_t, uintptr_t> &getMemory() {
  static auto *memory = new std::map<uintptr_t, uintptr_t>;
  return *memory;
}

/// Returns the error that `function` is told to return, or 0.
static int getInjectedError(const char *function) {
  const char *given = std::getenv("SOFTPLUS_DRIVER_FAILS");
  if (!given)
    return 0;
  std::string text = given;
  size_t colon = text.find(':');
  if (text.substr(0, colon) != function)
    return 0;
  for (const Error &error : kErrors)
    if (text.substr(colon + 1) == error.name)
      return error.value;
  return kInvalidValue;
}

#define RETURN_INJECTED_ERROR                                                  \
  if (int error = getInjectedError(__func__))                                  \
  return error

static std::string getRequired(const char *name) {
  const char *value = std::getenv(name);
  if (!value) {
    std::fprintf(stderr, "stand-in driver: %s is not set\n", name);
    std::exit(EXIT_FAILURE);
  }
  return value;
}

/// The allocation of the last access.
static uintptr_t lastBegin, lastEnd;

/// Called by kernels for every access of `bytes` bytes.
static void checkAccess(uint64_t address, unsigned bytes, const char *what) {
  if (address % bytes) {
    std::fprintf(stderr, "stand-in driver: misaligned %s of %u bytes\n", what,
                 bytes);
    std::_Exit(EXIT_FAILURE);
  }
  if (address >= lastBegin && address + bytes <= lastEnd)
    return;
  auto next = getMemory().upper_bound(address);
  if (next != getMemory().begin()) {
    std::tie(lastBegin, lastEnd) = *--next;
    if (address + bytes <= lastEnd)
      return;
  }
  std::fprintf(stderr, "stand-in driver: %s of %u bytes out of bounds\n", what,
               bytes);
  std::_Exit(EXIT_FAILURE);
}

// The names are the driver's.
// NOLINTBEGIN(readability-identifier-naming)
extern "C" {

int cuGetErrorName(int error, const char **name) {
  for (const Error &known : kErrors)
    if (known.value == error)
      *name = known.name;
  return 0;
}

int cuGetErrorString(int error, const char **text) {
  for (const Error &known : kErrors)
    if (known.value == error)
      *text = known.text;
  return 0;
}

int cuInit(unsigned) {
  RETURN_INJECTED_ERROR;
  if (std::getenv("SOFTPLUS_DRIVER_TRACE"))
    std::atexit([] {
      for (const auto &[name, count] : getLive())
        std::printf("%s left: %d\n", name.c_str(), count);
    });
  return 0;
}

/// The device is an sm_90.
int cuDeviceGetAttribute(int *value, int attribute, int) {
  constexpr int kMajor = 75, kMinor = 76;
  *value = attribute == kMajor ? 9 : 0;
  return attribute == kMajor || attribute == kMinor ? 0 : 1;
}

int cuDeviceGet(int *device, int ordinal) {
  RETURN_INJECTED_ERROR;
  *device = ordinal;
  return 0;
}

int cuDevicePrimaryCtxRetain(void **context, int) {
  static int primary;
  *context = &primary;
  return 0;
}

int cuCtxSetCurrent(void *) { return 0; }

int cuModuleLoadDataEx(void **module, const char *ptx, unsigned, int *,
                       void **values) {
  RETURN_INJECTED_ERROR;
  if (!std::strstr(ptx, ".version"))
    return kInvalidPTX;
  char folder[] = "/tmp/softplus-ptx-XXXXXX";
  if (!mkdtemp(folder))
    return kInvalidValue;
  std::string base = std::string(folder) + "/kernels";
  FILE *file = std::fopen((base + ".ptx").c_str(), "w");
  std::fputs(ptx, file);
  std::fclose(file);
  std::string command =
      getRequired("SOFTPLUS_PTX_TO_C") + " " + base + ".ptx " + base +
      ".c && " + getRequired("SOFTPLUS_PTX_COMPILER") +
      " -O2 -march=native -ffp-contract=off -w -shared -fPIC " + base +
      ".c -o " + base + ".so -lm";
  bool isBuilt = std::system(command.c_str()) == 0;
  if (isBuilt)
    *module = dlopen((base + ".so").c_str(), RTLD_NOW);
  (void)!std::system((std::string("rm -r ") + folder).c_str());
  if (!isBuilt || !*module) {
    std::snprintf(static_cast<char *>(values[0]), 4096, "not translated");
    return kInvalidPTX;
  }
  *static_cast<void (**)(uint64_t, unsigned, const char *)>(
      dlsym(*module, "ptx_check")) = checkAccess;
  if (const char *error = std::getenv("SOFTPLUS_PTX_APPROXIMATION_ERROR"))
    *static_cast<int *>(dlsym(*module, "ptx_approximation_error")) =
        std::atoi(error);
  auto *globals = static_cast<const Global *>(dlsym(*module, "ptx_globals"));
  unsigned count = *static_cast<unsigned *>(dlsym(*module, "ptx_global_count"));
  for (unsigned i = 0; i < count; ++i) {
    auto begin = reinterpret_cast<uintptr_t>(globals[i].begin);
    getMemory()[begin] = begin + globals[i].bytes;
  }
  ++getLive()["module"];
  return 0;
}

int cuModuleUnload(void *module) {
  --getLive()["module"];
  return dlclose(module) ? kInvalidValue : 0;
}

int cuModuleGetFunction(void **function, void *module, const char *name) {
  RETURN_INJECTED_ERROR;
  *function = dlsym(module, (std::string(name) + "_kernel").c_str());
  return *function ? 0 : kNotFound;
}

int cuLaunchKernel(void *function, unsigned gridX, unsigned gridY,
                   unsigned gridZ, unsigned blockX, unsigned blockY,
                   unsigned blockZ, unsigned, void *, void **parameters,
                   void **) {
  RETURN_INJECTED_ERROR;
  if (gridX == 0 || gridX > 0x7fffffff || gridY != 1 || gridZ != 1 ||
      blockX == 0 || blockX > 1024 || blockY != 1 || blockZ != 1)
    return kInvalidValue;
  auto *kernel = static_cast<const Kernel *>(function);
  std::vector<char> bytes(4096);
  for (unsigned i = 0; i < kernel->parameterCount; ++i)
    std::memcpy(bytes.data() + kernel->parameters[i][0], parameters[i],
                kernel->parameters[i][1]);
  if (std::getenv("SOFTPLUS_DRIVER_TRACE"))
    std::printf("launch: %u blocks of %u threads\n", gridX, blockX);
  for (uint32_t block = 0; block < gridX; ++block)
    for (uint32_t thread = 0; thread < blockX; ++thread)
      kernel->run({thread, blockX, block, gridX}, bytes.data());
  return 0;
}

int cuStreamCreate(void **stream, unsigned) {
  RETURN_INJECTED_ERROR;
  *stream = &getLive()["stream"];
  ++getLive()["stream"];
  return 0;
}

int cuStreamDestroy_v2(void *) {
  --getLive()["stream"];
  return 0;
}

int cuStreamSynchronize(void *) {
  RETURN_INJECTED_ERROR;
  return 0;
}

static int allocate(uint64_t *pointer, size_t bytes) {
  if (bytes == 0)
    return kInvalidValue;
  // As the driver aligns them; results that nobody wrote are to show.
  void *memory = std::aligned_alloc(256, (bytes + 255) / 256 * 256);
  std::memset(memory, 0xcb, bytes);
  *pointer = reinterpret_cast<uintptr_t>(memory);
  getMemory()[*pointer] = *pointer + bytes;
  ++getLive()["memory"];
  return 0;
}

int cuMemAlloc_v2(uint64_t *pointer, size_t bytes) {
  RETURN_INJECTED_ERROR;
  return allocate(pointer, bytes);
}

int cuMemAllocManaged(uint64_t *pointer, size_t bytes, unsigned) {
  RETURN_INJECTED_ERROR;
  return allocate(pointer, bytes);
}

int cuMemFree_v2(uint64_t pointer) {
  if (!getMemory().erase(pointer))
    return kInvalidValue;
  lastBegin = lastEnd = 0;
  --getLive()["memory"];
  std::free(reinterpret_cast<void *>(pointer));
  return 0;
}

int cuMemHostRegister_v2(void *pointer, size_t bytes, unsigned) {
  RETURN_INJECTED_ERROR;
  auto begin = reinterpret_cast<uintptr_t>(pointer);
  getMemory()[begin] = begin + bytes;
  ++getLive()["registered memory"];
  return 0;
}

int cuMemHostUnregister(void *pointer) {
  --getLive()["registered memory"];
  lastBegin = lastEnd = 0;
  return getMemory().erase(reinterpret_cast<uintptr_t>(pointer))
             ? 0
             : kInvalidValue;
}
}
// NOLINTEND(readability-identifier-naming)
