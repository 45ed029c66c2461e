"""ONNX Runtime on its CPU provider, with bound operands and result."""

import numpy as np
import onnxruntime

from functions import Unsupported
from onnx_models import make_model

VERSION = onnxruntime.__version__
HAS_THRESHOLD = False

_threads = 1


def set_up(threads):
    global _threads
    _threads = threads


def settings():
    return f"CPUExecutionProvider, intra_op_num_threads={_threads}"


def prepare(case, operands):
    if case.type == "bf16":
        raise Unsupported("no kernel of bf16")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _threads
    options.inter_op_num_threads = 1
    model = make_model(case, operands["x"].size).SerializeToString()
    session = onnxruntime.InferenceSession(
        model, options, providers=["CPUExecutionProvider"]
    )
    binding = session.io_binding()
    out = np.zeros_like(operands["x"])
    for name, array in operands.items():
        value = onnxruntime.OrtValue.ortvalue_from_numpy(array)
        binding.bind_ortvalue_input(name, value)
    result = onnxruntime.OrtValue.ortvalue_from_numpy(out)
    binding.bind_ortvalue_output("y", result)
    return lambda: session.run_with_iobinding(binding), result.numpy
