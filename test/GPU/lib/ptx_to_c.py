#!/usr/bin/env python3
"""Translates PTX to C, so that its kernels run on a CPU.

usage: ptx_to_c.py INPUT.ptx OUTPUT.c

For what LLVM emits for kernels without calls, shared memory and barriers. A
kernel NAME becomes a function that runs one thread, and a descriptor
NAME_kernel; see ptx_runtime.h. Registers are 64 bits of which an instruction
uses what its type says. An instruction such as add.rn.f32 becomes a call of
add_rn_f32, which the header has to define: a C compiler refuses those it lacks.
"""

import re
import sys

BYTES = {"8": 1, "16": 2, "32": 4, "64": 8, "16x2": 4, "32x2": 8}
SPECIAL = {
    "%tid.x": "thread.tid",
    "%ntid.x": "thread.ntid",
    "%ctaid.x": "thread.ctaid",
    "%nctaid.x": "thread.nctaid",
}


def fail(what):
    sys.exit(f"error: ptx_to_c: cannot translate '{what}'")


def size_of(type_name):
    """Bytes of a type such as f32 or bf16x2."""
    return BYTES[re.sub(r"^[a-z]+", "", type_name)]


def mangle(register):
    return re.sub(r"[%$.]", "_", register)


def split_operands(text):
    """Splits at the commas that are in no braces or brackets."""
    return [
        part.strip() for part in re.findall(r"(?:\{[^}]*\}|\[[^\]]*\]|[^,])+", text)
    ]


def split_vector(operand):
    return [part.strip() for part in operand.strip("{}").split(",")]


class Kernel:
    def __init__(self, name, parameters, body, global_names):
        self.name = name
        self.global_names = global_names
        self.offsets, self.sizes = {}, []
        offset = 0
        for match in re.finditer(r"\.param\s+\.(\w+)[^,]*?(\w+)\s*(?:,|$)", parameters):
            size = size_of(match.group(1))
            offset = -(-offset // size) * size
            self.offsets[match.group(2)] = offset
            self.sizes.append((offset, size))
            offset += size
        self.registers = self.find_registers(body)
        body = re.sub(r"\.reg[^;]*;", "", body)
        # Scopes only declare registers.
        body = re.sub(r"(^|\n)\s*[{}]", r"\1", body)
        self.lines = []
        for statement in re.findall(r"[$\w]+:|[^;:]+;", body):
            self.translate(" ".join(statement.split()))

    @staticmethod
    def find_registers(body):
        registers = set()
        for match in re.finditer(r"\.reg\s+\.\w+\s+([^;]+);", body):
            for name in match.group(1).split(","):
                family = re.match(r"\s*(%\w+)<(\d+)>", name)
                if family:
                    registers |= {family[1] + str(i) for i in range(int(family[2]))}
                else:
                    registers.add(name.strip())
        return registers

    def operand(self, text):
        if text in SPECIAL:
            return SPECIAL[text]
        if text.startswith("!"):
            return f"!{self.operand(text[1:])}"
        if text in self.registers:
            return mangle(text)
        if text in self.global_names:
            return f"(uint64_t){mangle(text)}"
        if re.fullmatch(r"0[fFdD][0-9A-Fa-f]+", text):
            return f"0x{text[2:]}ull"
        if re.fullmatch(r"-?(0x[0-9A-Fa-f]+|\d+)U?", text):
            return f"(uint64_t){text.rstrip('U')}ll"
        return fail(text)

    def address(self, text):
        match = re.fullmatch(r"\[([%$\w.]+)(?:\+(-?\d+))?\]", text)
        if not match:
            fail(text)
        return match[1], int(match[2] or 0)

    def load(self, space, type_name, target, source):
        base, offset = self.address(source)
        size = size_of(type_name)
        targets = split_vector(target)
        if space == "param":
            return " ".join(
                f"{mangle(register)} = loadParameter(parameters, "
                f"{self.offsets[base] + offset + i * size}, {size});"
                for i, register in enumerate(targets)
            )
        address = f"{self.operand(base)} + {offset}"
        loads = " ".join(
            f"{mangle(register)} = load({address} + {i * size}, {size});"
            for i, register in enumerate(targets)
        )
        return f'check({address}, {size * len(targets)}, "load"); {loads}'

    def store(self, type_name, target, source):
        base, offset = self.address(target)
        size = size_of(type_name)
        sources = split_vector(source)
        address = f"{self.operand(base)} + {offset}"
        stores = " ".join(
            f"store({address} + {i * size}, {size}, {self.operand(value)});"
            for i, value in enumerate(sources)
        )
        return f'check({address}, {size * len(sources)}, "store"); {stores}'

    def move(self, type_name, target, source):
        """A move, which may pack or unpack."""
        if target.startswith("{"):
            parts = split_vector(target)
            bits = 8 * size_of(type_name) // len(parts)
            return (
                f"{{ uint64_t whole = {self.operand(source)}; "
                + " ".join(
                    f"{mangle(part)} = bits(whole >> {bits * i}, {bits});"
                    for i, part in enumerate(parts)
                    if part != "_"
                )
                + " }"
            )
        if source.startswith("{"):
            parts = split_vector(source)
            bits = 8 * size_of(type_name) // len(parts)
            packed = " | ".join(
                f"bits({self.operand(part)}, {bits}) << {bits * i}"
                for i, part in enumerate(parts)
            )
            return f"{mangle(target)} = {packed};"
        return f"{mangle(target)} = {self.operand(source)};"

    def translate(self, statement):
        if statement.endswith(":"):
            self.lines.append(f"{mangle(statement[:-1])}: ;")
            return
        statement = statement.rstrip("; ")
        if not statement or statement.startswith("."):
            return
        guard = re.match(r"@(!?)(%\w+)\s+(.*)", statement)
        condition = ""
        if guard:
            condition = f"if ({guard[1]}{mangle(guard[2])}) "
            statement = guard[3]
        name, _, rest = statement.partition(" ")
        operands = split_operands(rest)
        parts = name.split(".")
        if parts[0] in ("ret", "exit"):
            code = "return;"
        elif parts[0] == "bra":
            code = f"goto {mangle(operands[0])};"
        elif parts[0] == "ld" and parts[1] in ("param", "global"):
            code = self.load(parts[1], parts[-1], *operands)
        elif parts[0] == "st" and parts[1] == "global":
            code = self.store(parts[-1], *operands)
        elif parts[0] == "mov":
            code = self.move(parts[-1], *operands)
        else:
            arguments = ", ".join(self.operand(text) for text in operands[1:])
            function = name.replace(".", "_").replace("::", "_")
            code = f"{mangle(operands[0])} = {function}({arguments});"
        self.lines.append(f"{condition}{{ {code} }}")

    def to_c(self):
        registers = ", ".join(f"{mangle(name)} = 0" for name in sorted(self.registers))
        body = "\n  ".join(self.lines)
        sizes = ", ".join(f"{{{offset}, {size}}}" for offset, size in self.sizes)
        return (
            f"static void {self.name}(Thread thread, const char *parameters) {{\n"
            f"  uint64_t {registers};\n  {body}\n}}\n"
            f"static const unsigned {self.name}_parameters[][2] = {{{sizes}}};\n"
            f"const Kernel {self.name}_kernel = "
            f"{{{self.name}, {self.name}_parameters, {len(self.sizes)}}};\n"
        )


def translate_globals(source):
    """Returns the names of constant arrays, and their definitions."""
    names, code = [], []
    pattern = r"^\.(?:visible |extern )?\.?global\s+\.align\s+(\d+)\s+\.b(\d+)\s+(\w+)\[(\d+)\](?:\s*=\s*\{([^}]*)\})?;"
    for match in re.finditer(pattern, source, re.M):
        alignment, bits, name, count, values = match.groups()
        names.append(name)
        code.append(
            f"static uint{bits}_t {mangle(name)}[{count}] "
            f"__attribute__((aligned({alignment}))) = {{{values or 0}}};"
        )
    table = ", ".join(f"{{{mangle(name)}, sizeof({mangle(name)})}}" for name in names)
    code.append(f"const Global ptx_globals[] = {{{table or '{0, 0}'}}};")
    code.append(f"const unsigned ptx_global_count = {len(names)};\n")
    return names, "\n".join(code)


def main():
    with open(sys.argv[1]) as file:
        source = file.read().rstrip("\0")
    source = re.sub(r"//[^\n]*", "", source)
    if re.search(r"^\s*\.extern\s+\.func", source, re.M):
        fail(".extern .func")
    names, code = translate_globals(source)
    pattern = r"\.entry\s+(\w+)\s*\((.*?)\)[^{]*\{(.*?)\n\}"
    for match in re.finditer(pattern, source, re.S):
        code += Kernel(match[1], match[2], match[3], names).to_c()
    with open(sys.argv[2], "w") as file:
        file.write('#include "ptx_runtime.h"\n' + code)


if __name__ == "__main__":
    main()
