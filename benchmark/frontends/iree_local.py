"""IREE on the calling thread, given the chain of operations on tensors."""

import iree.compiler
import iree.runtime
import numpy as np

import kernels

PACKAGE = "iree-base-compiler"
HAS_THRESHOLD = True
DRIVER = "local-sync"


def set_up(threads):
    pass


def prepare(case, x, dy):
    tensor = f"tensor<{x.size}x{case.type}>"
    module = f"""
func.func @f(%x: {tensor}, %dy: {tensor},
             %out: {tensor} {{iree.abi.output = 0 : index}}) -> {tensor} {{
  {kernels.chain(case, tensor)}
  return %y : {tensor}
}}
"""
    program = iree.compiler.compile_str(
        module,
        target_backends=["llvm-cpu"],
        extra_args=[
            "--iree-llvmcpu-target-cpu=host",
            "--iree-input-demote-f64-to-f32=false",
        ],
    )
    function = iree.runtime.load_vm_flatbuffer(program, driver=DRIVER).f
    device = iree.runtime.get_device(DRIVER)
    arguments = [
        iree.runtime.asdevicearray(device, array) for array in (x, dy, np.zeros_like(x))
    ]
    result = None

    def call():
        nonlocal result
        result = function(*arguments)

    return call, lambda: result.to_host()
