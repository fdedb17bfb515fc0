"""What a clerk typed into the one search box, turned into what the index is asked.

Names are indexed character by character under their code points, for the text index knows neither words nor the newer
characters; initials, numbers and tails are plain columns asked by range.
"""

from dataclasses import dataclass

TAIL = 6
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Question:
    """One way to ask: a condition on `c` (case_record) or, `by_name`, on `f` (case_name) joined to it."""

    where: str
    values: tuple[str, ...]
    by_name: bool = False


def question(text: str) -> tuple[Question, ...]:
    """The ways to ask for `text`: a case number, digits (ID, its last six, phone), initials, or a name."""
    text = text.strip()
    if not text:
        return (Question("1", ()),)
    upper = text.upper()
    if "-" in upper:
        return (_prefix("case_no", upper),)
    if upper[:-1].isdigit() and (upper[-1].isdigit() or upper[-1] == "X"):
        asked = [_prefix("id_number", upper), _prefix("phone", upper), _prefix("case_no", upper)]
        if len(upper) == TAIL:
            asked.append(Question("c.id_tail = ?", (upper,)))
        return tuple(asked)
    if text.isascii() and text.isalpha():
        return (_prefix("initials", text.lower()), _prefix("initials_too", text.lower()), _named(text))
    return (_named(text),)


def spelled(name: str) -> str:
    """A name as the text index holds it: one word per character, its code point in hex ('u5f20 u56fd')."""
    return " ".join(f"u{ord(c):x}" for c in name if not c.isspace())


def _prefix(column: str, start: str) -> Question:
    guard = " AND c.initials_too <> ''" if column == "initials_too" else ""
    return Question(f"c.{column} >= ? AND c.{column} < ?{guard}", (start, start + _LAST))


def _named(text: str) -> Question:
    return Question("case_name MATCH ?", (f'"{spelled(text)}"',), by_name=True)
