"""The functions to measure, one entry each.

This file needs nothing but Python: a package that an entry computes with is given
to it. A new function of one or two operands is a new entry here; C++ peers know it
once they export NAME_TYPE (see native/Peer.h), and whoever does not is skipped.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Optional

THRESHOLD = 20.0


class Unsupported(Exception):
    """A case that a peer does not know; the message says why."""


@dataclass(frozen=True)
class Function:
    """One operation of this project, as others compute it.

    `chain` has the lines of stock operations on %x, %dy, {z} (beta x), %beta and
    %one, with the result {y}, all of the type {type}. `exact` takes gmpy2 (or math),
    beta and the operands. `linear` is the operand that is the result above the
    threshold; a function without threshold has none.

    How front ends spell it, where they can; beta is a float, and operands come last:
    - `pytorch(torch, beta, out, ...)` is a function that computes into out.
    - `torch_compile(torch, beta, ...)` and `jax(jax, beta, ...)` are the result.
    - `onnx(beta)` has the nodes (type, inputs, output) from x, dy, beta and z, which
      is beta x, to y.
    """

    name: str
    title: str
    operands: tuple
    linear: Optional[str]
    chain: tuple
    exact: Callable
    pytorch: Optional[Callable] = None
    torch_compile: Optional[Callable] = None
    jax: Optional[Callable] = None
    onnx: Optional[Callable] = None

    def spelling(self, front_end):
        """The field of that name; raises Unsupported if there is none."""
        spelling = getattr(self, front_end)
        if spelling is None:
            raise Unsupported(f"has no {self.name}")
        return spelling


def _jax_softplus(jax, beta, x):
    if beta == 1.0:
        return jax.nn.softplus(x)
    return jax.nn.softplus(x * beta) / beta


def _jax_softplus_grad(jax, beta, dy, x):
    _, backward = jax.vjp(lambda x: _jax_softplus(jax, beta, x), x)
    return backward(dy)[0]


def _onnx_softplus(beta):
    if beta == 1.0:
        return [("Softplus", ["z"], "y")]
    return [("Softplus", ["z"], "l"), ("Div", ["l", "beta"], "y")]


def _pytorch_sigmoid(torch, beta, out, x):
    if beta == 1.0:
        return partial(torch.sigmoid, x, out=out)

    def call():
        torch.mul(x, beta, out=out)
        torch.sigmoid(out, out=out)

    return call


def _scaled(beta, x):
    return x if beta == 1.0 else x * beta


_ENTRIES = (
    Function(
        name="softplus",
        title="softplus",
        operands=("x",),
        linear="x",
        chain=(
            "%u = math.exp {z} : {type}",
            "%l = math.log1p %u : {type}",
            "{y} = arith.divf %l, %beta : {type}",
        ),
        exact=lambda m, beta, x: m.log1p(m.exp(beta * x)) / beta,
        pytorch=lambda torch, beta, out, x: partial(
            torch.ops.aten.softplus.out, x, beta, THRESHOLD, out=out
        ),
        torch_compile=lambda torch, beta, x: torch.ops.aten.softplus(
            x, beta, THRESHOLD
        ),
        jax=_jax_softplus,
        onnx=_onnx_softplus,
    ),
    Function(
        name="softplus_grad",
        title="gradient",
        operands=("dy", "x"),
        linear="dy",
        chain=(
            "%n = arith.negf {z} : {type}",
            "%u = math.exp %n : {type}",
            "%d = arith.addf %u, %one : {type}",
            "{y} = arith.divf %dy, %d : {type}",
        ),
        exact=lambda m, beta, dy, x: dy / (1 + m.exp(-(beta * x))),
        pytorch=lambda torch, beta, out, dy, x: partial(
            torch.ops.aten.softplus_backward.grad_input,
            dy,
            x,
            beta,
            THRESHOLD,
            grad_input=out,
        ),
        torch_compile=lambda torch, beta, dy, x: torch.ops.aten.softplus_backward(
            dy, x, beta, THRESHOLD
        ),
        jax=_jax_softplus_grad,
        onnx=lambda beta: [("Sigmoid", ["z"], "s"), ("Mul", ["dy", "s"], "y")],
    ),
    Function(
        name="sigmoid",
        title="sigmoid",
        operands=("x",),
        linear=None,
        chain=(
            "%n = arith.negf {z} : {type}",
            "%u = math.exp %n : {type}",
            "%d = arith.addf %u, %one : {type}",
            "{y} = arith.divf %one, %d : {type}",
        ),
        exact=lambda m, beta, x: 1 / (1 + m.exp(-(beta * x))),
        pytorch=_pytorch_sigmoid,
        torch_compile=lambda torch, beta, x: torch.sigmoid(_scaled(beta, x)),
        jax=lambda jax, beta, x: jax.nn.sigmoid(_scaled(beta, x)),
        onnx=lambda beta: [("Sigmoid", ["z"], "y")],
    ),
)

FUNCTIONS = {function.name: function for function in _ENTRIES}
