"""A real web server on this machine, whose pages do what the path says."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        kind, _, rest = self.path.lstrip("/").partition("/")
        getattr(self, f"_{kind}")(rest)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posted.append((dict(self.headers), body))  # type: ignore[attr-defined]
        self._answer(int(self.path.rsplit("/", 1)[-1]), b"")

    def _file(self, size: str) -> None:
        self._answer(200, b"x" * int(size))

    def _to(self, location: str) -> None:
        self._answer(302, b"", ("Location", location))

    def _round(self, _: str) -> None:
        self._answer(302, b"", ("Location", "/round/"))

    def _missing(self, _: str) -> None:
        self._answer(404, b"no")

    def _endless(self, _: str) -> None:
        """More than was promised: no length, pieces without end."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        piece = b"y" * 65536
        try:
            while True:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        except OSError:
            self.close_connection = True

    def _drip(self, _: str) -> None:
        """A byte now and then: never idle for long, never done."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"z")
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def _torn(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"z")
        self.close_connection = True

    def _answer(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (("Content-Length", str(len(body))), ("Content-Type", "video/mp4"), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    server.daemon_threads = True
    server.posted = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
