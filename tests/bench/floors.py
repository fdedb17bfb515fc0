"""The floors: the barest program that does the same work, measured in the same run as ours."""

import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Measured:
    """One bench: our median and the floor's in seconds (or bytes), and the ratio aimed at."""

    name: str
    aim: float
    ours: float
    floor: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


def paired(ours: Callable[[], object], floor: Callable[[], object], count: int) -> tuple[float, float]:
    """Medians of both in seconds, taken in turn so that a noisy machine disturbs both alike."""
    for _ in range(5):
        ours()
        floor()
    mine, bare = [], []
    for _ in range(count):
        begun = time.perf_counter()
        ours()
        middle = time.perf_counter()
        floor()
        mine.append(middle - begun)
        bare.append(time.perf_counter() - middle)
    return median(mine), median(bare)


class BareRows:
    """The same rows as ours, written by bare sqlite3 in one transaction, as durable (WAL, synchronous FULL)."""

    def __init__(self, path: Path, schema: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.executescript(schema)

    def write(self, rows: list[tuple[str, tuple[object, ...]]]) -> None:
        """One transaction with these rows."""
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        for statement, values in rows:
            connection.execute(statement, values)
        connection.execute("COMMIT")


def fresh_id() -> str:
    """Something unique for a key column."""
    return os.urandom(16).hex()
