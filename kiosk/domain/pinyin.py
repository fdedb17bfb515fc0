"""Names by their pinyin, as clerks search: first letters (张国强 → zgq), whole syllables, both mixed (zhanggq).

`readings.txt` is made by assets/make_characters.py from the Unihan data: 41,000 characters, the common reading first,
others behind it, so that a surname's own reading (单 shàn, 仇 qiú) is found as well.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

MOST_CUTS = 6
_NO_INITIAL = "iuv"  # no syllable begins with these
_MARKS = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "v": "ǖǘǚǜ"}


def initials(name: str) -> tuple[str, str]:
    """The initials of a name in common readings, and with the surname's own reading where that differs, else ''.

    Letters stand for themselves, characters without a known reading and marks are left out.
    """
    letters = [_letter(c) for c in name]
    common = "".join(letters)
    surname = _surnames().get(name[:1], letters[0] if letters else "")
    other = surname + "".join(letters[1:])
    return common, other if other != common else ""


def readings(character: str) -> tuple[str, ...]:
    """Its readings, tone behind ('yan3', 'lv4', neutral 5), the common one first; none for one that is not known."""
    return _table().get(character, ())


def syllables(character: str) -> tuple[str, ...]:
    """Its readings without tones, each once ('shan', 'dan'); a letter stands for itself."""
    if character.isascii():
        return (character.lower(),) if character.isalnum() else ()
    return tuple(dict.fromkeys(reading[:-1] for reading in readings(character)))


def read_as(letters: str) -> frozenset[str]:
    """Characters with a reading that is, or begins with, these letters."""
    return frozenset().union(*(found for syllable, found in _by_syllable().items() if syllable.startswith(letters)))


def toned(reading: str) -> str:
    """As it is written: 'yan3' is 'yǎn', 'lv4' 'lǜ'."""
    letters, tone = reading[:-1], int(reading[-1])
    bearer = next((v for v in "aeo" if v in letters), "")
    if not bearer:
        bearer = next((v for v in reversed(letters) if v in "iuv"), "")
    if tone < 5 and bearer:
        letters = letters.replace(bearer, _MARKS[bearer][tone - 1], 1)
    return letters.replace("v", "ü")


def cuts(typed: str) -> Sequence[tuple[str, ...]]:
    """The ways in which typed letters may be a name, a piece for each character: an initial, a syllable, or, last, the
    beginning of one. Fewest pieces first; the way of letters alone is always among them, for names in letters."""
    found = sorted(_cut(typed), key=len)[: MOST_CUTS - 1]
    alone = tuple(typed)
    return found if alone in found else [*found, alone]


def _cut(typed: str) -> Iterator[tuple[str, ...]]:
    if not typed:
        yield ()
        return
    if typed[0] in _NO_INITIAL:
        return
    if len(typed) > 1 and typed in _beginnings():
        yield (typed,)
    for size in range(min(6, len(typed) - 1), 0, -1):
        piece = typed[:size]
        if size == 1 or piece in _known():
            for rest in _cut(typed[size:]):
                yield (piece, *rest)
    if len(typed) == 1:
        yield (typed,)


def _letter(character: str) -> str:
    found = syllables(character)
    return found[0][0] if found else ""


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    rest: list[tuple[str, str]] = []
    for line in files(__package__).joinpath("readings.txt").read_text("utf-8").splitlines():
        reading, _, characters = line.partition(" ")
        first, _, also = characters.partition("|")
        one = (reading,)
        for character in first:
            table[character] = one
        rest.append((reading, also))
    for reading, also in rest:
        for character in also:
            table[character] = (*table[character], reading)
    return table


@cache
def _by_syllable() -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    for character, several in _table().items():
        for reading in several:
            found.setdefault(reading[:-1], []).append(character)
    return {syllable: frozenset(characters) for syllable, characters in found.items()}


@cache
def _known() -> frozenset[str]:
    every = frozenset(reading[:-1] for found in _table().values() for reading in found)
    return frozenset(one for one in every if any(letter in "aeiouv" for letter in one))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(one[:size] for one in _known() for size in range(2, len(one) + 1))


@cache
def _surnames() -> dict[str, str]:
    """Characters whose reading as a surname begins with another letter than their common one (单 shàn, 仇 qiú)."""
    lines = files(__package__).joinpath("surnames.txt").read_text("utf-8").splitlines()
    return {line[0]: line[2] for line in lines}
