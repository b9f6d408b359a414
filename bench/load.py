"""Sends requests and waits for the answers, as a process of its own: `python -m bench.load`, a job on stdin.

A connection is made for each request, as gunicorn's sync workers close them anyway. Nothing here but sockets,
so that the client takes as little as possible of the machine it measures.
"""

import json
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from .servers import ROOT, BenchError

ANSWER_S = 30
# What a phone's browser says of itself.
HEADERS = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en",
    "Connection": "close",
}


def message(request, port):
    """The bytes of one request; those with a body are POSTs."""
    host = f"127.0.0.1:{port}"
    headers = {"Host": host} | HEADERS | request["headers"]
    body = request.get("body")
    if body is not None:
        headers |= {"Origin": f"http://{host}", "Content-Length": str(len(body.encode()))}
    lines = [f"{'GET' if body is None else 'POST'} {request['path']} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode()


def ask(port, sent):
    """The whole answer to the bytes `sent`."""
    with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_S) as connection:
        connection.sendall(sent)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def drive(*, port, requests, connections, seconds):
    """Send `requests` over `connections` at a time, no longer than `seconds`.

    Returns how many were answered as they should (`done`), in what time, and the others in words (`wrong`).
    """
    waiting = iter([(message(request, port), request["status"]) for request in requests])
    begun = time.perf_counter()

    def work():
        done, wrong = 0, []
        while time.perf_counter() - begun < seconds and (work := next(waiting, None)):
            sent, status = work
            answer = ask(port, sent)
            if answer[9:12] == str(status).encode():
                done += 1
            else:
                wrong.append(f"{sent[:100]} was answered with {answer[:100]}, not {status}")
        return done, wrong

    with ThreadPoolExecutor(connections) as pool:
        results = [future.result() for future in [pool.submit(work) for _ in range(connections)]]
    return {
        "done": sum(done for done, _ in results),
        "seconds": time.perf_counter() - begun,
        "wrong": [line for _, wrong in results for line in wrong],
    }


def send(server, requests, *, connections, seconds):
    """Let a process of its own send `requests`; (answered, seconds). Raises BenchError on a wrong answer."""
    job = {"port": server.port, "requests": requests, "connections": connections, "seconds": seconds}
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        cwd=ROOT,
        input=json.dumps(job),
        capture_output=True,
        text=True,
        timeout=seconds + 2 * ANSWER_S,
        start_new_session=True,  # Ctrl-C is for the benchmark, which then ends this one
    )
    if done.returncode:
        raise BenchError(f"requests to {server.name} failed:\n{done.stderr.strip()}")
    result = json.loads(done.stdout)
    if wrong := result["wrong"]:
        raise BenchError(f"{len(wrong)} wrong answers of {server.name}, the first: {wrong[0]}")
    return result["done"], result["seconds"]


if __name__ == "__main__":
    json.dump(drive(**json.load(sys.stdin)), sys.stdout)
