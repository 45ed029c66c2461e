"""Elementary functions by GNU MPFR, of arrays of numpy.longdouble."""

import ctypes
import os

import numpy as np

from formats import STORAGE
from targets import run

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "exact.c")
# The precision of the results, and of what is computed of them.
EPSILON = 2.0 ** -(np.finfo(np.longdouble).nmant + 1)
# Arrays of fewer elements are evaluated as they are.
WORTH_SORTING = 1024


class Function:
    """A function, which remembers its results."""

    def __init__(self, function):
        self.function = function
        self.arguments = np.empty(0, np.longdouble)  # Sorted.
        self.values = np.empty(0, np.longdouble)

    def __call__(self, x):
        x = np.asarray(x, np.longdouble)
        if x.size < WORTH_SORTING:
            return self._evaluate(x)
        arguments, inverse = np.unique(x, return_inverse=True)
        self._learn(np.setdiff1d(arguments, self.arguments, assume_unique=True))
        places = np.searchsorted(self.arguments, arguments)
        return self.values[places][inverse].reshape(x.shape)

    def _learn(self, arguments):
        values = self._evaluate(arguments)
        places = np.searchsorted(self.arguments, arguments)
        self.arguments = np.insert(self.arguments, places, arguments)
        self.values = np.insert(self.values, places, values)

    def _evaluate(self, x):
        operands = np.ascontiguousarray(x)
        results = np.empty_like(operands)
        pointers = [ctypes.c_void_p(part.ctypes.data) for part in (operands, results)]
        self.function(*pointers, ctypes.c_size_t(x.size))
        return results.reshape(x.shape)


class Functions:
    """exp, log, tanh, softplus and sigmoid, and products of matrices."""

    def __init__(self, folder):
        path = os.path.join(folder, "exact.so")
        flags = ["-O2", "-march=native", "-shared", "-fPIC"]
        run(["clang", *flags, SOURCE, "-o", path, "-lmpfr", "-lm"])
        self.library = ctypes.CDLL(path)
        for name in ("exp", "log", "tanh", "softplus", "sigmoid"):
            setattr(self, name, Function(getattr(self.library, f"exact_{name}")))

    def multiply(self, type_, a, b):
        """The product of matrices, or of batches of them, as it is computed."""
        function = getattr(self.library, f"exact_multiply_{type_}")
        a, b = (np.ascontiguousarray(part, STORAGE[type_]) for part in (a, b))
        c = np.zeros((*a.shape[:-1], b.shape[-1]), STORAGE[type_])
        sizes = [ctypes.c_size_t(size) for size in (*a.shape[-2:], b.shape[-1])]
        for batch in np.ndindex(a.shape[:-2]):
            parts = [ctypes.c_void_p(part[batch].ctypes.data) for part in (a, b, c)]
            function(*parts, *sizes)
        return c.astype(np.longdouble)
