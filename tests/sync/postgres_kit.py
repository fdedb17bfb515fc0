"""A real PostgreSQL server for tests: a data directory and a socket of its own, as durable as in a city (fsync on)."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

OWNER = "postgres"  # the server refuses to run as root


def programs() -> Path:
    """The folder of initdb, pg_ctl and psql. Skips where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    here = found[-1] if found else shutil.which("initdb")
    if here is None:
        pytest.skip("missing: postgresql")
    return Path(here).parent


class Postgres:
    """A server that runs. `fresh` makes empty books and gives their address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def fresh(self) -> str:
        """The SQLAlchemy address of a new schema: much quicker made than a database, and as good as one."""
        self._count += 1
        with psycopg.connect(f"host={self._folder} user={OWNER} dbname={OWNER}", autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA city{self._count}")
        return f"postgresql+psycopg://{OWNER}@/{OWNER}?host={self._folder}&options=-csearch_path%3Dcity{self._count}"


def run(program: Path, *words: object) -> None:
    """One of the server's programs, as its owner."""
    owner = {"user": OWNER, "group": OWNER} if os.geteuid() == 0 else {}
    command = [str(program), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", env=_quiet(), check=False, **owner)
    assert done.returncode == 0, done.stderr


def _quiet() -> dict[str, str]:
    return {name: text for name, text in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C.UTF-8"}


@contextmanager
def postgres_server() -> Iterator[Postgres]:
    """A server from its first moment to its last."""
    binaries = programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path must be short
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER, OWNER)
        books = folder / "books"
        run(binaries / "initdb", "-D", books, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync")
        listening = f"-k {folder} -c listen_addresses='' -c fsync=on -c synchronous_commit=on"
        run(binaries / "pg_ctl", "-D", books, "-w", "-l", folder / "log", "-o", listening, "start")
        try:
            yield Postgres(folder)
        finally:
            run(binaries / "pg_ctl", "-D", books, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
