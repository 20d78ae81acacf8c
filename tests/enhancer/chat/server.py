"""A chat server, a process of its own: `python server.py MANNER`. Prints its port; speaks the protocol or misbehaves.

Manners: right, think, hang, drip, flood, status, html, empty, prose, lie, shape. What it is asked lies at GET /asked.
"""

from __future__ import annotations

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MANNER = sys.argv[1]
FACTS = {
    "facts": [
        {"facet": "weather", "value": "snow", "subject": "", "shot": 0, "why": "The words ask for snow."},
        {"facet": "does", "value": "dance", "subject": "cat", "shot": 0, "why": "The cat dances."},
        {"facet": "who", "value": "cat*2", "subject": "", "shot": 0, "why": "Two are named."},
    ]
}
LIE = {"facts": [{"facet": "who", "value": "elephant", "subject": "", "shot": 0, "why": "I know better."}]}
CONTENT = {
    "right": json.dumps(FACTS), "think": f"<think>hm</think>```json\n{json.dumps(FACTS)}\n```", "prose": "Sure! Two.",
    "lie": json.dumps(LIE), "shape": json.dumps({"facts": [{"facet": ["who"], "value": 1}]}), "empty": "",
}  # fmt: skip
ASKED: list[str] = []


class Handler(BaseHTTPRequestHandler):
    """One answer for all."""

    def do_GET(self) -> None:
        self._send(200, json.dumps(ASKED[-1:]).encode())

    def do_POST(self) -> None:
        ASKED.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if MANNER == "hang":
            time.sleep(60)
        elif MANNER in ("drip", "flood"):
            self._stream()
        elif MANNER == "status":
            self._send(500, b"no")
        elif MANNER == "html":
            self._send(200, b"<html>")
        else:
            self._send(200, json.dumps({"choices": [{"message": {"content": CONTENT[MANNER]}}]}).encode())

    def _stream(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b" " * (1 if MANNER == "drip" else 1 << 16))
            self.wfile.flush()
            time.sleep(0.1 if MANNER == "drip" else 0)

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
