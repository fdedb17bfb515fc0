"""What a case is found by, and what a clerk typed into the one search box turned into what the index is asked.

All keys of a case stand in one text index, each a plain ASCII word with a letter that says what it is: `u` and a code
point for each character of the name (the index knows neither words nor the newer characters), `p` pinyin initials, `d`
the number of the ID, `t` its last six, `m` the phone. One index costs a filing far less than a column index for each.
"""

from dataclasses import dataclass

from kiosk.domain.pinyin import initials

TAIL = 6
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Question:
    """One way to ask: a condition on `c` (case_record), or on the index when `indexed`."""

    where: str
    values: tuple[str, ...]
    indexed: bool = False


def search_keys(name: str, id_number: str, phone: str) -> str:
    """The keys under which a case is found."""
    keys = [_spelled(name), *(f"p{letters}" for letters in initials(name) if letters)]
    number = _plain(id_number)
    if number:
        keys += [f"d{number}", f"t{number[-TAIL:]}"]
    if _plain(phone):
        keys.append(f"m{_plain(phone)}")
    return " ".join(keys)


def number_key(id_number: str) -> str:
    """The key of exactly this ID number, as the index is asked for it."""
    return f"keys : d{_plain(id_number)}"


def question(text: str) -> tuple[Question, ...]:
    """The ways to ask for `text`: a case number, digits (ID, its last six, phone), initials, or a name."""
    text = text.strip()
    plain = _plain(text)
    if not text:
        return (Question("1", ()),)
    if "-" in text:
        return (_case_number(text.upper()),)
    if plain == text.lower() and plain[:-1].isdigit() and (plain[-1].isdigit() or plain[-1] == "x"):
        asked = f"d{plain}* OR m{plain}*" + (f" OR t{plain}" if len(plain) == TAIL else "")
        return (_index(asked), _case_number(text.upper()))
    if plain == text.lower() and plain.isalpha():
        return (_index(f"p{plain}*"), _index(f'"{_spelled(text)}"'))
    return (_index(f'"{_spelled(text)}"'),)


def _spelled(name: str) -> str:
    return " ".join(f"u{ord(c):x}" for c in name if not c.isspace())


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isascii() and c.isalnum())


def _case_number(start: str) -> Question:
    return Question("c.case_no >= ? AND c.case_no < ?", (start, start + _LAST))


def _index(asked: str) -> Question:
    return Question("case_index MATCH ?", (asked,), indexed=True)
