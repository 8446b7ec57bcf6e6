"""What one run of a program costs: wall time, CPU time and memory, its children included."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MIB = 1024**2 if sys.platform == "darwin" else 1024  # what ru_maxrss counts: bytes there, KiB elsewhere


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of all cores, and the peak of the largest process."""

    wall: float
    cpu: float
    mib: float


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run a command to its end in a folder; its failure ends the benchmark.

    A child begins with the memory of the process that starts it, so this one is kept small.
    """
    os.sync()  # what an earlier run left to be written is not this one's cost
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)}\nended with {process.returncode}:\n{said.read()[-3000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB)
