"""Matters that are done in one go (联办): asked once, split into the forms of each; each keeps its own case and clock.

What was filled in is kept by matter: {"M0301": {"baby_name": …}, "M0601": {…}}. A shared question is answered in the
matter that owns it and copied to the others; nothing here files, and the plain definitions know nothing of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from forms import spelling
from forms.shapes import Material, Matter, Section

Given = Mapping[str, Mapping[str, Any]]  # by matter, then by field


@dataclass(frozen=True, slots=True)
class Place:
    """A field of one of the matters."""

    matter: str
    field: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A question asked once: where it is asked, where else the answer goes. `take` "day": only the date of a time."""

    asked: Place
    copied: tuple[Place, ...]
    take: str = ""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A question with one answer only when the matters are done together: it is not asked."""

    place: Place
    value: Any


@dataclass(frozen=True, slots=True)
class SharedPaper:
    """A paper that is brought once: the material that it is handed in as, and those that it serves too."""

    brought: str
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JointExample:
    """A filled-in sample: answers by matter, papers by material, on a day."""

    on: str
    answers: Given
    materials: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Joint:
    """Matters that belong together, in the order in which they are filed."""

    code: str
    version: int
    name: str
    confidence: str
    source: str
    hint: str
    search: tuple[str, ...]
    notes: tuple[str, ...]
    matters: tuple[str, ...]
    shared: tuple[Shared, ...]
    fixed: tuple[Fixed, ...]
    papers: tuple[SharedPaper, ...]
    example: JointExample


def joint_from(plain: Mapping[str, Any]) -> Joint:
    """The Joint of its table. Raises KeyError, TypeError or ValueError for one that is misshapen."""
    same = {key: plain[key] for key in ("code", "version", "name", "confidence", "source", "hint")}
    return Joint(
        **same,
        search=tuple(plain["search"]),
        notes=tuple(plain.get("notes", ())),
        matters=tuple(plain["matters"]),
        shared=tuple(
            Shared(_place(one["from"]), tuple(map(_place, one["to"])), one.get("take", ""))
            for one in plain.get("shared", ())
        ),
        fixed=tuple(Fixed(_place(one["field"]), one["value"]) for one in plain.get("fixed", ())),
        papers=tuple(SharedPaper(one["from"], tuple(one["to"])) for one in plain.get("papers", ())),
        example=JointExample(**plain["example"]),
    )


def split_answers(joint: Joint, given: Given) -> dict[str, dict[str, Any]]:
    """The answers of each matter out of those that were given once. What was typed for a copied field is overruled.

    A shared question that is not answered yet leaves its copies unanswered too.
    """
    answers = {code: dict(given.get(code, {})) for code in joint.matters}
    for fixed in joint.fixed:
        answers[fixed.place.matter][fixed.place.field] = fixed.value
    for shared in joint.shared:
        value = answers[shared.asked.matter].get(shared.asked.field)
        for place in shared.copied:
            copied = None if value is None else _taken(shared.take, value)
            answers[place.matter].pop(place.field, None)
            if copied is not None:
                answers[place.matter][place.field] = copied
    return answers


def split_papers(joint: Joint, matters: Mapping[str, Matter], handed: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The papers of each matter out of those that were brought once; `handed` by material id, of all matters.

    One that is kept with another case is on file here; one that need only be seen was seen.
    """
    known = {paper.id: (code, paper) for code in joint.matters for paper in matters[code].materials}
    found: dict[str, dict[str, str]] = {code: {} for code in joint.matters}
    for key, way in handed.items():
        if key in known:
            found[known[key][0]][key] = way
    for shared in joint.papers:
        way = handed.get(shared.brought, "")
        for key in shared.serves:
            code, paper = known[key]
            found[code].pop(key, None)
            if way:
                found[code][key] = _served(paper, way)
    return found


def questions_left(joint: Joint, matter: Matter) -> tuple[Section, ...]:
    """What is left to ask of one of the matters: its sections without what another one asks or what is fixed."""
    elsewhere = {place for shared in joint.shared for place in shared.copied} | {one.place for one in joint.fixed}
    left = (
        replace(one, fields=tuple(field for field in one.fields if Place(matter.code, field.key) not in elsewhere))
        for one in matter.sections
    )
    return tuple(section for section in left if section.fields)


def papers_left(joint: Joint, matter: Matter) -> tuple[Material, ...]:
    """What is left to bring for one of the matters."""
    elsewhere = {key for shared in joint.papers for key in shared.serves}
    return tuple(paper for paper in matter.materials if paper.id not in elsewhere)


def _place(text: str) -> Place:
    matter, dot, field = text.partition(".")
    if not dot:
        raise ValueError(text)
    return Place(matter, field)


def _taken(take: str, value: Any) -> Any:
    if take != "day":
        return value
    try:
        return spelling.moment(value)[:10]
    except spelling.Wrong:
        return None  # the question that was asked says so itself


def _served(paper: Material, way: str) -> str:
    if way == "owed":
        return "owed"
    if way == "shared" and paper.shareable:
        return "shared"
    return "seen" if paper.collect == "seen" else "on_file"
