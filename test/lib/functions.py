"""The functions of the dialect, as Functions.def lists them."""

import dataclasses
import os
import re

_PATH = os.path.join(
    os.path.dirname(os.path.abspath(__file__)),
    *"../../include/Softplus/Numerics/Functions.def".split("/"),
)


@dataclasses.dataclass(frozen=True)
class Function:
    """A function; its operation is `softplus.` and the mnemonic."""

    mnemonic: str
    arity: int
    has_threshold: bool

    @property
    def operands(self):
        """The names of the operands in IR, x the last."""
        return ["%x"] if self.arity == 1 else ["%dy", "%x"]


def read_functions():
    with open(_PATH, encoding="utf-8") as file:
        lines = re.findall(
            r"^SOFTPLUS_FUNCTION\(\w+, (\w+), (\d), (\d), \d\)", file.read(), re.M
        )
    assert lines, f"no function in {_PATH}"
    return [
        Function(mnemonic, int(arity), threshold == "1")
        for mnemonic, arity, threshold in lines
    ]
