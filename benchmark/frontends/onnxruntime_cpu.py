"""ONNX Runtime on its CPU provider, with bound operands and result."""

import numpy as np
import onnxruntime

import cases
from onnx_models import softplus_model

PACKAGE = "onnxruntime"
HAS_THRESHOLD = False

_threads = 1


def set_up(threads):
    global _threads
    _threads = threads


def prepare(case, x, dy):
    if case.type == "bf16":
        raise cases.Unsupported("no kernel of bf16")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _threads
    options.inter_op_num_threads = 1
    model = softplus_model(case, x.size).SerializeToString()
    session = onnxruntime.InferenceSession(
        model, options, providers=["CPUExecutionProvider"]
    )
    binding = session.io_binding()
    out = np.zeros_like(x)
    operands = {"x": x, "dy": dy}
    for argument in session.get_inputs():
        value = onnxruntime.OrtValue.ortvalue_from_numpy(operands[argument.name])
        binding.bind_ortvalue_input(argument.name, value)
    result = onnxruntime.OrtValue.ortvalue_from_numpy(out)
    binding.bind_ortvalue_output("y", result)
    return lambda: session.run_with_iobinding(binding), result.numpy
