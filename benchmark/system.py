"""The machine and the versions of what is on it, as texts."""

import importlib.metadata
import os
import pathlib
import subprocess

from peers import NativePeer

AVAILABLE_CORES = frozenset(os.sched_getaffinity(0))
UNKNOWN = "unknown"


def thread_variables(threads):
    """The environment that keeps a process to that many threads."""
    libraries = ("OMP", "MKL", "OPENBLAS", "TBB")
    return {f"{library}_NUM_THREADS": str(threads) for library in libraries}


def describe_machine(core, load):
    """Facts on the processor and on how processes run there; `load` is the average
    when the run began."""
    environment = " ".join(f"{k}={v}" for k, v in thread_variables(1).items())
    return [
        f"Processor: {describe_processor(pathlib.Path('/proc/cpuinfo'))}",
        f"Frequency governor: {frequency_governor(core)}",
        f"Load when the run began: {load:.2f}",
        f"Environment: core {core}, {environment}; for two threads, 2 and a core more",
    ]


def describe_processor(cpuinfo: pathlib.Path):
    """The model of the processor, by number too, as virtual machines hide names."""
    fields = {}
    for line in cpuinfo.read_text().splitlines():
        name, _, value = line.partition(":")
        fields.setdefault(name.strip(), value.strip())
    if "model name" not in fields:
        return os.uname().machine
    numbers = (("family", "cpu family"), ("model", "model"), ("stepping", "stepping"))
    words = [f"{title} {fields[name]}" for title, name in numbers if name in fields]
    return ", ".join([fields["model name"], *words])


def frequency_governor(core):
    folder = pathlib.Path(f"/sys/devices/system/cpu/cpu{core}/cpufreq")
    try:
        return (folder / "scaling_governor").read_text().strip()
    except OSError:
        return "none visible"


def debian_version(package):
    query = ["dpkg-query", "-W", "-f", "${Version}", package]
    result = subprocess.run(query, capture_output=True, text=True)
    return UNKNOWN if result.returncode else result.stdout


def package_version(peer: NativePeer):
    """The version of the package that a peer in C++ stands for."""
    if peer.debian:
        return debian_version(peer.debian)
    if not peer.pypi:
        return ""
    try:
        return importlib.metadata.version(peer.pypi)
    except importlib.metadata.PackageNotFoundError:
        return UNKNOWN


def tool_version(tool):
    """The last line of what a tool says of its version."""
    result = subprocess.run([tool, "--version"], capture_output=True, text=True)
    return result.stdout.strip().splitlines()[-1]
