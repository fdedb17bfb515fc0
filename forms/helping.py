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
    """What it is, `how` such an answer is given, where it is `found`, and a `sample` as the answers hold it.

    Each may be empty, the sample None.
    """

    what: str
    how: str
    found: str
    sample: object


def help_of(matter: Matter, field: Field, table: str = "") -> Help:
    """The help for a question, or for a column of the question `table`; a sample out of the matter's own example."""
    own = tuple(_words(("key", field.key), ("code_set", field.code_set)))
    common = tuple(_words(("kind", field.kind), ("type", field.type)))
    words = (*own, *common)
    sample = field.sample or _shown(matter, field.key, table) or _first(words, "sample") or None
    return Help(
        field.hint or _first(own, "what"), _first(common, "what"), field.found or _first(words, "found"), sample
    )


def _words(*places: tuple[str, str]) -> Iterator[Words]:
    """What help.toml says in these places, as ("type", "date"), in their order."""
    known = _known()
    return (found for group, name in places if (found := known.get(group, {}).get(name)))


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
