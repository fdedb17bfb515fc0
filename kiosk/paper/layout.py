"""The pattern book of the paper room: each document's layout is a page of data in `layouts/`, read once.

A layout names its title, the block's order and every sentence; what stands between braces is filled from the facts
(`telling`). The kinds of block are the subclasses of nothing: plain records, told apart by their type.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `style` is text, strong, plain or small; `when` names a fact without which it is left out."""

    text: str
    style: str = "text"
    indent: bool = True
    when: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A headline and a sentence in a frame: what must not be overlooked."""

    headline: str
    text: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One labelled field; `high` is its least height in millimetres, for what is written by hand."""

    label: str
    says: str = ""
    strong: bool = False
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Facts:
    """A table of labelled fields, one or two to a row. `label_mm`: how wide the labels are."""

    rows: tuple[tuple[Entry, ...], ...]
    label_mm: float = 19.5
    when: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, what it says of each row, width in millimetres (0: what is left)."""

    title: str
    says: str
    mm: float = 0.0
    left: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A row for each of the facts `of`; `blanks` empty rows are added up to that many in all, to be written on."""

    of: str
    columns: tuple[Column, ...]
    caption: str = ""
    blanks: int = 0
    when: str = ""
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Points:
    """Numbered sentences, given here or the facts `of`."""

    items: tuple[str, ...] = ()
    caption: str = ""
    when: str = ""
    of: str = ""
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Part:
    """A second document on the same paper, on a page of its own: its title and the line below it."""

    title: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """Places to sign side by side, each with a label, a line of small print and a date."""

    labels: tuple[str, ...]
    high: float = 24.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """QR code, whom to ask, place for the seal; `signatures` below, kept whole. `in_a_line`: only whom to ask."""

    seal: str = ""
    signatures: tuple[str, ...] = ()
    in_a_line: bool = False


Block = Paragraph | Box | Facts | Table | Points | Part | Signing | Closing

KINDS: Mapping[str, type[Any]] = {
    "paragraph": Paragraph,
    "box": Box,
    "facts": Facts,
    "table": Table,
    "points": Points,
    "part": Part,
    "signing": Signing,
    "closing": Closing,
}


@dataclass(frozen=True, slots=True)
class Layout:
    """One document. `issuer` is body (whose seal it bears) or station; `official`: margins and type of GB/T 9704-2012;
    `mark` is the sign in its number (standards.md §6), one of its own for each document."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    required: tuple[str, ...]
    choices: Mapping[str, Mapping[str, str]]
    copies: tuple[str, ...]
    foot: str
    mark: str
    issuer: str
    official: bool
    addressed: bool


@cache
def layout(name: str) -> Layout:
    """The layout of that name. FileNotFoundError when there is none; TypeError for one that is not in order."""
    import tomllib

    plain = tomllib.loads(files("kiosk.paper").joinpath("layouts", f"{name}.toml").read_text("utf-8"))
    return Layout(
        name=name,
        title=plain["title"],
        blocks=tuple(block for one in plain["blocks"] for block in _blocks(one)),
        required=tuple(plain.get("required", ())),
        choices=plain.get("choices", {}),
        copies=tuple(plain.get("copies", ())),
        foot=plain.get("foot", ""),
        mark=plain.get("mark", ""),
        issuer=plain.get("issuer", "body"),
        official=plain.get("official", False),
        addressed=plain.get("addressed", True),
    )


def _blocks(plain: Mapping[str, Any]) -> Sequence[Block]:
    """One block; `include` stands for the blocks of another file."""
    if "include" in plain:
        return layout(plain["include"]).blocks
    given = {key: value for key, value in plain.items() if key != "kind"}
    if "rows" in given:
        given["rows"] = tuple(tuple(Entry(**entry) for entry in row) for row in given["rows"])
    if "columns" in given:
        given["columns"] = tuple(Column(**column) for column in given["columns"])
    for key in ("labels", "items", "signatures"):
        if key in given:
            given[key] = tuple(given[key])
    block: Block = KINDS[plain["kind"]](**given)
    return (block,)
