# The tests of `check-softplus-slow`: all inputs, or very many.

import os

import lit.formats
from lit.llvm import llvm_config

config.name = "softplus-exhaustive"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".test"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.softplus_obj_root, "test", "exhaustive")

llvm_config.use_default_substitutions()
config.substitutions += [
    ("%softplus_src_root", config.softplus_src_root),
    ("%softplus_check", os.path.join(config.softplus_obj_root, "bin", "softplus-check")),
    ("%softplus_bin", os.path.join(config.softplus_obj_root, "bin")),
]
