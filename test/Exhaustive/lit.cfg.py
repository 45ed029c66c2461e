# The tests of `check-softplus-slow`: all inputs, or very many.

import os

import lit.formats
from lit.llvm import llvm_config

config.name = "softplus-exhaustive"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".test"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.softplus_obj_root, "test", "exhaustive")

tools_dir = os.path.join(config.softplus_obj_root, "bin")
llvm_config.with_environment("PATH", tools_dir, append_path=True)
llvm_config.with_environment("PATH", config.llvm_tools_dir, append_path=True)
llvm_config.use_default_substitutions()
config.substitutions += [
    ("%softplus_src_root", config.softplus_src_root),
    ("%softplus_check", os.path.join(tools_dir, "softplus-check")),
    ("%python", config.python_executable),
]
