"""How characters are written, as the house's tables say it: strokes, radical, the parts that they fall into.

Made by `make_characters.py`. Each table is read when it is first asked for; parts take a fifth of a second, so whoever
asks for them does it away from the screen.
"""

from functools import cache
from importlib.resources import files


@cache
def standard() -> frozenset[str]:
    """The 8,105 characters of 通用规范汉字表 (2013), with all that names of persons and places need by count of use."""
    return frozenset(_table("standard").strip())


@cache
def strokes() -> dict[str, tuple[int, int]]:
    """Each character's count of strokes, and its KangXi radical's number."""
    found: dict[str, tuple[int, int]] = {}
    for line in _table("strokes").splitlines():
        total, radical, characters = line.split(" ")
        found |= dict.fromkeys(characters, (int(total), int(radical)))
    return found


@cache
def radicals() -> tuple[tuple[int, str], ...]:
    """The 214 radicals in their order: strokes, and their forms (水氵氺), the one that stands for it first."""
    return tuple((int(line.split(" ")[1]), line.split(" ")[2]) for line in _table("radicals").splitlines())


@cache
def parts() -> dict[str, str]:
    """What a character falls into at once (䶮: 龙天), for 54,000 of them."""
    return {line[0]: line[1:] for line in _table("parts").splitlines()}


def within() -> dict[str, frozenset[str]]:
    """Every part, at any depth, that a character holds; its radical's forms count for those without known parts.
    Made at each call: 40 MB that nobody needs twice."""
    found: dict[str, frozenset[str]] = {}
    direct = parts()
    for character in direct:
        _gather(character, direct, found, ())
    for character, (_, radical) in strokes().items():
        if character not in found:
            found[character] = frozenset(radicals()[radical - 1][1])
    return found


@cache
def holding() -> dict[str, frozenset[str]]:
    """The other way round: the characters that hold a part."""
    found: dict[str, list[str]] = {}
    for character, held in within().items():
        for part in held:
            found.setdefault(part, []).append(character)
    return {part: frozenset(characters) for part, characters in found.items()}


@cache
def forms() -> dict[str, str]:
    """What counts as the same part: 水 is 氵 as well."""
    found: dict[str, str] = {}
    for _, same in radicals():
        for one in same:
            found[one] = "".join(dict.fromkeys(found.get(one, "") + same))
    return found


def _gather(
    character: str, direct: dict[str, str], found: dict[str, frozenset[str]], above: tuple[str, ...]
) -> frozenset[str]:
    if character in found:
        return found[character]
    held = set(direct.get(character, ()))
    for part in direct.get(character, ()):
        if part not in above and part != character:
            held |= _gather(part, direct, found, (*above, character))
    held.discard(character)
    if not above or character in direct:
        found[character] = frozenset(held)
    return frozenset(held)


def _table(name: str) -> str:
    return files("assets").joinpath("characters", f"{name}.txt").read_text("utf-8")
