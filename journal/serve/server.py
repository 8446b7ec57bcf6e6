"""Server: HTTP, on this machine unless told otherwise, with a thread for each connection."""

import socket
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from journal.serve.desk import Desk
from journal.serve.guard import Guard, guard_of
from journal.serve.news import news
from journal.serve.respond import NEWS, Response, respond


class Server(ThreadingHTTPServer):
    """Serves what lies on a desk. Raises OSError where it cannot listen."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, host: str, port: int, desk: Desk) -> None:
        self.desk, self.guard = desk, guard_of(host)
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), Handler)

    def server_bind(self) -> None:
        """Listen, without asking the network for a name of this machine, which may take seconds."""
        # On Windows it would let two programs listen at one port.
        self.allow_reuse_address = sys.platform != "win32"
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(self.allow_reuse_address))
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is nothing to tell of."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together
    timeout = 60
    server: Server

    @property
    def guard(self) -> Guard:
        """Who may ask."""
        return self.server.guard

    def do_GET(self) -> None:
        """Answer with a body."""
        self._send(self._answer())

    def do_HEAD(self) -> None:
        """Answer without."""
        self._send(self._answer(), with_body=False)

    def log_message(self, *_: object) -> None:
        """The terminal is for what concerns the site."""

    def _answer(self) -> Response:
        if why := self.guard.refuses(self.headers):
            return Response(HTTPStatus.FORBIDDEN, f"{why}\n".encode())
        desk = self.server.desk
        if urlsplit(self.path).path == NEWS:
            return news(self.path, desk)
        return respond(self.path, desk.edition, desk.name)

    def _send(self, response: Response, *, with_body: bool = True) -> None:
        etag = response.headers.get("ETag")
        fresh = etag is not None and etag in self.headers.get("If-None-Match", "")
        self.send_response(HTTPStatus.NOT_MODIFIED if fresh else response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if not fresh:
            self.send_header("Content-Type", response.type)
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if with_body and not fresh:
            self.wfile.write(response.body)
        self.wfile.flush()
