"""A stand-in for an OpenAI-compatible endpoint, on this machine."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Endpoint:
    """A stand-in for an OpenAI-compatible server that gives the scripted answers in turn."""

    port: int
    script: list[Callable[[], tuple[int, bytes]]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"


@contextmanager
def running_endpoint() -> Iterator[Endpoint]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            running.asked.append({"path": self.path, **json.loads(body)})
            running.keys.append(self.headers["authorization"])
            answer = running.script.pop(0) if len(running.script) > 1 else running.script[0]
            status, content = answer()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.send_header("retry-after-ms", "1")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *args: object) -> None:
            """Say nothing of a client that gave up waiting."""

    server = Server(("127.0.0.1", 0), Handler)
    running = Endpoint(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    server.shutdown()
    thread.join()
    server.server_close()


def says(arguments: object, tokens: int = 100) -> Callable[[], tuple[int, bytes]]:
    """Return an answer that calls the output tool with these arguments."""

    def answer() -> tuple[int, bytes]:
        raw = arguments if isinstance(arguments, str) else json.dumps(arguments)
        call = {"id": "c1", "type": "function", "function": {"name": "final_result", "arguments": raw}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
        content = {
            "id": "x",
            "object": "chat.completion",
            "created": 1,
            "model": "stand-in",
            "choices": [{"index": 0, "finish_reason": "tool_calls", "message": message}],
            "usage": {"prompt_tokens": tokens - 1, "completion_tokens": 1, "total_tokens": tokens},
        }
        return 200, json.dumps(content).encode()

    return answer


def fails(status: int) -> Callable[[], tuple[int, bytes]]:
    return lambda: (status, b'{"error": {"message": "no", "type": "x"}}')
