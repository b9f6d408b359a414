"""gunicorn on this machine, started as `make run` does, and what its processes have used of the processor."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BARE = ROOT / "bench" / "bare"
# As in the Makefile; a test compares them.
OPTIONS = ("--workers", "2", "--no-control-socket", "--log-level", "warning")
THREADS = ("--worker-class", "gthread", "--threads", "4")
START_S = 30
STOP_S = 10


class BenchError(Exception):
    """Something did not work, so that there is nothing to compare."""


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    name: str
    port: int
    process: subprocess.Popen

    def cpu_s(self):
        """Seconds of processor time, user and system, of gunicorn and its workers; None without /proc."""
        return cpu_seconds(self.process.pid)


@contextmanager
def serve(name, *, application, folder, environment, options=(), path):
    """Serve `application` from `folder` until the block ends; it begins once `path` answers 200."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += [*OPTIONS, *options]
    process = subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}{path}", name, process)
        yield Server(name, port, process)
    finally:
        stop(process)


def wait_for(url, name, process):
    """Return once `url` answers; raise BenchError when it does not in time, or the server ended."""
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310  our own server
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise BenchError(f"{name} did not answer on {url} within {START_S} s")


def stop(process):
    """End gunicorn and its workers, gently first; they are a process group of their own."""
    process.terminate()
    try:
        process.wait(timeout=STOP_S)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def cpu_seconds(pid):
    """User and system time of the process `pid` and its children, in seconds; None without /proc."""
    ticks, found = 0, False
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = path.read_text()
        except OSError:  # it has just ended
            continue
        # After the name in brackets, which may contain anything: state, parent and, 12th and 13th, the times.
        fields = text.rpartition(")")[2].split()
        if pid in (int(path.parent.name), int(fields[1])):
            ticks, found = ticks + int(fields[11]) + int(fields[12]), True
    return ticks / os.sysconf("SC_CLK_TCK") if found else None


def run(command, *, folder=ROOT, environment):
    """Run one Python command to its end; raise BenchError with what it said when it fails."""
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )
    if done.returncode:
        raise BenchError(f"{' '.join(map(str, command))} failed:\n{done.stderr.strip()}")
    return done.stdout


def ecctrain_environment(folder):
    """ecctrain as `make run` serves it, on a database and static files of its own in `folder`."""
    return os.environ | {
        "ENVIRONMENT": "development",
        "DEBUG": "0",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "ecctrain.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'ecctrain.sqlite3'}",
        "STATIC_ROOT": str(folder / "static"),
        "CONN_MAX_AGE": "600",
        "GUNICORN_CMD_ARGS": "",
    }


def bare_environment(database, tuning):
    """The bare project on the file `database`, with `tuning` (JSON) beside it in the database's settings."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "bare.settings",
        "BARE_DATABASE": str(database),
        "BARE_TUNING": tuning,
        "GUNICORN_CMD_ARGS": "",
    }
