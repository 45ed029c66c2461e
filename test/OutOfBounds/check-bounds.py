#!/usr/bin/env python3
"""Looks for reads and writes out of bounds, on several processors.

Compiles softplus and its gradient on memrefs of dynamic length, of static lengths
and of lengths that become constant by inlining, for all element types, through
softplus-to-cpu-pipeline with vectors of each size; also softplus that is stored
in a narrower type. Runs each between guard pages and canaries, natively or by
QEMU, and compares all results in bits with those of the same function on dynamic
length, and these with those of vectors of 1 on this host. A processor that this host
cannot compile for or run, and code that QEMU fails at, is named as skipped.
"""

import argparse
import concurrent.futures
import dataclasses
import os
import re
import sys
import tempfile

SOURCE_DIR = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(SOURCE_DIR, "..", "lib"))

import targets  # noqa: E402: needs the path above

MAX_LENGTH = 130  # as in driver.c
TYPES = ["f16", "bf16", "f32", "f64", "integers"]
SIZES = [1, 2, 4, 8, 16, 32, 64]
PROCESSORS = {
    "host": targets.HOST,
    "v2": targets.SSE4,
    "v3": targets.AVX2,
    "v4": targets.AVX512,
    "neon": targets.NEON,
    "sve": targets.SVE,
    "rvv": targets.RVV,
}
# Internal, so that LLVM compiles its C interface alone.
ATTRIBUTES = "llvm.emit_c_interface, llvm.linkage = #llvm.linkage<internal>"
TO_INTEGER = """
    %i = arith.fptosi %y : {operand} to i32
    %r = arith.trunci %i : i32 to {result}"""


@dataclasses.dataclass(frozen=True)
class Body:
    """What a function computes of an element."""

    name: str
    operand: str
    result: str
    code: str = ""  # makes %r of %y, the softplus
    is_gradient: bool = False


def make_bodies(type_):
    if type_ == "integers":
        return [
            Body(f"softplus_f32_to_{result}", "f32", result, TO_INTEGER)
            for result in ("i8", "i16")
        ]
    bodies = [
        Body(f"softplus_{type_}", type_, type_),
        Body(f"softplus_grad_{type_}", type_, type_, is_gradient=True),
    ]
    if type_ == "f32":
        truncate = "\n    %r = arith.truncf %y : {operand} to {result}"
        bodies.append(Body("softplus_f32_to_f16", "f32", "f16", truncate))
    return bodies


def make_function(body, suffix, length, attributes=""):
    """Returns a function on memrefs of `length`, "?" or a number."""
    operand = f"memref<{length}x{body.operand}>"
    result = f"memref<{length}x{body.result}>"
    dy = f"%dy: {operand}, " if body.is_gradient else ""
    ins = f"%dy, %x : {operand}, {operand}" if body.is_gradient else f"%x : {operand}"
    arguments = f"%g: {body.operand}, " if body.is_gradient else ""
    op = "softplus_grad %g," if body.is_gradient else "softplus"
    code = body.code.format(operand=body.operand, result=body.result)
    return f"""
func.func @{body.name}_{suffix}({dy}%x: {operand}, %out: {result})
    attributes {{{ATTRIBUTES}{attributes}}} {{
  linalg.map ins({ins}) outs(%out : {result})
    ({arguments}%e: {body.operand}, %unused: {body.result}) {{
    %y = softplus.{op} %e : {body.operand}{code}
    linalg.yield {"%r" if body.code else "%y"} : {body.result}
  }}
  return
}}"""


def make_caller(body, length):
    """Returns a function that calls the dynamic one on a constant length.

    It takes the length from its operands' type, not from their descriptors, whose
    sizes LLVM does not know.
    """
    names = ["dy", "x", "out"] if body.is_gradient else ["x", "out"]
    types = [body.operand] * (len(names) - 1) + [body.result]
    arguments = ", ".join(f"%{n}: memref<?x{t}>" for n, t in zip(names, types))
    casts = "\n".join(
        f"""\
  %{n}_static = memref.reinterpret_cast %{n} to offset: [0], sizes: [{length}],
      strides: [1] : memref<?x{t}> to memref<{length}x{t}>
  %{n}_cast = memref.cast %{n}_static : memref<{length}x{t}> to memref<?x{t}>"""
        for n, t in zip(names, types)
    )
    operands = ", ".join(f"%{n}_cast" for n in names)
    dynamic = ", ".join(f"memref<?x{t}>" for t in types)
    return f"""
func.func @{body.name}_inlined_{length}({arguments})
    attributes {{{ATTRIBUTES}}} {{
{casts}
  call @{body.name}_dynamic({operands}) : ({dynamic}) -> ()
  return
}}"""


def make_source(bodies, static_lengths, inlined_lengths):
    """Returns MLIR functions, and their list for driver.c."""
    functions, entries = [], []

    def add(body, suffix, length, code):
        functions.append(code)
        entries.append(
            f"FUNCTION({body.name}_{suffix}, {body.operand}, {body.result}, "
            f"{1 + body.is_gradient}, {length}, {body.name})"
        )

    inline = ', passthrough = ["alwaysinline"]' if inlined_lengths else ""
    for body in bodies:
        code = make_function(body, "dynamic", "?", inline)
        add(body, "dynamic", "kDynamic", code)
        for length in static_lengths:
            code = make_function(body, f"static_{length}", length)
            add(body, f"static_{length}", length, code)
        for length in inlined_lengths:
            add(body, f"inlined_{length}", length, make_caller(body, length))
    return "\n".join(functions), "\n".join(entries) + "\n"


def check(processor, type_, ir, folder):
    """Compiles `ir`, runs it, and returns the lines that driver.c prints."""
    runner = targets.get_runner(processor)
    path = os.path.join(folder, processor.name.replace(" ", "-"))
    targets.compile_for(processor, [ir], path + ".o", "-c")
    driver = os.path.join(SOURCE_DIR, "driver.c")
    targets.compile_for(processor, [driver], path + "-driver.o", "-c", "-I", folder)
    targets.link_for(processor, [path + "-driver.o", path + ".o"], path)
    try:
        return targets.run([*runner, path]).splitlines()
    except RuntimeError as error:
        # QEMU before 8 stops at vfcvt.rtz (its issue 1441).
        assertion = re.search(r"^qemu-.*: Assertion .*", str(error), re.M)
        if runner and type_ == "integers" and assertion:
            raise targets.Skipped(assertion[0]) from error
        raise


def parse_lengths(text):
    """Parses a list of lengths and ranges of them, such as 0,5-9."""
    lengths = []
    for part in filter(None, text.split(",")):
        first, _, last = part.partition("-")
        lengths += range(int(first), int(last or first) + 1)
    if any(length > MAX_LENGTH for length in lengths):
        raise argparse.ArgumentTypeError(f"'{text}' exceeds {MAX_LENGTH}")
    return lengths


def parse_arguments():
    def parse_list(allowed):
        def parse(text):
            values = text.split(",")
            for value in values:
                if value not in allowed:
                    raise argparse.ArgumentTypeError(
                        f"'{value}' is none of {', '.join(allowed)}"
                    )
            return values

        return parse

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--processors",
        type=parse_list(list(PROCESSORS)),
        default=list(PROCESSORS),
        help=", ".join(f"{key}: {p.name}" for key, p in PROCESSORS.items()),
    )
    parser.add_argument("--types", type=parse_list(TYPES), default=TYPES)
    parser.add_argument(
        "--sizes",
        type=parse_list([str(size) for size in SIZES]),
        default=[str(size) for size in SIZES],
        help="elements of a vector",
    )
    everything = f"0-{MAX_LENGTH}"
    for name in ("static", "inlined"):
        parser.add_argument(
            f"--{name}-lengths",
            type=parse_lengths,
            default=parse_lengths(everything),
            help=f"such as 0,5-9; {everything} by default",
        )
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser.parse_args()


def lower(size, bodies, static_lengths, inlined_lengths, folder):
    """Writes LLVM IR and the list of its functions into `folder`."""
    os.mkdir(folder)
    source, entries = make_source(bodies, static_lengths, inlined_lengths)
    with open(os.path.join(folder, "functions.inc"), "w", encoding="utf-8") as file:
        file.write(entries)
    path = os.path.join(folder, "functions.ll")
    targets.lower_to_llvm_ir(source, f"vector-size={size}", path)
    return path


def submit_runs(options, top, executor):
    """Returns names and futures of all runs, the reference's first."""
    runs = []

    def submit(label, size, lengths, processors):
        for type_ in options.types:
            bodies = make_bodies(type_)
            folder = os.path.join(top, f"{label}-{type_}".replace(" ", "-"))
            ir = executor.submit(lower, size, bodies, *lengths, folder)
            for processor in processors:
                future = executor.submit(
                    lambda p=processor, t=type_, i=ir, f=folder: check(
                        p, t, i.result(), f
                    )
                )
                runs.append((f"{processor.name}, {type_}, {label}", future))

    submit("reference", 1, ([], []), [targets.HOST])
    lengths = (options.static_lengths, options.inlined_lengths)
    processors = [PROCESSORS[key] for key in options.processors]
    for size in options.sizes:
        submit(f"vectors of {size}", size, lengths, processors)
    return runs


def main():
    options = parse_arguments()
    expected = {}  # the first hash of each name, and where it is from
    failures = 0
    with tempfile.TemporaryDirectory() as top, concurrent.futures.ThreadPoolExecutor(
        options.jobs
    ) as executor:
        runs = submit_runs(options, top, executor)
        for name, future in runs:
            try:
                lines = future.result()
            except targets.Skipped as reason:
                print(f"{name}: skipped, {reason}")
                continue
            except RuntimeError as error:
                print(f"{name}: FAILED, {error}")
                failures += 1
                continue
            different = []
            for line in lines:
                first, first_name = expected.setdefault(
                    line.split(":")[0], (line, name)
                )
                if line != first:
                    different.append(f"  {line}, but {first} for {first_name}")
            print(f"{name}: {'DIFFERENT' if different else 'within bounds'}")
            print("\n".join(different), end="\n" if different else "")
            failures += bool(different)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
