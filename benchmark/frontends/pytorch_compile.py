"""torch.compile of PyTorch's operation, with the result in a given tensor."""

import torch

import cases
from pytorch_eager import HAS_THRESHOLD, PACKAGE, set_up, to_array, to_tensor

__all__ = ["HAS_THRESHOLD", "PACKAGE", "prepare", "set_up"]


def prepare(case, x, dy):
    x, dy = to_tensor(x), to_tensor(dy)
    out = torch.zeros_like(x)
    beta, threshold = case.beta, cases.THRESHOLD

    def compute(x, dy, out):
        if case.is_gradient:
            out.copy_(torch.ops.aten.softplus_backward(dy, x, beta, threshold))
        else:
            out.copy_(torch.ops.aten.softplus(x, beta, threshold))

    torch.compiler.reset()
    compiled = torch.compile(compute, dynamic=False)
    return lambda: compiled(x, dy, out), lambda: to_array(out, case.dtype)
