"""A county's list of broken words as it travels between the PCs of a centre: no number stands in it, only a slow mark
of each, by a key of the list's own. Who has the list can ask it about a number; nobody reads the numbers off it.

A mark costs some milliseconds on purpose: whoever got hold of a list would have to try every number of a county.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAME = "credit.list"
TIMES = 20_000  # PBKDF2-HMAC-SHA256: some five milliseconds a number
MOST = 2_000_000  # characters of a list as it travels
_BYTES, _KEY = 16, 16


@dataclass(frozen=True, slots=True)
class Marked:
    """Why somebody stands on a list, whose list it is, and since when."""

    reason: str
    source: str
    since: str


def write_list(source: str, rows: Iterable[tuple[str, str, str]]) -> str:
    """A list of (ID number, reason, day). Takes some milliseconds a row."""
    key = secrets.token_bytes(_KEY)
    marks = {_mark(key, number): [reason, since] for number, reason, since in rows}
    return json.dumps({"key": key.hex(), "source": source, "marks": marks}, ensure_ascii=False, separators=(",", ":"))


def read_list(text: str) -> Mapping[str, Any]:
    """Raises ValueError for a text that is no list."""
    told = json.loads(text)
    if not isinstance(told, dict) or not isinstance(told.get("marks"), dict) or not isinstance(told.get("source"), str):
        raise ValueError(NAME)
    bytes.fromhex(told["key"])
    if not all(isinstance(one, list) and len(one) > 1 for one in told["marks"].values()):
        raise ValueError(NAME)
    return told


def find(text: str, number: str) -> Marked | None:
    """What a list says of a number; None where it says nothing."""
    told = read_list(text)
    row = told["marks"].get(_mark(bytes.fromhex(told["key"]), number))
    return Marked(str(row[0]), told["source"], str(row[1])) if row else None


def _mark(key: bytes, number: str) -> str:
    plain = number.strip().upper().encode()
    return hashlib.pbkdf2_hmac("sha256", plain, key, TIMES, _BYTES).hex()
