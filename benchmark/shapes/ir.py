"""The text of a function on tensors and memrefs, operation by operation."""

import textwrap
from dataclasses import dataclass


@dataclass(frozen=True)
class ShapedType:
    """A ranked tensor, memref or vector type; the size "?" is dynamic."""

    kind: str
    shape: tuple
    element: str
    layout: str = ""

    def __str__(self):
        sizes = "".join(f"{size}x" for size in self.shape)
        layout = f", {self.layout}" if self.layout else ""
        return f"{self.kind}<{sizes}{self.element}{layout}>"


def dynamic(rank):
    """The shape of that rank whose sizes are all dynamic."""
    return ("?",) * rank


def tensor(*shape, element="f32"):
    return ShapedType("tensor", shape, element)


def memref(*shape, element="f32", strides=None, offset=None):
    """A memref with identity layout, or with `strides` and `offset` in elements, each
    a number or "?"."""
    layout = ""
    if strides is not None:
        suffix = "" if offset is None else f", offset: {offset}"
        layout = f"strided<[{', '.join(map(str, strides))}]{suffix}>"
    return ShapedType("memref", shape, element, layout)


def vector(*shape, element="f32"):
    return ShapedType("vector", shape, element)


@dataclass(frozen=True)
class Access:
    """An operand of a linalg.generic: the value, and the index of each of its
    dimensions as an affine expression of the loops."""

    value: "Value"
    indices: tuple


@dataclass(frozen=True)
class Value:
    """An SSA value; `type` is a ShapedType or the text of another type."""

    name: str
    type: object

    def __str__(self):
        return self.name

    def __getitem__(self, indices):
        """`x["ij"]` is x at loops i and j, and `x["i", "7 - j"]` at an expression."""
        return Access(self, tuple(indices))


class Function:
    """The function @f. Methods append an operation and return its result, if any.

    Regions that are given as text know the elements of inputs as %in0, %in1, ... and
    those of outputs as %out0, ..."""

    def __init__(self, *types):
        self.arguments = [Value(f"%a{i}", type_) for i, type_ in enumerate(types)]
        self.lines = []
        self.values = 0

    def returns(self, *values):
        """The text of the function, which returns `values`."""
        arguments = ", ".join(f"{value}: {value.type}" for value in self.arguments)
        types = ", ".join(str(value.type) for value in values)
        result = f" -> ({types})" if values else ""
        names = ", ".join(map(str, values))
        self.do(f"return {names} : {types}" if values else "return")
        body = textwrap.indent("\n".join(self.lines), "  ")
        attributes = "attributes {llvm.emit_c_interface}"
        return f"func.func @f({arguments}){result} {attributes} {{\n{body}\n}}\n"

    def do(self, operation):
        """Appends an operation without result."""
        self.lines.append(operation)

    def value(self, operation, type_):
        """Appends an operation with a result of that type."""
        result = self._new_value(type_)
        self.do(f"{result} = {operation}")
        return result

    def elementwise(self, name, *operands):
        """An operation whose operands and result have one type."""
        names = ", ".join(map(str, operands))
        type_ = operands[0].type
        return self.value(f"{name} {names} : {type_}", type_)

    def softplus(self, x):
        return self.elementwise("softplus.softplus", x)

    def softplus_grad(self, dy, x):
        return self.elementwise("softplus.softplus_grad", dy, x)

    def convert(self, name, x, element):
        """A conversion such as arith.extf to a tensor of other elements."""
        type_ = ShapedType(x.type.kind, x.type.shape, element)
        return self.value(f"{name} {x} : {x.type} to {type_}", type_)

    def compare(self, predicate, left, right):
        """Where a predicate of arith.cmpf holds, elementwise."""
        type_ = ShapedType(left.type.kind, left.type.shape, "i1")
        operation = f"arith.cmpf {predicate}, {left}, {right} : {left.type}"
        return self.value(operation, type_)

    def select(self, condition, left, right):
        types = f"{condition.type}, {left.type}"
        operation = f"arith.select {condition}, {left}, {right} : {types}"
        return self.value(operation, left.type)

    def index(self, number):
        return self.value(f"arith.constant {number} : index", "index")

    def constant(self, number, type_):
        """A number, or a tensor of one number."""
        if isinstance(type_, ShapedType):
            number = f"dense<{number}>"
        return self.value(f"arith.constant {number} : {type_}", type_)

    def size(self, shaped, dimension):
        """The size of a dimension of a tensor or memref."""
        operation = f"{shaped.type.kind}.dim {shaped}, {self.index(dimension)}"
        return self.value(f"{operation} : {shaped.type}", "index")

    def empty(self, type_, *sizes):
        """A tensor without values; `sizes` has those that are dynamic."""
        sizes = ", ".join(map(str, sizes))
        return self.value(f"tensor.empty({sizes}) : {type_}", type_)

    def filled(self, number, type_, *sizes):
        """A tensor of one number."""
        scalar = self.constant(number, type_.element)
        init = self.empty(type_, *sizes)
        operands = f"ins({scalar} : {scalar.type}) outs({init} : {type_})"
        return self.value(f"linalg.fill {operands} -> {type_}", type_)

    def load(self, source, *indices):
        """An element of a memref."""
        operation = f"memref.load {source}{_index_list(indices)} : {source.type}"
        return self.value(operation, source.type.element)

    def store(self, element, destination, *indices):
        place = f"{destination}{_index_list(indices)}"
        self.do(f"memref.store {element}, {place} : {destination.type}")

    def slice(self, source, offsets, shape, strides=None):
        """A static number of elements of a tensor, at constant or computed offsets; a
        leading size of 1 is no dimension of the result where `shape` is shorter."""
        added = len(offsets) - len(shape)
        sizes = [1] * added + list(shape)
        strides = strides or [1] * len(offsets)
        type_ = tensor(*shape, element=source.type.element)
        lists = " ".join(map(_index_list, (sizes, strides)))
        operation = f"tensor.extract_slice {source}{_index_list(offsets)} {lists}"
        return self.value(f"{operation} : {source.type} to {type_}", type_)

    def insert(self, source, destination, offsets):
        """The tensor `destination` with `source` in place of some of its elements."""
        added = len(offsets) - len(source.type.shape)
        sizes = [1] * added + list(source.type.shape)
        lists = " ".join(map(_index_list, (sizes, [1] * len(offsets))))
        operation = f"tensor.insert_slice {source} into {destination}"
        types = f"{source.type} into {destination.type}"
        return self.value(
            f"{operation}{_index_list(offsets)} {lists} : {types}", destination.type
        )

    def transpose(self, x, init, permutation):
        operands = f"ins({x} : {x.type}) outs({init} : {init.type})"
        operation = f"linalg.transpose {operands} permutation = {list(permutation)}"
        return self.value(operation, init.type)

    def contract(self, name, left, right, init):
        """A named contraction, such as linalg.matmul."""
        operands = f"ins({left}, {right} : {left.type}, {right.type})"
        operands += f" outs({init} : {init.type})"
        return self.value(f"{name} {operands} -> {init.type}", init.type)

    def map(self, name, *operands, attributes=""):
        """linalg.map of an operation on memrefs, of which the last one is written."""
        *inputs, output = operands
        names = ", ".join(map(str, inputs))
        types = ", ".join(str(value.type) for value in inputs)
        self.do(
            f"linalg.map {{ {name}{attributes} }}"
            f" ins({names} : {types}) outs({output} : {output.type})"
        )

    def generic(self, loops, inputs, outputs, body):
        """linalg.generic over `loops`, one letter each. Those that index no output are
        reductions. Returns the result if the output is one tensor."""
        accesses = [*inputs, *outputs]
        maps = ", ".join(
            f"affine_map<({', '.join(loops)}) -> ({', '.join(access.indices)})>"
            for access in accesses
        )
        kept = set("".join("".join(access.indices) for access in outputs))
        kinds = ", ".join(
            '"parallel"' if loop in kept else '"reduction"' for loop in loops
        )
        names = [f"%in{i}" for i in range(len(inputs))]
        names += [f"%out{i}" for i in range(len(outputs))]
        arguments = ", ".join(
            f"{name}: {access.value.type.element}"
            for name, access in zip(names, accesses)
        )
        operation = (
            f"linalg.generic {{indexing_maps = [{maps}], iterator_types = [{kinds}]}}"
            f"{_operand_group('ins', inputs)}{_operand_group('outs', outputs)} {{\n"
            f"^bb0({arguments}):\n"
            f"{textwrap.indent(textwrap.dedent(body).strip(), '  ')}\n}}"
        )
        type_ = outputs[0].value.type
        if type_.kind == "memref":
            return self.do(operation)
        return self.value(f"{operation} -> {type_}", type_)

    def combine(self, name, *accesses):
        """An operation on the elements of all but the last of `accesses`, into that
        one, by the loops that index it."""
        *inputs, output = accesses
        elements = [f"%in{i}" for i in range(len(inputs))]
        return self._apply(name, elements, output.indices, inputs, output)

    def reduce(self, name, loops, x, init):
        """Combines the elements of x with those of `init` by an operation."""
        return self._apply(name, ["%in0", "%out0"], loops, [x], init)

    def loop(self, count, body, *carried):
        """scf.for from 0 to `count`. `body` gets the index and what is carried, appends
        operations and returns what it carries on. Returns the last of that."""
        start, step = self.index(0), self.index(1)
        index = self._new_value("index")
        head = f"scf.for {index} = {start} to {count} step {step}"
        states = [self._new_value(value.type) for value in carried]
        results = [self._new_value(value.type) for value in carried]
        types = ", ".join(str(value.type) for value in carried)
        if carried:
            pairs = ", ".join(f"{s} = {value}" for s, value in zip(states, carried))
            head = f"{', '.join(map(str, results))} = {head}"
            head += f" iter_args({pairs}) -> ({types})"
        outer, self.lines = self.lines, []
        yielded = body(index, *states)
        if carried:
            self.do(f"scf.yield {', '.join(map(str, yielded))} : {types}")
        inner, self.lines = textwrap.indent("\n".join(self.lines), "  "), outer
        self.do(f"{head} {{\n{inner}\n}}")
        return results

    def _new_value(self, type_):
        self.values += 1
        return Value(f"%{self.values - 1}", type_)

    def _apply(self, name, elements, loops, inputs, output):
        """A generic whose body is one operation on some elements."""
        type_ = output.value.type.element
        body = f"%result = {name} {', '.join(elements)} : {type_}"
        body += f"\nlinalg.yield %result : {type_}"
        return self.generic(loops, inputs, [output], body)


def _index_list(items):
    return f"[{', '.join(map(str, items))}]"


def _operand_group(keyword, accesses):
    if not accesses:
        return ""
    names = ", ".join(str(access.value) for access in accesses)
    types = ", ".join(str(access.value.type) for access in accesses)
    return f" {keyword}({names} : {types})"
