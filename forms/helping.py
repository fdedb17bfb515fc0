"""What the clerk may ask about a question of a form: what it is, on which paper the answer stands, how it looks.

The words stand in the definitions and in `help.toml`, once for each kind of question. Read when first asked for.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from forms.shapes import Field, Matter

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Help:
    """`what` it is and how to give it, where it is `found`, and a `sample` answer as the answers hold it; each may be
    empty, the sample None."""

    what: str
    found: str
    sample: object


def help_of(matter: Matter, field: Field, table: str = "") -> Help:
    """The help for a question, or for a column of the question `table`; a sample out of the matter's own example."""
    words = tuple(_words(field))
    sample = field.sample or _shown(matter, field.key, table) or _first(words, "sample") or None
    return Help(field.hint or _first(words, "what"), field.found or _first(words, "found"), sample)


def _words(field: Field) -> Iterator[Words]:
    """From what is said of this very key to what is said of any question of its type."""
    known = _known()
    for group, name in (("key", field.key), ("code_set", field.code_set), ("kind", field.kind), ("type", field.type)):
        if found := known.get(group, {}).get(name):
            yield found


def _first(words: tuple[Words, ...], part: str) -> str:
    return next((one[part] for one in words if part in one), "")


def _shown(matter: Matter, key: str, table: str) -> object:
    """What the filled-in samples of the matter say there, the main one first."""
    for example in (matter.example, *matter.branches):
        rows = example.answers.get(table) if table else (example.answers,)
        for row in rows or ():
            if isinstance(row, Mapping) and row.get(key) not in (None, "", "paper"):
                return row[key]
    return None


@lru_cache(maxsize=1)
def _known() -> Mapping[str, Mapping[str, Words]]:
    return tomllib.loads(files("forms").joinpath("help.toml").read_text("utf-8"))
