"""Names by the first letters of their pinyin (张国强 → zgq), as clerks search, surnames in their own readings too."""

from functools import cache
from importlib.resources import files


def initials(name: str) -> tuple[str, str]:
    """The initials of a name in common readings, and with the surname's own reading where that differs, else ''.

    Letters stand for themselves, characters without a known reading and marks are left out.
    """
    letters = [_letter(c) for c in name]
    common = "".join(letters)
    surname = _surnames().get(name[:1], letters[0] if letters else "")
    other = surname + "".join(letters[1:])
    return common, other if other != common else ""


def _letter(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    code = ord(character)
    for first, letters in _table():
        if first <= code < first + len(letters):
            found = letters[code - first]
            return "" if found == "." else found
    return ""


@cache
def _table() -> tuple[tuple[int, str], ...]:
    lines = files(__package__).joinpath("initials.txt").read_text("ascii").splitlines()
    return tuple((int(first, 16), letters) for first, letters in (line.split(" ") for line in lines))


@cache
def _surnames() -> dict[str, str]:
    """Characters whose reading as a surname begins with another letter than their common one (单 shàn, 仇 qiú)."""
    lines = files(__package__).joinpath("surnames.txt").read_text("utf-8").splitlines()
    return {line[0]: line[2] for line in lines}
