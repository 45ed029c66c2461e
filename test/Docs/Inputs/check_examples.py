"""Runs the MLIR examples of Markdown pages.

usage: check_examples.py SOFTPLUS-OPT PAGE...

Every ```mlir block must parse. A block that is not a whole function is wrapped
in one whose arguments are the values that it uses but does not define; each has
the type of the statement that uses it. Under a heading that names a pass, the
blocks go through that pass. A block after a paragraph that ends in "becomes"
must be, canonicalized, what the pass makes of the block before it.
"""

import re
import subprocess
import sys


def run(opt, source, *flags):
    result = subprocess.run([opt, *flags], input=source, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"{' '.join([opt, *flags])} failed:\n{source}\n{result.stderr}")
    return result.stdout


def wrap(snippet):
    """Returns `snippet` as a whole function."""
    if re.search(r"^\s*(module|func\.func|gpu\.module)\b", snippet, re.M):
        return snippet
    arguments, defined = {}, set()
    code = re.sub(r"//.*", "", snippet)
    for statement in re.split(r"\n(?=\s*%)", code):
        if not statement.strip():
            continue
        results, operation = statement.split("=", 1)
        type_ = operation.rsplit(":", 1)[1].strip()
        for value in re.findall(r"%\w+", operation):
            if value not in defined:
                arguments[value] = type_
        defined.update(re.findall(r"%\w+", results))
    signature = ", ".join(f"{name}: {type_}" for name, type_ in arguments.items())
    return f"func.func @example({signature}) {{\n{snippet}\n  return\n}}\n"


def check_page(opt, path):
    pass_name, options, previous, paragraph, count = None, "", None, "", 0
    lines = iter(open(path).read().splitlines())
    for line in lines:
        heading = re.match(r"#+ (.*)", line)
        if heading:
            name = re.fullmatch(r"`-([\w-]+)`", heading[1])
            pass_name = name and name[1]
        if line.strip() != "```mlir":
            paragraph = line.strip() or paragraph
            continue
        block = []
        for line in lines:
            if line.strip() == "```":
                break
            block.append(line)
        if paragraph.startswith("Example"):
            stated = re.search(r"with `([^`]*)`", paragraph)
            options = f"={stated[1]}" if stated else ""
        source = wrap("\n".join(block))
        run(opt, source)
        if paragraph.endswith("becomes"):
            before = run(opt, previous, f"--{pass_name}{options}", "--canonicalize")
            after = run(opt, source, "--canonicalize")
            if before != after:
                sys.exit(f"{path}: {pass_name} gives\n{before}\nand not\n{after}")
        elif pass_name:
            run(opt, source, f"--{pass_name}{options}")
        previous, paragraph, count = source, "", count + 1
    print(f"{path.rsplit('/', 1)[-1]}: {count} examples")


if __name__ == "__main__":
    for page in sys.argv[2:]:
        check_page(sys.argv[1], page)
