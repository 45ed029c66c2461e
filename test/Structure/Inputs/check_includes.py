"""Fails where a library includes a header of a library that it does not link.

usage: check_includes.py ROOT

The libraries and what they link are those of the CMake files below ROOT/lib; the
owner of a header is the library of the folder that it is in.
"""

import pathlib
import re
import sys

# The headers of a folder below include/Softplus; the longest name that fits counts.
OWNERS = {
    "Conversion": "SoftplusConversionUtils",
    "Conversion/SoftplusToArith": "SoftplusToArith",
    "Conversion/SoftplusToLLVM": "SoftplusToLLVM",
    "Conversion/SoftplusToMath": "SoftplusToMath",
    "ExecutionEngine": "SoftplusReference",
    "IR": "SoftplusIR",
    "Numerics": "SoftplusNumerics",
    "Pipelines": "SoftplusPipelines",
    "Support": "SoftplusSupport",
    "Transforms": "SoftplusTransforms",
}
# Declarations of all passes, and of functions without code of their own.
EVERYWHERE = {
    "Softplus/Conversion/Passes.h",
    "Softplus/Transforms/Passes.h",
    "Softplus/Numerics/Function.h",
    "Softplus/Numerics/Functions.def",
}


def read_libraries(root):
    """The sources and the linked libraries of each library."""
    libraries = {}
    for path in sorted((root / "lib").rglob("CMakeLists.txt")):
        text = path.read_text()
        for call in re.findall(r"add_softplus_library\(([^)]*)\)", text):
            name, *words = call.split()
            sources = [path.parent / word for word in words if word.endswith(".cpp")]
            linked = []
            if "LINK_LIBS" in words:
                for word in words[words.index("LINK_LIBS") + 1 :]:
                    if word.isupper():
                        break
                    linked.append(word)
            libraries[name] = (sources, linked)
    return libraries


def get_closure(libraries, name):
    known, queue = set(), [name]
    while queue:
        library = queue.pop()
        if library not in known:
            known.add(library)
            queue += libraries[library][1] if library in libraries else []
    return known


def get_owner(header):
    folder = header.removeprefix("Softplus/").rpartition("/")[0]
    while folder not in OWNERS:
        folder = folder.rpartition("/")[0]
    return OWNERS[folder]


def collect_includes(root, path, known):
    """Adds the headers of the project that `path` includes, directly or not."""
    for header in re.findall(r'#include "(Softplus/[^"]+)"', path.read_text()):
        file = root / "include" / header
        if header not in known and file.exists():
            known.add(header)
            collect_includes(root, file, known)


def main():
    root = pathlib.Path(sys.argv[1])
    libraries = read_libraries(root)
    errors = 0
    for name, (sources, _) in libraries.items():
        allowed = get_closure(libraries, name)
        for source in sources:
            headers = set()
            collect_includes(root, source, headers)
            for private in source.parent.glob("*.h"):
                if f'#include "{private.name}"' in source.read_text():
                    collect_includes(root, private, headers)
            for header in sorted(headers - EVERYWHERE):
                owner = get_owner(header)
                if owner not in allowed:
                    print(f"error: {source.name} of {name}: {header} is of {owner}")
                    errors += 1
    print(f"{len(libraries)} libraries, {errors} errors")
    return 1 if errors or not libraries else 0


if __name__ == "__main__":
    sys.exit(main())
