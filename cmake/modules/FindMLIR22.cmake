# Finds LLVM and MLIR 22.1 through `llvm-config-22`, unless MLIR_DIR is set, and
# loads the upstream build macros.

if(NOT MLIR_DIR)
  find_program(SOFTPLUS_LLVM_CONFIG NAMES llvm-config-22
    DOC "llvm-config of the LLVM 22 to build against")
  if(NOT SOFTPLUS_LLVM_CONFIG)
    message(FATAL_ERROR
      "llvm-config-22 not found: install Debian's libmlir-22-dev, or set "
      "MLIR_DIR to the lib/cmake/mlir folder of an MLIR 22.1 installation")
  endif()
  execute_process(COMMAND "${SOFTPLUS_LLVM_CONFIG}" --cmakedir
    OUTPUT_VARIABLE LLVM_DIR OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
  set(MLIR_DIR "${LLVM_DIR}/../mlir")
endif()

find_package(MLIR REQUIRED CONFIG)
if(NOT LLVM_VERSION_MAJOR EQUAL 22)
  message(FATAL_ERROR "softplus needs LLVM 22.1, but ${MLIR_DIR} is "
                      "${LLVM_VERSION_MAJOR}.${LLVM_VERSION_MINOR}")
endif()
message(STATUS "Using MLIR ${LLVM_PACKAGE_VERSION} in ${MLIR_DIR}")

list(APPEND CMAKE_MODULE_PATH "${MLIR_CMAKE_DIR}" "${LLVM_CMAKE_DIR}")
include(TableGen)
include(AddLLVM)
include(AddMLIR)
