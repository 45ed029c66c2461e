# Runs the GoogleTest binary, each of its tests as a test of lit.

import os

import lit.formats

config.name = "softplus-unit"
config.test_format = lit.formats.GoogleTest(".", "UnitTests")
config.test_source_root = os.path.join(config.softplus_obj_root, "test", "unit")
config.test_exec_root = config.test_source_root
