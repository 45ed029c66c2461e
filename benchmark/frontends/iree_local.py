"""IREE on the calling thread, given the chain of operations on tensors."""

import iree.compiler
import iree.compiler.version
import iree.runtime
import numpy as np

import kernels

VERSION = iree.compiler.version.VERSION
HAS_THRESHOLD = True
DRIVER = "local-sync"
FLAGS = (
    "--iree-llvmcpu-target-cpu=host",
    "--iree-input-demote-f64-to-f32=false",
)


def set_up(threads):
    pass


def settings():
    return " ".join([f"driver {DRIVER}", *FLAGS])


def prepare(case, operands):
    x = operands["x"]
    tensor = f"tensor<{x.size}x{case.type}>"
    arguments = ", ".join(f"%{name}: {tensor}" for name in operands)
    module = f"""
func.func @f({arguments},
             %out: {tensor} {{iree.abi.output = 0 : index}}) -> {tensor} {{
  {kernels.chain(case, tensor)}
  return %y : {tensor}
}}
"""
    program = iree.compiler.compile_str(
        module, target_backends=["llvm-cpu"], extra_args=list(FLAGS)
    )
    function = iree.runtime.load_vm_flatbuffer(program, driver=DRIVER).f
    device = iree.runtime.get_device(DRIVER)
    arguments = [
        iree.runtime.asdevicearray(device, array)
        for array in [*operands.values(), np.zeros_like(x)]
    ]
    result = None

    def call():
        nonlocal result
        result = function(*arguments)

    return call, lambda: result.to_host()
