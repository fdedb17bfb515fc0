"""Judging matters that are done in one go (联办): each form by its own rules, each fault where it can be put right."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from forms.answers import Checked, Fault
from forms.joining import Given, Joint, Place, split_answers, split_papers
from forms.judge import check
from forms.papers import check_materials
from forms.shapes import Matter


def check_joint(
    joint: Joint,
    matters: Mapping[str, Matter],
    given: Given,
    *,
    on: date,
    params: Mapping[str, object] | None = None,
) -> dict[str, Checked]:
    """Each matter's form as `forms.check` judges it, with every fault where it can be put right.

    A fault of a copied answer is told in the matter that asks the question, once.
    """
    asked = {place: shared.asked for shared in joint.shared for place in shared.copied}
    found = {
        code: check(matters[code], answers, on=on, params=params)
        for code, answers in split_answers(joint, given).items()
    }
    told = {code: [fault for fault in found[code].faults if Place(code, fault.field) not in asked] for code in found}
    for code, checked in found.items():
        for fault in checked.faults:
            place = asked.get(Place(code, fault.field))
            if place and all(one.field != place.field for one in told[place.matter]):
                told[place.matter].append(replace(fault, field=place.field))
    return {code: replace(checked, faults=_in_order(matters[code], told[code])) for code, checked in found.items()}


def check_joint_papers(
    joint: Joint, matters: Mapping[str, Matter], handed: Mapping[str, str]
) -> dict[str, tuple[Fault, ...]]:
    """Each matter's papers as `forms.check_materials` judges them; one that another matter brings is told there."""
    elsewhere = {key for shared in joint.papers for key in shared.serves}
    found = split_papers(joint, matters, handed)
    return {
        code: tuple(
            one
            for one in check_materials(matters[code], found[code])
            if one.field not in elsewhere or one.field in found[code]
        )
        for code in joint.matters
    }


def quarrels(joint: Joint, matters: Mapping[str, Matter]) -> Iterator[tuple[str, str, str]]:
    """Where a Joint speaks of what its matters do not have: (place, key of forms.words, what)."""
    targets: list[Place] = []
    for nth, shared in enumerate(joint.shared):
        for place in (shared.asked, *shared.copied):
            if _field(matters, place) is None:
                yield f"shared.{nth}", "joint_field", f"{place.matter}.{place.field}"
        kinds = {field.code_set or field.type for place in shared.copied if (field := _field(matters, place))}
        source = _field(matters, shared.asked)
        if source is not None and not shared.take and kinds - _alike(source.code_set or source.type):
            yield f"shared.{nth}", "joint_kind", f"{shared.asked.matter}.{shared.asked.field}"
        targets += shared.copied
    for nth, fixed in enumerate(joint.fixed):
        if _field(matters, fixed.place) is None:
            yield f"fixed.{nth}", "joint_field", f"{fixed.place.matter}.{fixed.place.field}"
        targets.append(fixed.place)
    owners = {shared.asked for shared in joint.shared}
    for place in targets:
        if targets.count(place) > 1 or place in owners:
            yield "shared", "joint_twice", f"{place.matter}.{place.field}"
    known = {paper.id for matter in matters.values() for paper in matter.materials}
    for nth, paper in enumerate(joint.papers):
        for key in (paper.brought, *paper.serves):
            if key not in known:
                yield f"papers.{nth}", "joint_paper", key


def _alike(kind: str) -> set[str]:
    """A number of a certificate may be copied into a field for any certificate; all else stays what it is."""
    return {kind, "idcard"} if kind == "text" else {kind}


def _field(matters: Mapping[str, Matter], place: Place) -> Any:
    matter = matters.get(place.matter)
    return next((one for one in matter.fields if one.key == place.field), None) if matter else None


def _in_order(matter: Matter, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    places = {field.key: nth for nth, field in enumerate(matter.fields)}
    return tuple(sorted(faults, key=lambda one: places.get(one.field.partition("[")[0], len(places))))
