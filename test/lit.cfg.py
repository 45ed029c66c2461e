# Configuration of the softplus test suites: the plain one, and the one that
# reruns the tests of softplus-opt through textual and bytecode round trips.

import os
import subprocess

import lit.formats
import lit.util
from lit.llvm import llvm_config
from lit.llvm.subst import FindTool, ToolSubst

config.name = "softplus-roundtrip" if config.verify_roundtrip else "softplus"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".mlir", ".test"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(
    config.softplus_obj_root, "test", "roundtrip" if config.verify_roundtrip else "lit"
)
config.excludes = ["Exhaustive", "Inputs", "Regressions", "Seeds", "unit"]
if config.verify_roundtrip:
    config.excludes += [
        "Benchmark",
        "Docs",
        "Examples",
        "Fuzz",
        "GPU",
        "Numerics",
        "Integration",
        "OutOfBounds",
        "Package",
        "Random",
        "Reproducibility",
        "Shapes",
        "Tools",
    ]

tools_dir = os.path.join(config.softplus_obj_root, "bin")
llvm_config.with_environment("PATH", tools_dir, append_path=True)
llvm_config.with_environment("PATH", config.llvm_tools_dir, append_path=True)
llvm_config.use_default_substitutions()

# What runs FileCheck in place of the shell; see utils/check-not-directives.py.
if "filecheck" in lit_config.params:
    llvm_config.with_system_environment("SOFTPLUS_RECORD_FILECHECK")
    config.substitutions.insert(
        0, (r"(?<=\s)FileCheck\b", lit_config.params["filecheck"] + " FileCheck")
    )

roundtrip = ["--verify-roundtrip"] if config.verify_roundtrip else []
llvm_config.add_tool_substitutions(
    [ToolSubst("softplus-opt", FindTool("softplus-opt"), extra_args=roundtrip)],
    [tools_dir],
)
llvm_config.add_tool_substitutions(
    ["mlir-opt", "mlir-runner", "mlir-tblgen", "mlir-translate"],
    [config.llvm_tools_dir],
)
config.substitutions += [
    ("%softplus_src_root", config.softplus_src_root),
    ("%softplus_obj_root", config.softplus_obj_root),
    ("%softplus_version", config.softplus_version),
    ("%softplus_libs", os.path.join(config.softplus_obj_root, "lib")),
    ("%llvm_libs", config.llvm_lib_dir),
    ("%python", config.python_executable),
    ("%cc", config.softplus_compilers[0]),
    ("%cxx", config.softplus_compilers[1]),
]

# Programs for GPUs run with the stand-in driver, which translates PTX to C.
config.environment["SOFTPLUS_OBJ_ROOT"] = config.softplus_obj_root
config.environment[
    "SOFTPLUS_PTX_TO_C"
] = f"{config.python_executable} -BS {config.softplus_src_root}/test/GPU/lib/ptx_to_c.py"
config.environment[
    "SOFTPLUS_PTX_COMPILER"
] = f"{config.softplus_compilers[0]} -I {config.softplus_src_root}/test/GPU/lib"
ptxas = lit.util.which("ptxas", os.environ.get("PATH", ""))
if ptxas:
    config.available_features.add("ptxas")
    config.substitutions.append(("%ptxas", ptxas))

# Debian's python3-numpy, which test/Shapes needs.
import_numpy = [config.python_executable, "-c", "import numpy"]
if subprocess.call(import_numpy, stderr=subprocess.DEVNULL) == 0:
    config.available_features.add("numpy")

find_chip = os.path.join(config.test_source_root, "GPU", "lib", "find_chip.py")
chip = subprocess.check_output(
    [config.python_executable, "-BS", find_chip], text=True
).strip()
if chip:
    config.available_features.add("gpu-execution")
    config.substitutions.append(("%gpu_chip", chip))

llvm_config.feature_config(
    [("--targets-built", {"AMDGPU": "amdgpu-registered-target"})]
)

if config.softplus_sanitizers:
    config.available_features.add("sanitizers")
if config.has_reference:
    config.available_features.add("reference")
# A stock mlir-opt cannot load a plugin that wants the runtime of a sanitizer.
if config.has_plugin and not config.softplus_sanitizers:
    config.available_features.add("plugin")
# What utils/run-demo.sh builds and runs.
default_build = os.path.join(config.softplus_src_root, "build")
if config.has_reference and config.softplus_obj_root == default_build:
    config.available_features.add("default-preset")
