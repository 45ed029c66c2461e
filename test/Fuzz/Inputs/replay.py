"""Canonicalizes every file of some folders.

usage: replay.py SOFTPLUS-OPT FOLDER...

Fails where a run ends by a signal or with an exit code other than 0 and 1.
"""

import pathlib
import subprocess
import sys

files = [
    file for folder in sys.argv[2:] for file in sorted(pathlib.Path(folder).iterdir())
]
for file in files:
    result = subprocess.run([sys.argv[1], file, "--canonicalize"], capture_output=True)
    if result.returncode not in (0, 1):
        sys.exit(f"exit code {result.returncode} on {file}:\n{result.stderr.decode()}")
print(f"no crash on {len(files)} files")
