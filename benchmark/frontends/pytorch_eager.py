"""PyTorch, one call of its operation with the result in a given tensor."""

import numpy as np
import torch

import cases

PACKAGE = "torch"
HAS_THRESHOLD = True


def set_up(threads):
    torch.set_num_threads(threads)
    torch.set_grad_enabled(False)


def to_tensor(array):
    if array.dtype == cases.NUMPY_TYPES["bf16"]:
        return torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    return torch.from_numpy(array)


def to_array(tensor, dtype):
    if tensor.dtype == torch.bfloat16:
        return tensor.view(torch.int16).numpy().view(dtype)
    return tensor.numpy()


def prepare(case, x, dy):
    x, dy = to_tensor(x), to_tensor(dy)
    out = torch.zeros_like(x)
    beta, threshold = case.beta, cases.THRESHOLD
    if case.is_gradient:
        backward = torch.ops.aten.softplus_backward.grad_input

        def call():
            backward(dy, x, beta, threshold, grad_input=out)

    else:
        forward = torch.ops.aten.softplus.out

        def call():
            forward(x, beta, threshold, out=out)

    return call, lambda: to_array(out, case.dtype)
