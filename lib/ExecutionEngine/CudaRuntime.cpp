//===- CudaRuntime.cpp - What compiled hosts call for NVIDIA GPUs ---------===//
//
// Part of the softplus project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The functions `mgpu*` that upstream's `gpu-to-llvm` and its translation of
// launches emit calls of, over the CUDA driver's API. The driver,
// libcuda.so.1, is loaded when the first of them is called, so that neither a
// toolkit nor a GPU is needed to build this.
//
// A program that goes on after an error of the driver computes nonsense: the
// call and the name of the error are printed, and the process ends with
// status 1.
//
//===----------------------------------------------------------------------===//

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <mutex>

//===----------------------------------------------------------------------===//
// The driver
//===----------------------------------------------------------------------===//

namespace {

// As cuda.h has them.
using Result = int;
using Device = int;
using DevicePointer = unsigned long long;
using Handle = void *;

constexpr Result kSuccess = 0;
constexpr unsigned kMemAttachGlobal = 1;
constexpr unsigned kEventDisableTiming = 2;
constexpr int kJITErrorLogBuffer = 5, kJITErrorLogBufferSize = 6,
              kJITOptimizationLevel = 7;

} // namespace

[[noreturn]] static void fail(const char *call, const char *what,
                              const char *detail) {
  std::fprintf(stderr, "error: %s: %s%s%s\n", call, what, detail[0] ? ": " : "",
               detail);
  std::fflush(nullptr);
  // Destructors would call the driver again.
  std::_Exit(EXIT_FAILURE);
}

static void *findFunction(const char *name) {
  static void *library = dlopen("libcuda.so.1", RTLD_NOW);
  if (!library)
    fail("dlopen",
         "no CUDA driver; install NVIDIA's, which brings libcuda.so.1",
         dlerror());
  void *function = dlsym(library, name);
  if (!function)
    fail("dlsym", "the CUDA driver is too old", dlerror());
  return function;
}

static void check(const char *call, Result result) {
  if (result == kSuccess)
    return;
  using GetText = Result (*)(Result, const char **);
  const char *name = "unknown error", *text = "";
  reinterpret_cast<GetText>(findFunction("cuGetErrorName"))(result, &name);
  reinterpret_cast<GetText>(findFunction("cuGetErrorString"))(result, &text);
  fail(call, name ? name : "unknown error", text ? text : "");
}

namespace {

/// A function of the driver, looked up when it is first called, whose errors
/// end the process.
template <typename... Args> class DriverFunction {
public:
  constexpr explicit DriverFunction(const char *name) : name(name) {}

  void operator()(Args... args) { check(name, tryCall(args...)); }

  Result tryCall(Args... args) {
    std::call_once(once, [&] {
      function = reinterpret_cast<Result (*)(Args...)>(findFunction(name));
    });
    return function(args...);
  }

private:
  const char *name;
  std::once_flag once;
  Result (*function)(Args...) = nullptr;
};

DriverFunction<unsigned> cuInit("cuInit");
DriverFunction<Device *, int> cuDeviceGet("cuDeviceGet");
DriverFunction<Handle *, Device>
    cuDevicePrimaryCtxRetain("cuDevicePrimaryCtxRetain");
DriverFunction<Handle> cuCtxSetCurrent("cuCtxSetCurrent");
DriverFunction<Handle *, const void *, unsigned, int *, void **>
    cuModuleLoadDataEx("cuModuleLoadDataEx");
DriverFunction<Handle> cuModuleUnload("cuModuleUnload");
DriverFunction<Handle *, Handle, const char *>
    cuModuleGetFunction("cuModuleGetFunction");
DriverFunction<Handle, unsigned, unsigned, unsigned, unsigned, unsigned,
               unsigned, unsigned, Handle, void **, void **>
    cuLaunchKernel("cuLaunchKernel");
DriverFunction<Handle *, unsigned> cuStreamCreate("cuStreamCreate");
DriverFunction<Handle> cuStreamDestroy("cuStreamDestroy_v2");
DriverFunction<Handle> cuStreamSynchronize("cuStreamSynchronize");
DriverFunction<Handle, Handle, unsigned> cuStreamWaitEvent("cuStreamWaitEvent");
DriverFunction<Handle *, unsigned> cuEventCreate("cuEventCreate");
DriverFunction<Handle> cuEventDestroy("cuEventDestroy_v2");
DriverFunction<Handle> cuEventSynchronize("cuEventSynchronize");
DriverFunction<Handle, Handle> cuEventRecord("cuEventRecord");
DriverFunction<DevicePointer *, size_t> cuMemAlloc("cuMemAlloc_v2");
DriverFunction<DevicePointer *, size_t, unsigned>
    cuMemAllocManaged("cuMemAllocManaged");
DriverFunction<DevicePointer> cuMemFree("cuMemFree_v2");
DriverFunction<DevicePointer, DevicePointer, size_t, Handle>
    cuMemcpyAsync("cuMemcpyAsync");
DriverFunction<DevicePointer, unsigned short, size_t, Handle>
    cuMemsetD16Async("cuMemsetD16Async");
DriverFunction<DevicePointer, unsigned, size_t, Handle>
    cuMemsetD32Async("cuMemsetD32Async");
DriverFunction<void *, size_t, unsigned>
    cuMemHostRegister("cuMemHostRegister_v2");
DriverFunction<void *> cuMemHostUnregister("cuMemHostUnregister");

} // namespace

static thread_local int deviceOfThread = 0;

/// Makes the primary context of the thread's device current.
static void enterContext() {
  static thread_local int current = -1;
  if (current == deviceOfThread)
    return;
  static std::once_flag initialized;
  std::call_once(initialized, [] { cuInit(0); });
  Device device;
  Handle context;
  cuDeviceGet(&device, deviceOfThread);
  cuDevicePrimaryCtxRetain(&context, device);
  cuCtxSetCurrent(context);
  current = deviceOfThread;
}

static DevicePointer toDevicePointer(void *pointer) {
  return reinterpret_cast<uintptr_t>(pointer);
}

//===----------------------------------------------------------------------===//
// Modules and kernels
//===----------------------------------------------------------------------===//

/// Loads PTX or machine code. What the driver's compiler says of PTX is part of
/// the error.
static Handle loadModule(void *data, int optimizationLevel) {
  enterContext();
  char log[4096] = "";
  int options[] = {kJITErrorLogBuffer, kJITErrorLogBufferSize,
                   kJITOptimizationLevel};
  void *values[] = {log, reinterpret_cast<void *>(sizeof(log)),
                    reinterpret_cast<void *>(intptr_t(optimizationLevel))};
  Handle module = nullptr;
  Result result = cuModuleLoadDataEx.tryCall(&module, data, 3, options, values);
  if (result != kSuccess && log[0])
    std::fprintf(stderr, "%s\n", log);
  check("cuModuleLoadDataEx", result);
  return module;
}

extern "C" Handle mgpuModuleLoad(void *data, size_t) {
  constexpr int kHighest = 4;
  return loadModule(data, kHighest);
}

extern "C" Handle mgpuModuleLoadJIT(void *data, int optimizationLevel) {
  return loadModule(data, optimizationLevel);
}

extern "C" void mgpuModuleUnload(Handle module) {
  enterContext();
  cuModuleUnload(module);
}

extern "C" Handle mgpuModuleGetFunction(Handle module, const char *name) {
  Handle function = nullptr;
  enterContext();
  cuModuleGetFunction(&function, module, name);
  return function;
}

extern "C" void mgpuLaunchKernel(Handle function, intptr_t gridX,
                                 intptr_t gridY, intptr_t gridZ,
                                 intptr_t blockX, intptr_t blockY,
                                 intptr_t blockZ, int32_t sharedBytes,
                                 Handle stream, void **parameters, void **extra,
                                 size_t /*parameterCount*/) {
  enterContext();
  cuLaunchKernel(function, gridX, gridY, gridZ, blockX, blockY, blockZ,
                 sharedBytes, stream, parameters, extra);
}

//===----------------------------------------------------------------------===//
// Streams and events
//===----------------------------------------------------------------------===//

extern "C" Handle mgpuStreamCreate() {
  constexpr unsigned kNonBlocking = 1;
  Handle stream = nullptr;
  enterContext();
  cuStreamCreate(&stream, kNonBlocking);
  return stream;
}

extern "C" void mgpuStreamDestroy(Handle stream) { cuStreamDestroy(stream); }

extern "C" void mgpuStreamSynchronize(Handle stream) {
  enterContext();
  cuStreamSynchronize(stream);
}

extern "C" void mgpuStreamWaitEvent(Handle stream, Handle event) {
  cuStreamWaitEvent(stream, event, /*flags=*/0);
}

extern "C" Handle mgpuEventCreate() {
  Handle event = nullptr;
  enterContext();
  cuEventCreate(&event, kEventDisableTiming);
  return event;
}

extern "C" void mgpuEventDestroy(Handle event) { cuEventDestroy(event); }

extern "C" void mgpuEventSynchronize(Handle event) {
  cuEventSynchronize(event);
}

extern "C" void mgpuEventRecord(Handle event, Handle stream) {
  cuEventRecord(event, stream);
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

extern "C" void *mgpuMemAlloc(uint64_t bytes, Handle /*stream*/,
                              bool isHostShared) {
  DevicePointer pointer = 0;
  enterContext();
  // The driver refuses 0 bytes.
  bytes = std::max<uint64_t>(bytes, 1);
  if (isHostShared)
    cuMemAllocManaged(&pointer, bytes, kMemAttachGlobal);
  else
    cuMemAlloc(&pointer, bytes);
  return reinterpret_cast<void *>(static_cast<uintptr_t>(pointer));
}

extern "C" void mgpuMemFree(void *pointer, Handle /*stream*/) {
  enterContext();
  cuMemFree(toDevicePointer(pointer));
}

extern "C" void mgpuMemcpy(void *target, void *source, size_t bytes,
                           Handle stream) {
  enterContext();
  cuMemcpyAsync(toDevicePointer(target), toDevicePointer(source), bytes,
                stream);
}

extern "C" void mgpuMemset16(void *target, unsigned short value, size_t count,
                             Handle stream) {
  enterContext();
  cuMemsetD16Async(toDevicePointer(target), value, count, stream);
}

extern "C" void mgpuMemset32(void *target, unsigned value, size_t count,
                             Handle stream) {
  enterContext();
  cuMemsetD32Async(toDevicePointer(target), value, count, stream);
}

namespace {

/// A memref without the sizes and strides that follow.
struct MemRefHead {
  void *allocated;
  char *aligned;
  int64_t offset;
  int64_t sizesAndStrides[];
};

} // namespace

/// Returns the first element of a memref.
static char *getFirst(const MemRefHead *memref, int64_t elementBytes) {
  return memref->aligned + memref->offset * elementBytes;
}

extern "C" void mgpuMemHostRegisterMemRef(int64_t rank, MemRefHead *memref,
                                          int64_t elementBytes) {
  enterContext();
  int64_t last = 0;
  for (int64_t i = 0; i < rank; ++i) {
    int64_t size = memref->sizesAndStrides[i];
    if (size == 0)
      return;
    last += (size - 1) * memref->sizesAndStrides[rank + i];
  }
  cuMemHostRegister(getFirst(memref, elementBytes), (last + 1) * elementBytes,
                    /*flags=*/0);
}

extern "C" void mgpuMemHostUnregisterMemRef(int64_t rank, MemRefHead *memref,
                                            int64_t elementBytes) {
  enterContext();
  for (int64_t i = 0; i < rank; ++i)
    if (memref->sizesAndStrides[i] == 0)
      return;
  cuMemHostUnregister(getFirst(memref, elementBytes));
}

//===----------------------------------------------------------------------===//
// Devices
//===----------------------------------------------------------------------===//

/// Of the calling thread.
extern "C" void mgpuSetDefaultDevice(int32_t device) {
  deviceOfThread = device;
}
