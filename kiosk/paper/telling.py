"""What the braces of a layout say: the facts of a document as words, before anybody sets them in type.

`{heading.matter}` is a fact; `{way}` of a choice is all its options, the chosen one ticked; `{way|only}` is the chosen
one alone. A fact that is empty leaves a line to write on within a sentence, and an empty field where it stands alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum

from kiosk.paper import words as w

_BRACE = re.compile(r"\{([a-z_.]+)(\|only)?\}")

Choices = Mapping[str, Mapping[str, str]]


class Telling:
    """The facts of one document, and the words for their choices."""

    def __init__(self, facts: object, choices: Choices, more: Mapping[str, object] | None = None) -> None:
        self._facts = facts
        self._choices = choices
        self._more = more or {}

    def fact(self, path: str) -> object:
        """The fact at a dotted path. AttributeError when the document has none of that name."""
        head, _, rest = path.partition(".")
        value = self._more[head] if head in self._more else getattr(self._facts, head)
        for name in rest.split(".") if rest else ():
            value = getattr(value, name)
        return value

    def has(self, path: str) -> bool:
        """Whether a fact is given; every one is where `path` is empty. `!fact` asks whether it is not."""
        if path.startswith("!"):
            return not self.has(path[1:])
        return not path or not _empty(self.fact(path))

    def says(self, template: str) -> str:
        """The template with its braces filled."""
        lone = _BRACE.fullmatch(template)
        blank = "" if lone else w.TO_WRITE_ON
        return _BRACE.sub(lambda brace: self._word(brace[1], bool(brace[2])) or blank, template)

    def rows(self, path: str) -> Sequence["Telling"]:
        """One telling for each of several facts; `number` is its place, from 1."""
        found = self.fact(path)
        rows = found if isinstance(found, (tuple, list)) else ()
        return [Telling(row, self._choices, {"number": nth, "row": row}) for nth, row in enumerate(rows, 1)]

    def _word(self, path: str, only: bool) -> str:
        value, options = self.fact(path), self._choices.get(path.rpartition(".")[2])
        if options is None:
            return worded(value)
        chosen = [worded(one) for one in (value if isinstance(value, tuple) else (value,))]
        if only:
            return w.LISTED.join(options[one] for one in chosen if one in options)
        ticked = ((w.TICKED if key in chosen else w.UNTICKED) + label for key, label in options.items())
        return w.BETWEEN_CHOICES.join(ticked)


def missing(facts: object, required: Sequence[str]) -> tuple[str, ...]:
    """Which of the required facts are empty."""
    telling = Telling(facts, {})
    return tuple(path for path in required if not telling.has(path))


def worded(value: object) -> str:
    """One fact as words; what is not there is empty."""
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return w.moment(value)
    if isinstance(value, date):
        return w.day(value)
    if isinstance(value, (tuple, list)):
        return w.LISTED.join(worded(one) for one in value)
    return str(value)


def _empty(value: object) -> bool:
    if is_dataclass(value) and not isinstance(value, type):
        return all(_empty(getattr(value, one.name)) for one in fields(value))
    return value is None or value == "" or value == ()
