"""ONNX models of the operations, as an exporter writes them."""

import onnx
from onnx import TensorProto, helper

ELEMENT_TYPES = {
    "f16": TensorProto.FLOAT16,
    "bf16": TensorProto.BFLOAT16,
    "f32": TensorProto.FLOAT,
    "f64": TensorProto.DOUBLE,
}


def softplus_model(case, size):
    """The model with the input x, or dy and x, and the output y. It holds
    Softplus or, for the gradient, Sigmoid and a product."""
    element = ELEMENT_TYPES[case.type]
    nodes, constants, z = [], [], "x"
    if case.beta != 1.0:
        constants.append(helper.make_tensor("beta", element, [], [case.beta]))
        nodes.append(helper.make_node("Mul", ["x", "beta"], ["z"]))
        z = "z"
    if case.is_gradient:
        nodes.append(helper.make_node("Sigmoid", [z], ["s"]))
        nodes.append(helper.make_node("Mul", ["dy", "s"], ["y"]))
    elif case.beta == 1.0:
        nodes.append(helper.make_node("Softplus", [z], ["y"]))
    else:
        nodes.append(helper.make_node("Softplus", [z], ["l"]))
        nodes.append(helper.make_node("Div", ["l", "beta"], ["y"]))
    names = ["dy", "x"] if case.is_gradient else ["x"]
    graph = helper.make_graph(
        nodes,
        case.op,
        [helper.make_tensor_value_info(name, element, [size]) for name in names],
        [helper.make_tensor_value_info("y", element, [size])],
        constants,
    )
    opsets = [helper.make_opsetid("", 22)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    onnx.checker.check_model(model)
    return model
