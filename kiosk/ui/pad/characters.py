"""Finding a character that no keyboard gives: by reading, strokes, parts, code point, or several of these at once."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assets import writing
from kiosk.domain.pinyin import read_as, readings, toned

MOST = 400
_CODE = re.compile(r"(?:u\+?)([0-9a-f]{4,6})|((?=[0-9a-f]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{4,6}|[0-9]{4,6})")


@dataclass(frozen=True, slots=True)
class Found:
    """One character: how it is read ('yǎn'), its strokes (0: not known), its parts, and where it stands in Unicode."""

    character: str
    read: tuple[str, ...]
    strokes: int
    parts: str

    @property
    def code(self) -> str:
        """U+4DAE."""
        return f"U+{ord(self.character):04X}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: a code point alone, or a reading, a count of strokes and parts, each if it was given."""

    code: str = ""
    read: str = ""
    strokes: int = 0
    parts: str = ""


def understood(typed: str) -> Asked:
    """'yan', '9', '龙天', 'U+4DAE', and what may stand together: 'yan 9', '9 龙', 'yan9龙'."""
    typed = typed.strip().lower()
    code = _CODE.fullmatch(typed.replace(" ", ""))
    if code:
        return Asked(code=code[1] or code[2])
    read = "".join(re.findall(r"[a-zü]+", typed)).replace("ü", "v")
    numbers = re.findall(r"\d+", typed)
    parts = "".join(c for c in typed if not c.isascii() and not c.isspace() and c != "ü")
    return Asked(read=read, strokes=int(numbers[0]) if numbers else 0, parts=parts)


def find(typed: str, *, everyday: bool = False, most: int = MOST) -> Sequence[Found]:
    """The characters that fit, those of names first: without `everyday` what every keyboard has comes last, with it
    first. Nothing for nothing typed."""
    asked = understood(typed)
    if asked.code:
        code = int(asked.code, 16)
        fits = 0x20 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF and not 0xFDD0 <= code <= 0xFDEF
        return [describe(chr(code))] if fits else []
    if asked == Asked():
        return []
    fitting = _fitting(asked)
    return [describe(one) for one in sorted(fitting, key=lambda one: _rank(one, asked, everyday))[:most]]


def describe(character: str) -> Found:
    """What is known of one character."""
    return Found(
        character,
        tuple(toned(reading) for reading in readings(character)),
        writing.strokes().get(character, (0, 0))[0],
        writing.parts().get(character, ""),
    )


def radicals(typed: str) -> Sequence[tuple[int, str]]:
    """Radicals to choose a part from, each form (水 and 氵) with its strokes; a number typed narrows them."""
    strokes = understood(typed).strokes if typed.strip().isdigit() else 0
    known = writing.strokes()
    each = ((known[form][0] if form in known else count, form) for count, forms in writing.radicals() for form in forms)
    return sorted(((count, form) for count, form in each if strokes in (0, count)), key=lambda one: one[0])


def _fitting(asked: Asked) -> set[str]:
    sets: list[set[str] | frozenset[str]] = []
    if asked.read:
        sets.append(read_as(asked.read))
    for part in dict.fromkeys(asked.parts):
        held: set[str] = {part}
        for form in writing.forms().get(part, part):
            held |= writing.holding().get(form, frozenset())
        sets.append(held)
    if asked.strokes:
        counted = writing.strokes()
        among = set.intersection(*map(set, sets)) if sets else counted
        return {one for one in among if counted.get(one, (0, 0))[0] == asked.strokes}
    return set.intersection(*map(set, sets))


def _rank(character: str, asked: Asked, everyday: bool) -> tuple[int, int, int, int, int]:
    """Exactly these parts; exactly this reading; how likely in a name; fewer strokes; its place in Unicode."""
    parts = writing.parts().get(character, "")
    exact = bool(asked.parts) and _same(Counter(parts), Counter(asked.parts))
    read = bool(asked.read) and any(one[:-1] == asked.read for one in readings(character))
    likely = _likely(character)
    order = (0, 1, 2, 3, 4) if everyday else (2, 3, 0, 1, 4)
    return (not exact, not read, order[likely], writing.strokes().get(character, (99, 0))[0], ord(character))


def _same(one: Counter[str], other: Counter[str]) -> bool:
    same = writing.forms()
    return Counter({same.get(k, k): v for k, v in one.items()}) == Counter(
        {same.get(k, k): v for k, v in other.items()}
    )


def _likely(character: str) -> int:
    """0, 1: on every keyboard (GB 2312, both levels); 2: standard beyond it, mostly of names; 3: read; 4: the rest."""
    try:
        return 0 if character.encode("gb2312")[0] < 0xD8 else 1
    except UnicodeEncodeError:
        pass
    if character in writing.standard():
        return 2
    return 3 if readings(character) else 4
