"""Same matter, same standard, same code: the catalogues of several centres laid side by side, and where they differ.

What is compared is what a resident would notice: the name, how far it goes, the fee, the clocks, the papers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.catalogue import Catalogue
from forms.comparing.facts import Entry, entries
from forms.comparing.words import say

_GUIDE = frozenset(("name", "mode", "fee_charged", "fee", "result", "proxy", "tolerance_allowed", "accept_at"))


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is not the same everywhere. `said` by centre, empty where it is not said; `usual` what most say,
    empty where no one wording is the most common; `matter` is the code, `part` as forms.comparing.facts has it."""

    matter: str
    name: str
    part: str
    label: str
    what: str
    said: Mapping[str, str]
    usual: str

    @property
    def apart(self) -> tuple[str, ...]:
        """The centres that say otherwise than most; all of them where there is no most."""
        return tuple(centre for centre, text in self.said.items() if not self.usual or text != self.usual)


@dataclass(frozen=True, slots=True)
class Fairness:
    """The outcome: how many matters were compared among which centres, and every difference, by matter."""

    centres: tuple[str, ...]
    compared: int
    differences: tuple[Difference, ...]

    @property
    def same(self) -> int:
        """How many matters are the same everywhere."""
        return self.compared - len({one.matter for one in self.differences})

    def lines(self) -> list[str]:
        """The report for people, in Chinese."""
        counts = {"centres": len(self.centres), "compared": self.compared, "same": self.same}
        found = [say("fair_head", **counts, differences=len(self.differences))]
        matter = ""
        for one in self.differences:
            if one.matter != matter:
                matter = one.matter
                found.append(say("fair_matter", code=one.matter, name=one.name))
            label = one.what if one.label == one.what else say("diff_of", label=one.label) + one.what
            found.append(say("fair_line", part=say(f"part_{one.part}"), label=label))
            groups: dict[str, list[str]] = {}
            for centre, text in one.said.items():
                groups.setdefault(text, []).append(centre)
            for text, centres in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
                said = text or say("diff_nothing")
                found.append(say("fair_said", said=said, count=len(centres), centres=_listed(centres)))
        return found


def compare(catalogues: Mapping[str, Catalogue]) -> Fairness:
    """Lay the newest versions of all matters of several centres side by side. `catalogues` by the centre's name."""
    codes = sorted({one.code for catalogue in catalogues.values() for one in catalogue.matters()})
    found = [difference for code in codes for difference in _of_matter(code, catalogues)]
    return Fairness(tuple(catalogues), len(codes), (*found, *_same_name(catalogues)))


def _of_matter(code: str, catalogues: Mapping[str, Catalogue]) -> Iterator[Difference]:
    have = {centre: one.matter(code) for centre, one in catalogues.items() if one.versions(code)}
    name = next(iter(have.values())).name
    yield from _differing(
        (code, name), "guide", say("fair_offered"), {c: say("yes" if c in have else "no") for c in catalogues}
    )
    if len({matter.fingerprint for matter in have.values()}) == 1:
        return
    versions = {centre: str(matter.version) for centre, matter in have.items()}
    yield from _differing((code, name), "guide", say("fair_version"), versions)
    said = {centre: _noticed(entries(matter)) for centre, matter in have.items()}
    places = dict.fromkeys(place for found in said.values() for place in found)
    for part, key in places:
        present = {centre: found.get((part, key)) for centre, found in said.items()}
        entry = next(one for one in present.values() if one)
        if part == "papers" and not all(present.values()):
            asked = {centre: say("yes" if one else "no") for centre, one in present.items()}
            yield from _differing((code, name), part, say("fair_asked"), asked, entry.label)
            continue
        for what in dict.fromkeys(what for one in present.values() if one for what in one.said):
            texts = {centre: one.said.get(what, "") if one else "" for centre, one in present.items()}
            yield from _differing((code, name), part, what, texts, entry.label)


def _noticed(found: Mapping[tuple[str, str], Entry]) -> dict[tuple[str, str], Entry]:
    return {
        place: entry
        for place, entry in found.items()
        if entry.part in ("papers", "limits") or (entry.part == "guide" and entry.key in _GUIDE)
    }


def _differing(
    matter: tuple[str, str], part: str, what: str, said: Mapping[str, str], label: str = ""
) -> Iterator[Difference]:
    if len(set(said.values())) > 1:
        yield Difference(*matter, part, label or what, what, said, _usual(said))


def _usual(said: Mapping[str, str]) -> str:
    most = Counter(said.values()).most_common(2)
    return most[0][0] if len(most) == 1 or most[0][1] > most[1][1] else ""


def _same_name(catalogues: Mapping[str, Catalogue]) -> Iterator[Difference]:
    """Matters of one name that have different codes at different centres."""
    codes: dict[str, dict[str, str]] = {}
    for centre, catalogue in catalogues.items():
        for one in catalogue.matters():
            codes.setdefault(one.name, {})[centre] = one.code
    for name, said in codes.items():
        yield from _differing((min(said.values()), name), "guide", say("fair_code"), said)


def _listed(centres: list[str]) -> str:
    return say("fair_between").join(centres)
