"""The front ends, each measured by frontends/worker.py in its own process."""

import json
import pathlib
import subprocess
import sys
from dataclasses import dataclass

from peers import FRONT_ENDS


@dataclass
class Request:
    """What a front end measures: pairs of a case and its sizes; see
    frontends/worker.py."""

    runs: list
    repetitions: int
    seconds: float
    data: pathlib.Path
    threads: int
    errors: bool


def measure(peer, request: Request, folder: pathlib.Path):
    """The records of the worker, and what it printed if it failed."""
    module = FRONT_ENDS[peer]
    request_file = folder / f"{module}.request.json"
    answer_file = folder / f"{module}.answer.json"
    answer_file.unlink(missing_ok=True)
    fields = dict(request.__dict__, data=str(request.data))
    fields["runs"] = [(case.name, sizes) for case, sizes in request.runs]
    request_file.write_text(json.dumps(fields))
    worker = pathlib.Path(__file__).parent / "frontends" / "worker.py"
    result = subprocess.run(
        [sys.executable, worker, module, request_file, answer_file],
        capture_output=True,
        text=True,
    )
    lines = answer_file.read_text().splitlines() if answer_file.exists() else []
    failure = None
    if result.returncode:
        message = result.stderr.strip().splitlines()
        failure = message[-1] if message else f"exit status {result.returncode}"
    return [json.loads(line) for line in lines], failure
