"""What a command costs: processor and wall time, memory, and how large what it wrote is."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Linux counts resident memory in KiB, macOS in bytes.
_RSS_UNIT_BYTES = 1 if sys.platform == "darwin" else 1024
_LOOK_S = 0.05


@dataclass(frozen=True)
class Cost:
    """Seconds of the command and every process that it waited for; memory of the largest of these processes.

    `own_peak_bytes` is that of the command's own process, seen 20 times a second; 0 where the system does not tell.
    """

    cpu_s: float
    wall_s: float
    peak_bytes: int
    own_peak_bytes: int


def cost_of(command: Sequence[str | Path], folder: Path, limit_s: float) -> Cost | None:
    """Run a command in a folder; None where it took longer than `limit_s`. RuntimeError with its words if it fails."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment(folder), stdout=said, stderr=said, start_new_session=True
        )
        is_over = threading.Event()

        def stop() -> None:
            is_over.set()
            os.killpg(process.pid, signal.SIGKILL)

        limit = threading.Timer(limit_s, stop)
        limit.start()
        own_peaks_bytes = [0]

        def look() -> None:
            while not is_over.wait(_LOOK_S):
                own_peaks_bytes.append(_peak_bytes(process.pid))

        looking = threading.Thread(target=look)
        looking.start()
        # getrusage counts all that ever ran, wait4 this command and its descendants.
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - started
        limit.cancel()
        took_too_long = is_over.is_set()
        is_over.set()
        looking.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if took_too_long:
            return None
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{said.read().decode(errors='replace')[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall_s, usage.ru_maxrss * _RSS_UNIT_BYTES, max(own_peaks_bytes))


def _peak_bytes(process_id: int) -> int:
    """The most memory that a process held so far, as Linux says it; 0 where it does not."""
    try:
        status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def environment(folder: Path) -> dict[str, str]:
    """The environment of a build whose caches all lie in its own folder, so that they can be cleared."""
    cache = folder / ".cache"
    return os.environ | {
        "XDG_CACHE_HOME": str(cache),
        "HUGO_CACHEDIR": str(cache / "hugo"),
        "NO_MKDOCS_2_WARNING": "1",
    }


def written(site: Path) -> tuple[int, int]:
    """How many files a folder holds and their bytes together."""
    sizes = [file.stat().st_size for file in site.rglob("*") if file.is_file()]
    return len(sizes), sum(sizes)
