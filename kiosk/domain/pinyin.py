"""Names by the first letters of their pinyin (张国强 → zgq), as clerks search, surnames in their own readings too."""

from functools import cache
from importlib.resources import files

# Characters whose reading as a surname begins with another letter than their common one (单 shàn, 仇 qiú, 解 xiè …).
SURNAMES = (
    {"单": "s", "仇": "q", "解": "x", "查": "z", "曾": "z", "区": "o", "盖": "g", "乐": "y", "朴": "p", "尉": "y"}
    | {"缪": "m", "冼": "x", "洗": "x", "种": "c", "召": "s", "会": "g", "隗": "w", "繁": "p", "员": "y", "贠": "y"}
    | {
        "折": "s",
        "黑": "h",
        "秘": "b",
        "祭": "z",
        "燕": "y",
        "翟": "z",
        "万": "w",
        "覃": "q",
        "逄": "p",
        "阚": "k",
        "句": "g",
    }
)


def initials(name: str) -> tuple[str, str]:
    """The initials of a name in common readings, and with the surname's own reading where that differs, else ''.

    Letters stand for themselves, characters without a known reading and marks are left out.
    """
    letters = [_letter(c) for c in name]
    common = "".join(letters)
    surname = SURNAMES.get(name[:1], letters[0] if letters else "")
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
    return tuple((int(line.split(" ")[0], 16), line.split(" ")[1]) for line in lines)
