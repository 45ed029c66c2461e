"""ONNX models of the operations, as an exporter writes them."""

import onnx
from onnx import TensorProto, helper

ELEMENT_TYPES = {
    "f16": TensorProto.FLOAT16,
    "bf16": TensorProto.BFLOAT16,
    "f32": TensorProto.FLOAT,
    "f64": TensorProto.DOUBLE,
}


def make_model(case, size):
    """The model of `case` with its operands as inputs and the output y."""
    element = ELEMENT_TYPES[case.type]
    nodes, constants, z = [], [], "x"
    if case.beta != 1.0:
        constants.append(helper.make_tensor("beta", element, [], [case.beta]))
        nodes.append(helper.make_node("Mul", ["x", "beta"], ["z"]))
        z = "z"
    for kind, inputs, output in case.function.spelling("onnx")(case.beta):
        names = [z if name == "z" else name for name in inputs]
        nodes.append(helper.make_node(kind, names, [output]))
    graph = helper.make_graph(
        nodes,
        case.op,
        [
            helper.make_tensor_value_info(name, element, [size])
            for name in case.operands
        ],
        [helper.make_tensor_value_info("y", element, [size])],
        constants,
    )
    opsets = [helper.make_opsetid("", 22)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    onnx.checker.check_model(model)
    return model
