"""The floor of a line over the LAN: a bare program that gives out numbers and calls them, each durable and encrypted.

`python -m tests.bench.bare_line DATABASE` prints its address."""

import json
import socket
import sys

import sqlcipher3
import uvicorn
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


class _Line:
    """One table of numbers (SQLCipher, WAL, synchronous FULL), one connection."""

    def __init__(self, path: str) -> None:
        self._connection = sqlcipher3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.execute(f"PRAGMA key = \"x'{'11' * 32}'\"")
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute(
            "CREATE TABLE ticket (n INTEGER PRIMARY KEY, matter TEXT, state TEXT, at_window TEXT, told TEXT)"
        )
        self._connection.execute("CREATE INDEX waiting ON ticket (n) WHERE state = 'waiting'")

    def do(self, step: str, given: dict[str, str]) -> dict[str, object]:
        """One step in one transaction."""
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        if step == "take":
            told = json.dumps(given)
            n = connection.execute(
                "INSERT INTO ticket (matter, state, at_window, told) VALUES (?, 'waiting', '', ?) RETURNING n",
                (given["matter"], told),
            ).fetchone()[0]
        else:
            n = connection.execute("SELECT min(n) FROM ticket WHERE state = 'waiting'").fetchone()[0]
            connection.execute("UPDATE ticket SET state = 'called', at_window = ? WHERE n = ?", (given["window"], n))
        connection.execute("COMMIT")
        return {"n": n}


def main(path: str) -> None:
    """Serve until stopped."""
    line = _Line(path)

    async def step(request: Request) -> Response:
        given = json.loads(await request.body())
        return JSONResponse(await run_sync(line.do, request.path_params["step"], given))

    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.bind(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{taken.getsockname()[1]}", flush=True)
    application = Starlette(routes=[Route("/{step}", step, methods=["POST"])])
    uvicorn.Server(uvicorn.Config(application, log_level="error", access_log=False)).run(sockets=[taken])


if __name__ == "__main__":
    main(sys.argv[1])
