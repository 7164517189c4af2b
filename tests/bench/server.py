"""A real server process beside the benchmark, and what it alone uses of processor and memory."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.servers import accepts, free_port, wait_until

__all__ = ["Measured", "Server", "measure", "serving"]

ROOT = Path(__file__).resolve().parents[2]
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    """A gunicorn on the loopback interface."""

    process: subprocess.Popen[bytes]
    port: int

    def members(self) -> list[int]:
        """The master and its workers."""
        found, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += [int(word) for word in task.read_text().split()]
        return found

    def cpu_seconds(self) -> float:
        """Processor time of the server so far, user and system."""
        total = 0
        for pid in self.members():
            after_name = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(after_name[11]) + int(after_name[12])
        return total / _TICKS

    def peak_rss_mb(self) -> float:
        """The largest resident size that any of the server's processes had."""
        peaks = []
        for pid in self.members():
            status = Path(f"/proc/{pid}/status").read_text()
            peaks += [int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")]
        return max(peaks)


@contextmanager
def serving(data_dir: Path, *, workers: int = 1) -> Iterator[Server]:
    """Serve the installation in ``data_dir`` as ``eventsys run`` does, with so many workers of four threads each."""
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("EVENTSYS_")} | {
        "EVENTSYS_DATA_DIR": str(data_dir),
        "EVENTSYS_RATE_LIMITS": "no",
        "EVENTSYS_SECOND_FACTOR": "optional",
        "EVENTSYS_LOG_LEVEL": "WARNING",
        "EVENTSYS_BASE_URL": f"http://127.0.0.1:{port}",
    }
    arguments = [
        sys.executable,
        "-m",
        "gunicorn",
        "wsgi:app",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        str(workers),
    ]
    arguments += [
        "--worker-class",
        "gthread",
        "--threads",
        "4",
        "--log-level",
        "warning",
        "--no-control-socket",
    ]
    process = subprocess.Popen(arguments, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    try:
        wait_until(lambda: accepts(port), process=process)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(30)


@dataclass
class Measured:
    """What a series of requests for one page took."""

    requests: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    octets: int = 0
    each: list[float] = field(default_factory=list)

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu_seconds / self.requests

    @property
    def p95_ms(self) -> float:
        return 1000 * sorted(self.each)[int(0.95 * (len(self.each) - 1))]


def measure(server: Server, path: str, *, requests: int, cookie: str = "", warm: int = 20) -> Measured:
    """Ask for ``path`` one after the other over one connection; the first ``warm`` do not count."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Accept-Language": "en", **({"Cookie": cookie} if cookie else {})}
    found = Measured(requests)

    def ask() -> int:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return len(body)

    for _ in range(warm):
        ask()
    cpu, start = server.cpu_seconds(), time.perf_counter()
    for _ in range(requests):
        before = time.perf_counter()
        found.octets += ask()
        found.each.append(time.perf_counter() - before)
    found.seconds, found.cpu_seconds = time.perf_counter() - start, server.cpu_seconds() - cpu
    connection.close()
    return found
