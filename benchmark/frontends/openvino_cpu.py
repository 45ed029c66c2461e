"""OpenVINO on its CPU plugin, with bound operands and result."""

import numpy as np
import openvino

import cases
from onnx_models import softplus_model

PACKAGE = "openvino"
HAS_THRESHOLD = False

_core = openvino.Core()


def set_up(threads):
    _core.set_property("CPU", {"INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": 1})


def prepare(case, x, dy):
    if case.type == "f64":
        raise cases.Unsupported("computes f64 in f32")
    model = _core.read_model(softplus_model(case, x.size).SerializeToString())
    compiled = _core.compile_model(
        model, "CPU", {"INFERENCE_PRECISION_HINT": case.type}
    )
    request = compiled.create_infer_request()
    out = np.zeros_like(x)
    arrays = {"x": x, "dy": dy, "y": out}  # Kept alive by the functions below.
    for port in [*compiled.inputs, compiled.output(0)]:
        array = arrays[port.get_any_name()]
        memory = array.view(np.uint16) if case.type == "bf16" else array
        tensor = openvino.Tensor(memory, array.shape, port.get_element_type())
        request.set_tensor(port, tensor)

    def call():
        request.infer()

    return call, lambda: arrays["y"]
