"""torch.compile of PyTorch's operation, with the result in a given tensor."""

import torch

from pytorch_eager import HAS_THRESHOLD, VERSION, set_up, settings, to_array, to_tensor

__all__ = ["HAS_THRESHOLD", "VERSION", "prepare", "set_up", "settings"]


def prepare(case, operands):
    tensors = [to_tensor(array) for array in operands.values()]
    out = torch.zeros_like(tensors[0])
    spelling, beta = case.function.spelling("torch_compile"), case.beta

    def compute(out, *operands):
        out.copy_(spelling(torch, beta, *operands))

    torch.compiler.reset()
    compiled = torch.compile(compute, dynamic=False)
    return lambda: compiled(out, *tensors), lambda: to_array(out, operands["x"].dtype)
