#!/usr/bin/env python3
"""Checks that what tests forbid is found where it is injected.

usage: utils/check-not-directives.py BUILD [FILTER]

A `CHECK-NOT` checks the text between the matches beside it, so one in front of all
others checks next to nothing. Runs the lit tests of the build folder BUILD that
forbid something, those whose path matches the regular expression FILTER, keeps what
they give FileCheck, and injects a line of each forbidden text, every alternative of a
regular expression:

- what `--implicit-check-not` forbids must be found on every line, of long outputs on
  some,
- what a `-NOT` directive forbids between the matches of its neighbours, and it must not
  come first.

Prints each that is not found; the exit code is 1 if there is one.
"""

import concurrent.futures
import itertools
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

try:
    from re import _parser as sre_parser
except ImportError:  # Python 3.10 and older
    import sre_parse as sre_parser

RECORD = "SOFTPLUS_RECORD_FILECHECK"
MOST_POSITIONS = 24  # of a long output, evenly spread


def generate(tree):
    """Returns texts that a parsed regular expression matches."""
    parts = [[""]]
    for op, value in tree:
        name = str(op)
        if name == "LITERAL":
            parts.append([chr(value)])
        elif name in ("ANY", "NOT_LITERAL", "CATEGORY"):
            parts.append(["x"])
        elif name == "IN":
            parts.append([pick(value)])
        elif name == "BRANCH":
            parts.append([text for branch in value[1] for text in generate(branch)])
        elif name == "SUBPATTERN":
            parts.append(generate(value[-1]))
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            least, _, body = value
            parts.append([text * max(least, 1) for text in generate(body)])
        elif name != "AT":
            raise ValueError(f"unknown part {name} of a regular expression")
    return ["".join(choice) for choice in itertools.product(*parts)]


def pick(members):
    """Returns a character of a set."""
    negated = str(members[0][0]) == "NEGATE"
    for candidate in map(chr, range(ord("z"), ord(" ") - 1, -1)):
        found = any(
            (str(op) == "LITERAL" and chr(value) == candidate)
            or (str(op) == "RANGE" and value[0] <= ord(candidate) <= value[1])
            for op, value in members
        )
        if found != negated:
            return candidate
    raise ValueError("an empty set of characters")


def instantiate(pattern, output):
    """Returns texts that a pattern of FileCheck matches.

    Where it has a variable, these are tried: all values of the output.
    """
    values = sorted(set(re.findall(r"%(\w+)", output))) or ["0"]
    parts = [[""]]
    for part in re.split(r"(\{\{.*?\}\}|\[\[.*?\]\])", pattern):
        if part.startswith("{{"):
            parts.append(generate(sre_parser.parse(part[2:-2])))
        elif part.startswith("[["):
            parts.append(None)
        else:
            parts.append([part])
    if None not in parts:
        return [[text] for text in map("".join, itertools.product(*parts))]
    # One text of these must be found.
    return [
        [
            "".join(value if part is None else part[0] for part in parts)
            for value in values
        ]
    ]


class Invocation:
    """A run of FileCheck that passed."""

    def __init__(self, record):
        self.command = record["command"]
        self.output = record["input"]
        self.file = next(path for path in self.command[1:] if os.path.exists(path))
        self.prefixes = self.get_options("check-prefix") or ["CHECK"]
        for value in self.get_options("check-prefixes"):
            self.prefixes = value.split(",")

    def get_options(self, name):
        values, arguments = [], iter(self.command[1:])
        for argument in arguments:
            match = re.fullmatch(rf"--?{name}(?:=(.*))?", argument, re.DOTALL)
            if match:
                values.append(next(arguments) if match[1] is None else match[1])
        return values

    def get_directives(self):
        """Returns the numbers and patterns of the -NOT lines, and whether there is
        another directive above."""
        directive = re.compile(rf"\b(?:{'|'.join(self.prefixes)})(-[A-Z-]+)?:(.*)")
        is_first = True
        with open(self.file, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                match = directive.search(line)
                if match and match[1] == "-NOT":
                    yield number, match[2].strip(), is_first
                elif match:
                    is_first = False

    def check_with(self, text, position):
        """Returns the error where `text` is a line in front of that number."""
        lines = self.output.splitlines(keepends=True)
        lines.insert(position, f"    {text} \n")
        result = subprocess.run(
            [*self.command, "--dump-input=never"],
            input="".join(lines),
            capture_output=True,
            text=True,
            check=False,
        )
        return result.stderr if result.returncode else ""

    def get_positions(self):
        """Returns the lines to inject at what is forbidden everywhere."""
        positions = range(len(self.output.splitlines()))
        return positions[:: max(1, len(positions) // MOST_POSITIONS)]

    def find_missed(self):
        """Returns descriptions of what is injected and not found."""
        missed = []
        for pattern in self.get_options("implicit-check-not"):
            for texts in instantiate(pattern, self.output):
                for position in self.get_positions():
                    if not self.check_with(texts[0], position):
                        missed.append(
                            f"{self.file}: '{texts[0]}', which "
                            f"--implicit-check-not={shlex.quote(pattern)} "
                            f"forbids, on line {position + 1} of the output"
                        )
                        break
        for number, pattern, is_first in self.get_directives():
            if is_first:
                missed.append(f"{self.file}:{number}: '{pattern}', behind nothing")
                continue
            for texts in instantiate(pattern, self.output):
                if not self.is_found(number, texts):
                    missed.append(f"{self.file}:{number}: '{texts[0]}'")
        return missed

    def find_matches(self):
        """Returns the first and the last line of the output that each directive
        matches, by its number."""
        verbose = subprocess.run(
            [*self.command, "-v", "--dump-input=never"],
            input=self.output,
            capture_output=True,
            text=True,
            check=False,
        ).stderr
        found = re.findall(
            r":(\d+):\d+: remark: .*?: expected string found in input\n"
            r"(?:.*\n)*?<stdin>:(\d+):\d+: note: found here",
            verbose,
        )
        matches = {}
        for number, line in found:
            first, _ = matches.get(int(number), (int(line), None))
            matches[int(number)] = first, int(line)
        return matches

    def is_found(self, number, texts):
        """Injects behind the match above a directive and before that below."""
        matches = self.find_matches()
        above = [last for n, (_, last) in matches.items() if n < number]
        below = [first for n, (first, _) in matches.items() if n > number]
        positions = {max(above, default=0)}
        if below:
            positions.add(max(min(below) - 1, 0))
        # An error of the directive itself, not of one that wants neighbours.
        return any(
            f":{number}:" in line and "excluded string found" in line
            for text in texts
            for position in positions
            for line in self.check_with(text, position).splitlines()
        )


def record_invocation(command):
    """Runs FileCheck, and records its command and its input."""
    text = sys.stdin.read()
    result = subprocess.run(command, input=text, text=True, check=False)
    if result.returncode == 0:
        folder = os.environ[RECORD]
        with tempfile.NamedTemporaryFile(
            "w", dir=folder, suffix=".json", delete=False
        ) as file:
            json.dump({"command": command, "input": text}, file)
    return result.returncode


def main():
    if RECORD in os.environ:
        sys.exit(record_invocation(sys.argv[1:]))
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.abspath(__file__)
        lit = subprocess.run(
            [
                os.environ.get("LIT", "/usr/lib/llvm-22/bin/lit"),
                "-q",
                "--param",
                f"filecheck={shlex.quote(sys.executable)} {shlex.quote(script)}",
                "--filter",
                sys.argv[2] if len(sys.argv) == 3 else ".mlir$",
                os.path.join(sys.argv[1], "test/lit"),
            ],
            env={**os.environ, RECORD: folder},
            check=False,
        )
        if lit.returncode:
            sys.exit("error: tests fail already")
        invocations = []
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                invocations.append(Invocation(json.load(file)))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as executor:
        missed = sum(executor.map(Invocation.find_missed, invocations), [])
    for text in sorted(set(missed)):
        print(f"not found: {text}")
    print(f"{len(invocations)} runs of FileCheck, {len(set(missed))} not found")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
