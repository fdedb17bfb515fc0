"""The floor of the city's door: a bare program that takes packed lines in, chains them, and writes each down once.

Run as a process of its own: `python -m tests.bench.bare_city DATABASE` prints its address. What is sent to /plain is
written down without being chained or told apart."""

import json
import socket
import sqlite3
import sys
from hashlib import sha256

import uvicorn
import zstandard
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


class _Rows:
    """One table of lines, as durable as the city's books (WAL, synchronous FULL)."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute(
            "CREATE TABLE entry (n INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, chain BLOB, content BLOB NOT NULL)"
        )
        self._connection.execute("CREATE TABLE line (n INTEGER PRIMARY KEY, content BLOB NOT NULL)")
        self._chain = bytes(32)

    def keep(self, packed: bytes) -> bytes:
        """One transaction with these entries; a packed word back."""
        rows = []
        for line in _lines(packed):
            digest = sha256(line).digest()
            self._chain = sha256(self._chain + digest).digest()
            rows.append((digest, self._chain, line))
        return self._written("INSERT OR IGNORE INTO entry (hash, chain, content) VALUES (?, ?, ?)", rows)

    def keep_plain(self, packed: bytes) -> bytes:
        """One transaction with these lines, whatever they are; a packed word back."""
        return self._written("INSERT INTO line (content) VALUES (?)", [(line,) for line in _lines(packed)])

    def _written(self, statement: str, rows: list[tuple[bytes, ...]]) -> bytes:
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(statement, rows)
        self._connection.execute("COMMIT")
        return zstandard.ZstdCompressor(level=3).compress(json.dumps({"kept": len(rows)}).encode())


def _lines(packed: bytes) -> list[bytes]:
    return zstandard.ZstdDecompressor().stream_reader(packed).read().split(b"\n")


def main(path: str) -> None:
    """Listen on any port of this machine until the process is ended."""
    rows = _Rows(path)

    async def take(request: Request) -> Response:
        return Response(await run_sync(rows.keep, await request.body()))

    async def take_plain(request: Request) -> Response:
        return Response(await run_sync(rows.keep_plain, await request.body()))

    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    print(json.dumps({"url": f"http://127.0.0.1:{taken.getsockname()[1]}"}), flush=True)
    application = Starlette(routes=[Route("/", take, methods=["POST"]), Route("/plain", take_plain, methods=["POST"])])
    uvicorn.Server(uvicorn.Config(application, log_level="warning", access_log=False)).run(sockets=[taken])


if __name__ == "__main__":
    main(sys.argv[1])
