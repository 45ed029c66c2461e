"""Feeds truncated and altered bytecode to softplus-opt.

usage: corrupt_bytecode.py SOFTPLUS-OPT SOURCE FOLDER

Writes the bytecode of SOURCE to FOLDER, then runs the tool on its prefixes and
on copies with one byte changed, and fails if a run ends by a signal or with an
exit code other than 0 and 1.
"""

import pathlib
import subprocess
import sys

opt, source, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
folder.mkdir(parents=True, exist_ok=True)
good = folder / "good.mlirbc"
subprocess.run([opt, source, "--emit-bytecode", "-o", good], check=True)
data = good.read_bytes()

STEP = 7
variants = [data[:length] for length in range(0, len(data), STEP)]
for index in range(0, len(data), STEP):
    variants.append(data[:index] + bytes([data[index] ^ 0x55]) + data[index + 1 :])

bad = folder / "bad.mlirbc"
for variant in variants:
    bad.write_bytes(variant)
    result = subprocess.run([opt, bad], capture_output=True)
    if result.returncode not in (0, 1):
        sys.exit(f"exit code {result.returncode} on {bad}:\n{result.stderr.decode()}")
print(f"no crash in {len(variants)} files")
