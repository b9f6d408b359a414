"""A way to the server that can be told to fail: before a request has arrived, or after the server has acted on it."""

import http.client
import socket
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

# Between two machines each hop has headers of its own.
OF_THE_HOP = {"connection", "keep-alive", "transfer-encoding"}


class Proxy:
    """Hands requests on to 127.0.0.1:`port` and their answers back, but for what it is told to lose.

    `is_down` lets nothing through. `lose_answer()` and `lose_request()` concern the next entry alone (a POST): with the
    first the server has it, with the second it never arrives; the phone sees the same broken connection.
    """

    def __init__(self, port):
        self.port = port
        self.is_down = False
        self.lost = []
        # Of an address, what stands for what in its answer.
        self.instead = {}
        self._plans = []
        self._lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"proxy": self}))
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def lose_answer(self):
        self._plans.append("answer")

    def lose_request(self):
        self._plans.append("request")

    def forget(self):
        """Lose nothing more."""
        self.is_down = False
        self._plans.clear()

    def plan_for(self, method):
        """What becomes of this request: "answer" or "request" is lost, "" goes through."""
        if self.is_down:
            return "request"
        with self._lock:
            plan = self._plans.pop(0) if method == "POST" and self._plans else ""
        if plan:
            self.lost.append(plan)
        return plan

    def close(self):
        self._server.shutdown()
        self._server.server_close()


class Handler(BaseHTTPRequestHandler):
    """One connection from the browser; each request goes to the server over one of its own."""

    protocol_version = "HTTP/1.1"
    proxy = None

    def hand_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        plan = self.proxy.plan_for(self.command)
        if plan == "request":
            return self.break_off()
        with suppress(OSError, http.client.HTTPException):
            answer, content = self.ask(body)
            if plan != "answer":
                return self.give_back(answer, content)
        return self.break_off()

    do_GET = do_HEAD = do_POST = hand_on

    def ask(self, body):
        """The server's answer and its content."""
        link = http.client.HTTPConnection("127.0.0.1", self.proxy.port, timeout=30)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in OF_THE_HOP}
        if self.path in self.proxy.instead:
            headers["Accept-Encoding"] = "identity"
        link.request(self.command, self.path, body or None, headers)
        answer = link.getresponse()
        content = answer.read()
        link.close()
        for old, new in self.proxy.instead.get(self.path, {}).items():
            content = content.replace(old, new)
        return answer, content

    def give_back(self, answer, content):
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in OF_THE_HOP | {"content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def break_off(self):
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_):
        """Nothing: what is lost stands in `lost`."""
