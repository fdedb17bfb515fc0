"""Judging matters that are done in one go (联办): each form by its own rules, each fault where it can be put right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from forms.answers import Answers, Checked, Fault
from forms.joining import Given, Joint, Place, split_answers, split_papers
from forms.joint_form import PARTS, by_matter, chosen_parts, full_name
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
    found = _judged(joint, matters, joint.matters, given, on, params)
    told = _told(joint, found)
    return {code: replace(checked, faults=_in_order(matters[code], told[code])) for code, checked in found.items()}


def check_joint_form(
    joint: Joint,
    matters: Mapping[str, Matter],
    raw: Mapping[str, object],
    *,
    on: date,
    params: Mapping[str, object] | None = None,
) -> tuple[Checked, dict[str, Checked]]:
    """The sheet of `joint_sheet` as a whole, by full names, and each chosen matter's form by its own names.

    Nothing is said of a matter that is not wanted; a question that it would have asked is still asked when a wanted
    one needs its answer.
    """
    parts = chosen_parts(joint, raw)
    found = _judged(joint, matters, parts, by_matter(raw), on, params)
    told = _told(joint, {code: _rules_named(code, checked) for code, checked in found.items()})
    faults = [
        replace(fault, field=f"{code}.{fault.field}")
        for code in joint.matters
        for fault in _in_order(matters[code], told[code])
    ]
    answers: dict[str, Any] = {PARTS: parts}
    for code, checked in found.items():
        answers |= {f"{code}.{key}": value for key, value in checked.answers.items()}
    visible = {f"{code}.{key}" for code, checked in found.items() for key in checked.visible}
    for shared in joint.shared:
        places = [full_name(place) for place in (shared.asked, *shared.copied)]
        _gather(places, answers, visible)
    for one in joint.fixed:
        answers.pop(full_name(one.place), None)
        visible.discard(full_name(one.place))
    return Checked(Answers(answers), tuple(faults), frozenset({PARTS, *visible})), found


def _rules_named(code: str, checked: Checked) -> Checked:
    """Rules under their full names too ("M0705.R03"): each matter counts its own from one."""
    named = (replace(one, rule=f"{code}.{one.rule}") if one.rule else one for one in checked.faults)
    return replace(checked, faults=tuple(named))


def _gather(places: Sequence[str], answers: dict[str, Any], visible: set[str]) -> None:
    """A question that is asked once shows where any of its places does, and has its answer there."""
    asked, *copied = places
    if any(place in visible for place in places):
        visible.add(asked)
    known = next((answers[place] for place in places if place in answers), None)
    for place in copied:
        answers.pop(place, None)
        visible.discard(place)
    if known is not None:
        answers[asked] = known


def _judged(
    joint: Joint,
    matters: Mapping[str, Matter],
    parts: Iterable[str],
    given: Given,
    on: date,
    params: Mapping[str, object] | None,
) -> dict[str, Checked]:
    answers = split_answers(joint, given)
    return {code: check(matters[code], answers[code], on=on, params=params) for code in parts}


def _told(joint: Joint, found: Mapping[str, Checked]) -> dict[str, list[Fault]]:
    """The faults of all by the matter in which each is told."""
    asked = {place: shared.asked for shared in joint.shared for place in shared.copied}
    told: dict[str, list[Fault]] = {code: [] for code in joint.matters}
    for code, checked in found.items():
        told[code] += [fault for fault in checked.faults if Place(code, fault.field) not in asked]
    for code, checked in found.items():
        for fault in checked.faults:
            place = asked.get(Place(code, fault.field))
            if place and all(one.field != place.field for one in told[place.matter]):
                told[place.matter].append(replace(fault, field=place.field))
    return told


def check_joint_papers(
    joint: Joint, matters: Mapping[str, Matter], handed: Mapping[str, str]
) -> dict[str, tuple[Fault, ...]]:
    """Each matter's papers as `forms.check_materials` judges them; one that another matter brings is told there, once,
    under the name of the paper that is brought."""
    brought = {key: shared.brought for shared in joint.papers for key in shared.serves}
    found = split_papers(joint, matters, handed)
    faults: dict[str, tuple[Fault, ...]] = dict.fromkeys(joint.matters, ())
    of = {paper.id: code for code in joint.matters for paper in matters[code].materials}
    for code in joint.matters:
        for fault in check_materials(matters[code], found[code]):
            at = brought.get(fault.field, fault.field)
            if at == fault.field:
                faults[code] += (fault,)
            elif all(one.field != at for one in faults[of[at]]):
                faults[of[at]] += (replace(fault, field=at),)
    return faults


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
