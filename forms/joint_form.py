"""The one sheet of matters that are done in one go (联办): every question once, under its full name, and every paper.

A full name is matter and field, as "M0301.baby_name". The sheet is a `Matter` like any other, so that whoever draws,
fills in or keeps a form needs to know nothing of it; only judging and filing go by the parts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from forms.joining import Given, Joint, Place, SharedPaper, papers_left, questions_left
from forms.shapes import (
    ApplicantKeys,
    CodeSet,
    Example,
    Field,
    Form,
    Guide,
    Limit,
    Limits,
    Material,
    Matter,
    Mode,
    Official,
    Option,
    Section,
)
from forms.words import say

PARTS = "parts"  # the first question: which of them are wanted
_SIGN, _AGENT = "sign", "agent"  # blocks that stand once at the end, for all


def is_joint(code: str) -> bool:
    """Whether a code is one of matters done in one go, and not of a matter."""
    return code.startswith("J")


def full_name(place: Place) -> str:
    """How a question is called on the sheet."""
    return f"{place.matter}.{place.field}"


def by_matter(raw: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """What stands in the sheet's fields, by matter."""
    given: dict[str, dict[str, object]] = {}
    for name, value in raw.items():
        matter, dot, field = name.partition(".")
        if dot:
            given.setdefault(matter, {})[field] = value
    return given


def by_name(given: Given) -> dict[str, Any]:
    """The other way round: answers by matter as they stand in the sheet's fields."""
    return {f"{code}.{key}": value for code, answers in given.items() for key, value in answers.items()}


def chosen_parts(joint: Joint, raw: Mapping[str, object]) -> tuple[str, ...]:
    """The matters that are wanted, in the order of filing; all of them while nothing was chosen."""
    wanted = raw.get(PARTS)
    said = {str(one) for one in wanted} if isinstance(wanted, (list, tuple)) else set()
    return tuple(code for code in joint.matters if code in said) or joint.matters


def narrowed(joint: Joint, matters: Mapping[str, Matter], parts: Sequence[str]) -> Joint:
    """The same for the papers of some of the matters: one that a matter left out would have brought is brought by the
    next that it serves. Answers go by the whole Joint."""
    of = {paper.id: code for code in joint.matters for paper in matters[code].materials}
    papers = []
    for shared in joint.papers:
        left = [key for key in (shared.brought, *shared.serves) if of[key] in parts]
        if len(left) > 1:
            papers.append(SharedPaper(left[0], tuple(left[1:])))
    return replace(joint, matters=tuple(parts), papers=tuple(papers))


def joint_sheet(joint: Joint, matters: Mapping[str, Matter], parts: Sequence[str] = ()) -> Matter:
    """The sheet, with the questions of all matters and the papers of the chosen ones (all when none is named)."""
    wanted = narrowed(joint, matters, parts or joint.matters)
    members = [matters[code] for code in joint.matters]
    first = members[0]
    code_sets = {key: one for member in members for key, one in member.code_sets.items()}
    return Matter(
        code=joint.code,
        name=joint.name,
        category=first.category,
        version=joint.version,
        mode=first.mode if len({one.mode for one in members}) == 1 else Mode.END_TO_END,
        confidence=joint.confidence,
        hint=joint.hint,
        official=Official(),
        guide=_guide(joint, members),
        limits=_limits(members),
        steps=tuple(step for member in members for step in member.steps),
        materials=tuple(_papers(wanted, matters)),
        form=Form(joint.name, joint.source, joint.confidence),
        applicant=_applicant(first),
        sections=tuple(_sections(joint, members)),
        rules=(),
        example=Example(joint.example.on, by_name(joint.example.answers), joint.example.materials),
        code_sets={**code_sets, PARTS: _choice(members)},
        parameters={key: one for member in members for key, one in member.parameters.items()},
    )


def _papers(joint: Joint, matters: Mapping[str, Matter]) -> Iterator[Material]:
    """Each paper that is brought: needed when any matter that it serves needs it, owed when all may wait for it. A
    promise is made for one matter, so that none is asked for here."""
    known = {paper.id: paper for matter in matters.values() for paper in matter.materials}
    served = {shared.brought: [known[key] for key in shared.serves] for shared in joint.papers}
    for code in joint.matters:
        for paper in papers_left(joint, matters[code]):
            all_of_it = [paper, *served.get(paper.id, ())]
            needed = any(one.mandatory for one in all_of_it)
            waits = all(one.tolerable for one in all_of_it if one.mandatory or one is paper)
            yield replace(paper, mandatory=needed, tolerable=waits, pledgeable=False)


def _applicant(first: Matter) -> ApplicantKeys:
    keys = first.applicant
    names = (f"{first.code}.{key}" if key else "" for key in (keys.name, keys.id_number, keys.id_type, keys.phone))
    return ApplicantKeys(*names)


def _choice(members: Sequence[Matter]) -> CodeSet:
    options = tuple(Option(member.code, member.name) for member in members)
    return CodeSet(PARTS, say("joint_parts"), "", "A", options)


def _sections(joint: Joint, members: Sequence[Matter]) -> Iterator[Section]:
    """Which matters; then what each asks for itself; then who acts for the applicant, and the promises, for all."""
    first = Field(PARTS, say("joint_parts"), "multi", required=True, code_set=PARTS, default=PARTS)
    yield Section(say("joint_parts"), (replace(first, hint=joint.hint),))
    common: dict[str, list[Field]] = {_AGENT: [], _SIGN: []}
    titles: dict[str, str] = {}
    taken: set[str] = set()
    for member in members:
        own: dict[str, list[Field]] = {}
        for section in questions_left(joint, member):
            asked = [_asked(member, field) for field in section.fields]
            if section.block in common:
                common[section.block] += asked
                titles[section.block] = section.title
            else:
                own.setdefault(member.name if section.title in taken else section.title, []).extend(asked)
        taken |= set(own)
        yield from (Section(title, tuple(fields)) for title, fields in own.items())
    for block, fields in common.items():
        if fields:
            yield Section(titles[block], tuple(_told_apart(fields, members)), block)


def _asked(member: Matter, field: Field) -> Field:
    """A question under its full name, and what it leans on likewise."""
    keys = "|".join(sorted((re.escape(one.key) for one in member.fields), key=len, reverse=True))
    auto = re.sub(rf"(?<![\w.'\"])({keys})(?![\w.'\"(])", rf"{member.code}.\1", field.auto)
    document = f"{member.code}.{field.document}" if field.document else ""
    return replace(field, key=f"{member.code}.{field.key}", auto=auto, document=document)


def _told_apart(fields: Iterable[Field], members: Sequence[Matter]) -> Iterator[Field]:
    """Questions of the same words that every matter asks for itself say for which one they are."""
    names = {member.code: member.name for member in members}
    fields = list(fields)
    for field in fields:
        twice = sum(1 for one in fields if one.label == field.label) > 1
        matter = names[field.key.partition(".")[0]]
        yield replace(field, label=say("joint_label", label=field.label, matter=matter)) if twice else field


def _guide(joint: Joint, members: Sequence[Matter]) -> Guide:
    """What the guides of all say together; where they differ the first one's word stands."""
    first, guides = members[0].guide, [member.guide for member in members]
    charged = [one for one in guides if one.fee_charged]
    laws = [law for one in guides for law in one.legal_basis]
    return replace(
        first,
        implementing_body=say("joint_list").join(dict.fromkeys(one.implementing_body for one in guides)),
        conditions=tuple(dict.fromkeys(said for one in guides for said in one.conditions)),
        fee_charged=bool(charged),
        fee=say("joint_list").join(dict.fromkeys(one.fee for one in charged or guides[:1])),
        result=say("joint_list").join(dict.fromkeys(one.result for one in guides)),
        notes=joint.notes,
        legal_basis=tuple({(law.law, law.article): law for law in laws}.values()),
    )


def _limits(members: Sequence[Matter]) -> Limits:
    """Each matter keeps its own clock: together only the longest promise can be told, in one unit, and only where all
    of them end in the same way."""
    if len({member.mode for member in members}) > 1:
        return replace(members[0].limits, commit=Limit(say("joint_clocks")), legal=Limit(say("joint_clocks")))
    longest = _longest([member.limits.commit for member in members])
    return replace(members[0].limits, commit=longest, legal=_longest([member.limits.legal for member in members]))


def _longest(limits: Sequence[Limit]) -> Limit:
    units = {limit.unit for limit in limits}
    if len(units) > 1 or any(limit.days is None for limit in limits):
        return Limit(say("joint_clocks"))
    return max(limits, key=lambda limit: limit.days or 0)
