# Targets of this project: compile options and one function per kind of target.

# Upstream's MLIR shared library is linked where it is installed, so that a
# plugin and its host share one copy of MLIR. A compiler that links MLIR
# statically configures with -DSOFTPLUS_LINK_MLIR_DYLIB=OFF; it then gets no
# plugin.
if(TARGET MLIR)
  set(SOFTPLUS_MLIR_DYLIB_DEFAULT ON)
else()
  set(SOFTPLUS_MLIR_DYLIB_DEFAULT OFF)
endif()
option(SOFTPLUS_LINK_MLIR_DYLIB "Link the MLIR and LLVM shared libraries"
       ${SOFTPLUS_MLIR_DYLIB_DEFAULT})
set(MLIR_LINK_MLIR_DYLIB ${SOFTPLUS_LINK_MLIR_DYLIB})

# What the libraries of MLIR link: those of Debian, static ones too, LLVM's shared
# library.
if(LLVM_LINK_LLVM_DYLIB)
  set(SOFTPLUS_LLVM_LIBS LLVM)
else()
  set(SOFTPLUS_LLVM_LIBS LLVMSupport)
endif()

set(SOFTPLUS_COMPILE_OPTIONS
  -Wall -Wextra -Wno-unused-parameter -ffp-contract=off
  -fvisibility-inlines-hidden -fno-exceptions)
set(SOFTPLUS_LINK_OPTIONS "")
if(NOT LLVM_ENABLE_RTTI)
  list(APPEND SOFTPLUS_COMPILE_OPTIONS
       $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
endif()
if(SOFTPLUS_SANITIZERS)
  # The MLIR library is not instrumented, so vptr checks across it cannot work.
  list(APPEND SOFTPLUS_COMPILE_OPTIONS
    -fsanitize=${SOFTPLUS_SANITIZERS} -fno-sanitize=vptr,function
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  list(APPEND SOFTPLUS_LINK_OPTIONS -fsanitize=${SOFTPLUS_SANITIZERS})
endif()

if(SOFTPLUS_BUILD_FUZZERS)
  list(APPEND SOFTPLUS_COMPILE_OPTIONS -fsanitize=fuzzer-no-link)
  list(APPEND SOFTPLUS_LINK_OPTIONS -fsanitize=fuzzer-no-link)
endif()

function(_softplus_target_defaults target)
  target_compile_options(${target} PRIVATE ${SOFTPLUS_COMPILE_OPTIONS})
  target_link_options(${target} PRIVATE ${SOFTPLUS_LINK_OPTIONS})
endfunction()

# add_softplus_library(name sources... [DEPENDS tablegen-targets...]
#                      [LINK_LIBS softplus-libraries...]
#                      [MLIR_LIBS upstream-libraries...])
# A static, position-independent, installed and exported library.
function(add_softplus_library name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LINK_LIBS;MLIR_LIBS" ${ARGN})
  add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${name} INTERFACE
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
    $<INSTALL_INTERFACE:include>)
  if(ARG_DEPENDS)
    add_dependencies(${name} ${ARG_DEPENDS})
  endif()
  target_link_libraries(${name} PUBLIC ${ARG_LINK_LIBS})
  mlir_target_link_libraries(${name} PUBLIC ${ARG_MLIR_LIBS})
  target_link_libraries(${name} PUBLIC ${SOFTPLUS_LLVM_LIBS})
  _softplus_target_defaults(${name})
  install(TARGETS ${name} EXPORT SoftplusTargets ARCHIVE DESTINATION lib)
endfunction()

# add_softplus_tool(name sources... [LINK_LIBS libraries...]
#                   [MLIR_LIBS upstream-libraries...])
# An installed executable in bin/.
function(add_softplus_tool name)
  cmake_parse_arguments(ARG "" "" "LINK_LIBS;MLIR_LIBS" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE ${ARG_LINK_LIBS})
  mlir_target_link_libraries(${name} PRIVATE ${ARG_MLIR_LIBS})
  _softplus_target_defaults(${name})
  install(TARGETS ${name} RUNTIME DESTINATION bin)
endfunction()
