"""What is measured: functions of an element type and a beta."""

import itertools
from dataclasses import dataclass

from functions import FUNCTIONS

TYPES = ("f32", "f64", "f16", "bf16")
BETAS = (1.0, 0.7)


@dataclass(frozen=True)
class Case:
    """An operation, its element type and its beta."""

    op: str
    type: str
    beta: float

    @property
    def name(self):
        return f"{self.op}-{self.type}-beta-{self.beta:g}"

    @property
    def title(self):
        return f"{self.function.title}, {self.type}, beta {self.beta:g}"

    @property
    def function(self):
        return FUNCTIONS[self.op]

    @property
    def operands(self):
        return self.function.operands


# What stands for a peer: its overhead is measured, and its time on two threads.
F32 = Case("softplus", "f32", 1.0)


def all_cases(types=TYPES):
    return [Case(*case) for case in itertools.product(FUNCTIONS, types, BETAS)]


def parse_case(name):
    op, type_, _, beta = name.split("-")
    return Case(op, type_, float(beta))
