"""The compiled catalogue: one file with a table of contents, so that one matter is read without reading the rest.

Eight bytes length, the contents as JSON, then the matters and code sets as JSON one after the other. `stamps` are the
sources' names, sizes and times, `sources` the hash of their content: together they tell cheaply whether it is stale.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = 3
HEAD = 8


@dataclass(frozen=True, slots=True)
class Index:
    """An opened compiled catalogue: its contents, and a way to read one piece by (offset, length)."""

    contents: Mapping[str, Any]
    read: Callable[[int, int], bytes]

    def matter(self, code: str, version: int) -> Any:
        """The canonical description of a matter. Raises KeyError."""
        return self._piece(self.contents["definitions"][code][str(version)])

    def code_set(self, identity: str) -> Any:
        """The canonical description of a code set. Raises KeyError."""
        return self._piece(self.contents["code_sets"][identity])

    def _piece(self, place: tuple[int, int]) -> Any:
        return json.loads(self.read(*place))


def dumps(value: Any) -> bytes:
    """JSON bytes that are the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def pack(contents: Mapping[str, Any], matters: Mapping[tuple[str, int], Any], code_sets: Mapping[str, Any]) -> bytes:
    """The bytes of a compiled catalogue."""
    body = bytearray()

    def put(value: Any) -> tuple[int, int]:
        piece = dumps(value)
        body.extend(piece)
        return len(body) - len(piece), len(piece)

    definitions: dict[str, dict[str, tuple[int, int]]] = {}
    for (code, version), value in matters.items():
        definitions.setdefault(code, {})[str(version)] = put(value)
    places = {key: put(value) for key, value in code_sets.items()}
    places_of = {"definitions": definitions, "code_sets": places, "size": len(body)}
    head = dumps({**contents, **places_of, "format": FORMAT})
    return len(head).to_bytes(HEAD, "big") + head + bytes(body)


def opened(content: bytes) -> Index:
    """A compiled catalogue held in memory. Raises ValueError for bytes that are none."""
    length = int.from_bytes(content[:HEAD], "big")
    start = HEAD + length
    contents = _contents(content[HEAD:start], len(content) - start)
    return Index(contents, lambda offset, size: content[start + offset : start + offset + size])


def opened_file(path: Path) -> Index:
    """A compiled catalogue on disk, of which only the contents are read now. Raises ValueError or OSError."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = HEAD + int.from_bytes(file.read(HEAD), "big")
        contents = _contents(file.read(start - HEAD) if start <= size else b"", size - start)

    def read(offset: int, size: int) -> bytes:
        with path.open("rb") as file:
            file.seek(start + offset)
            return file.read(size)

    return Index(contents, read)


def _contents(head: bytes, size: int) -> Mapping[str, Any]:
    contents = json.loads(head)
    if not isinstance(contents, dict) or contents.get("format") != FORMAT or contents.get("size") != size:
        raise ValueError("not a compiled catalogue of this format")
    return contents
