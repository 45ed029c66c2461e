"""OpenVINO on its CPU plugin, with bound operands and result."""

import numpy as np
import openvino

from functions import Unsupported
from onnx_models import make_model

VERSION = openvino.__version__
HAS_THRESHOLD = False

_core = openvino.Core()
_properties = {"NUM_STREAMS": 1}


def set_up(threads):
    _properties["INFERENCE_NUM_THREADS"] = threads
    _core.set_property("CPU", _properties)


def settings():
    return ", ".join(f"{name}={value}" for name, value in _properties.items())


def prepare(case, operands):
    if case.type == "f64":
        raise Unsupported("computes f64 in f32")
    x = operands["x"]
    model = _core.read_model(make_model(case, x.size).SerializeToString())
    compiled = _core.compile_model(
        model, "CPU", {"INFERENCE_PRECISION_HINT": case.type}
    )
    request = compiled.create_infer_request()
    out = np.zeros_like(x)
    arrays = {**operands, "y": out}  # Kept alive by the functions below.
    for port in [*compiled.inputs, compiled.output(0)]:
        array = arrays[port.get_any_name()]
        memory = array.view(np.uint16) if case.type == "bf16" else array
        tensor = openvino.Tensor(memory, array.shape, port.get_element_type())
        request.set_tensor(port, tensor)

    def call():
        request.infer()

    return call, lambda: arrays["y"]
