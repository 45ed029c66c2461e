"""Kernels of every operation and type that are nothing but that, on as many elements as
softplus-to-nvvm-pipeline gives a thread, without loop and tail."""

import re

BYTES = {"f16": 2, "bf16": 2, "f32": 4, "f64": 8}
ELEMENTS = {"f16": 8, "bf16": 8, "f32": 4, "f64": 4}
OPERATIONS = {"softplus": 1, "softplus_grad": 2, "sigmoid": 1}


def make_kernels():
    """A module with a kernel for each operation, type and beta."""
    kernels = []
    for operation, arity in OPERATIONS.items():
        for element, count in ELEMENTS.items():
            for beta in ["1.0", "0.7"]:
                name = f"{operation}_{element}_{beta.replace('.', '_')}"
                memref, vector = (
                    f"memref<?x{element}>",
                    f"vector<{count}x{element}>",
                )
                parameters = ", ".join(f"%in{k}: {memref}" for k in range(arity))
                loads = "".join(
                    f"    %x{k} = vector.load %in{k}[%i] {{alignment = 16 : i64}} : {memref}, {vector}\n"
                    for k in range(arity)
                )
                operands = ", ".join(f"%x{k}" for k in range(arity))
                kernels.append(
                    f"  gpu.func @{name}({parameters}, %out: {memref}) kernel {{\n"
                    f"    %size = arith.constant {count} : index\n"
                    f"    %id = gpu.global_id x\n    %i = arith.muli %id, %size : index\n{loads}"
                    f"    %y = softplus.{operation} {operands} beta {beta} : {vector}\n"
                    f"    vector.store %y, %out[%i] {{alignment = 16 : i64}} : {memref}, {vector}\n"
                    "    gpu.return\n  }\n"
                )
    return "gpu.module @kernels {\n" + "".join(kernels) + "}\n"


def parse_name(name):
    """Returns the operation, the element type and beta of a kernel."""
    operation, element, *beta = re.match(r"(\w+)_(b?f\d+)_(\d+)_(\d+)$", name).groups()
    return operation, element, ".".join(beta)


def get_pipeline(chip, accuracy):
    """The passes that bring the module to PTX."""
    return (
        f"builtin.module(nvvm-attach-target{{chip={chip} O=3}},"
        f"gpu.module(convert-softplus-to-nvvm{{accuracy={accuracy}}},"
        "convert-gpu-to-nvvm,reconcile-unrealized-casts),"
        "gpu-module-to-binary{format=isa})"
    )


def get_ptx(module):
    """Returns the PTX in the text of a gpu.binary."""
    text = re.search(r'assembly = "((?:[^"\\]|\\.)*)"', module)[1]
    text = re.sub(r"\\([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), text)
    return text.rstrip("\0")
