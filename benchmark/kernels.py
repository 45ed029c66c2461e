"""IR of the functions to measure, and its way to a shared library."""

import pathlib
import re
import subprocess

from cases import Case
from functions import THRESHOLD, Unsupported

# What turns LLVM IR into code, the same for all that is compiled.
OPT = ("opt-22", "-O3", "-mcpu=native")
LLC = ("llc-22", "-O3", "-mcpu=native", "-filetype=obj", "-relocation-model=pic")

STOCK_PIPELINE = (
    "builtin.module(func.func(test-math-polynomial-approximation),"
    "canonicalize,cse,convert-scf-to-cf,convert-math-to-llvm,"
    "convert-to-llvm,reconcile-unrealized-casts)"
)
STOCK_LANES = 16
SYMBOL = "_mlir_ciface_f"  # Of @f in the compiled libraries.


def softplus_function(case: Case):
    """The function @f on memrefs of any size, by this project's operations."""
    memref = f"memref<?x{case.type}>"
    inputs = [f"%{name}" for name in case.operands]
    arguments = ", ".join(f"{name}: {memref}" for name in [*inputs, "%out"])
    types = ", ".join(memref for _ in inputs)
    return f"""
func.func @f({arguments}) attributes {{llvm.emit_c_interface}} {{
  linalg.map {{ softplus.{case.op} {{beta = {case.beta!r} : f64}} }}
      ins({", ".join(inputs)} : {types}) outs(%out : {memref})
  return
}}
"""


def chain(case: Case, type_):
    """The chain of operations that front ends write, on values %x and %dy of
    `type_`, with the result %y."""
    function = case.function
    z = "%x" if case.beta == 1.0 else "%z"
    lines = [
        f"%beta = arith.constant dense<{case.beta!r}> : {type_}",
        f"%one = arith.constant dense<1.0> : {type_}",
    ]
    if z == "%z":
        lines.append(f"%z = arith.mulf %x, %beta : {type_}")
    y = "%q" if function.linear else "%y"
    lines += [line.format(z=z, y=y, type=type_) for line in function.chain]
    if function.linear:
        condition = type_.replace(f"x{case.type}>", "xi1>")
        lines += [
            f"%threshold = arith.constant dense<{THRESHOLD!r}> : {type_}",
            f"%c = arith.cmpf ogt, {z}, %threshold : {type_}",
            f"%y = arith.select %c, %{function.linear}, %q : {condition}, {type_}",
        ]
    return "\n".join(lines)


def stock_function(case: Case):
    """The function @f by the chain on vectors; sizes are multiples of those."""
    memref = f"memref<?x{case.type}>"
    vector = f"vector<{STOCK_LANES}x{case.type}>"
    names = [*case.operands, "out"]
    arguments = ", ".join(f"%{name}_ref: {memref}" for name in names)
    loads = "\n".join(
        f"%{name} = vector.load %{name}_ref[%i] : {memref}, {vector}"
        for name in case.operands
    )
    return f"""
func.func @f({arguments}) attributes {{llvm.emit_c_interface}} {{
  %zero = arith.constant 0 : index
  %lanes = arith.constant {STOCK_LANES} : index
  %size = memref.dim %x_ref, %zero : {memref}
  scf.for %i = %zero to %size step %lanes {{
    {loads}
    {chain(case, vector)}
    vector.store %y, %out_ref[%i] : {memref}, {vector}
  }}
  return
}}
"""


def softplus_pipeline(options):
    """The flag of softplus-opt for options of the pipeline."""
    text = " ".join(f"{key}={value}" for key, value in options.items())
    return "--softplus-to-cpu-pipeline" + (f"={text}" if text else "")


class Compiler:
    """Compiles functions by softplus-opt or by the stock mlir-opt."""

    def __init__(self, softplus_opt: pathlib.Path, folder: pathlib.Path):
        self.softplus_opt = softplus_opt
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.options = self._pipeline_options()

    def compile_softplus(self, case: Case, name, options):
        """A library with the function by `softplus-to-cpu-pipeline`. `options`
        maps names to values; an unknown one is unsupported."""
        for option in options:
            if option not in self.options:
                raise Unsupported(f"softplus-to-cpu-pipeline has no option {option}")
        command = [self.softplus_opt, softplus_pipeline(options)]
        return self._compile(softplus_function(case), f"{name}-{case.name}", command)

    def compile_stock(self, case: Case):
        """A library with the function by upstream's passes."""
        if case.type == "f64":
            raise Unsupported("the approximations are of f32")
        command = ["mlir-opt-22", f"--pass-pipeline={STOCK_PIPELINE}"]
        return self._compile(stock_function(case), f"stock-{case.name}", command)

    def _compile(self, text, name, opt):
        library = self.folder / f"{name}.so"
        steps = [
            opt,
            ["mlir-translate-22", "--mlir-to-llvmir"],
            OPT,
            LLC,
        ]
        data = text.encode()
        for step in steps:
            data = self._run(step, data)
        (self.folder / f"{name}.o").write_bytes(data)
        libraries = self._run(["llvm-config-22", "--libdir"]).decode().strip()
        # compiler-rt has the conversions of bf16, which GCC 12's library lacks.
        self._run(
            ["clang-22", "-shared", "-fuse-ld=lld", "--rtlib=compiler-rt"]
            + [self.folder / f"{name}.o"]
            + [f"-L{libraries}", f"-Wl,-rpath,{libraries},--as-needed"]
            + ["-lm", "-lomp", "-o", library]
        )
        return library

    def _pipeline_options(self):
        help_text = self._run([self.softplus_opt, "--help"]).decode()
        section = re.search(
            r"^ {6}--softplus-to-cpu-pipeline(.*?)^ {6}--", help_text, re.M | re.S
        )
        return set(re.findall(r"^ {8}--([\w-]+)", section.group(1), re.M))

    @staticmethod
    def _run(command, data=None):
        result = subprocess.run(command, input=data, capture_output=True)
        if result.returncode:
            message = result.stderr.decode(errors="replace").strip().splitlines()
            name = pathlib.Path(command[0]).name
            raise Unsupported(f"{name}: {message[0] if message else 'failed'}")
        return result.stdout
