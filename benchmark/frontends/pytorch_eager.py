"""PyTorch, one call of its operation with the result in a given tensor."""

import numpy as np
import torch

from operands import DTYPES

VERSION = torch.__version__
HAS_THRESHOLD = True


def set_up(threads):
    torch.set_num_threads(threads)
    torch.set_grad_enabled(False)


def settings():
    capability = torch.backends.cpu.get_cpu_capability()
    return f"torch.set_num_threads({torch.get_num_threads()}), {capability} kernels"


def to_tensor(array):
    if array.dtype == DTYPES["bf16"]:
        return torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    return torch.from_numpy(array)


def to_array(tensor, dtype):
    if tensor.dtype == torch.bfloat16:
        return tensor.view(torch.int16).numpy().view(dtype)
    return tensor.numpy()


def prepare(case, operands):
    tensors = [to_tensor(array) for array in operands.values()]
    out = torch.zeros_like(tensors[0])
    call = case.function.spelling("pytorch")(torch, case.beta, out, *tensors)
    return call, lambda: to_array(out, operands["x"].dtype)
