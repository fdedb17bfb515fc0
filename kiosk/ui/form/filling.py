"""A form being filled in, without a screen: what stands in it, what is offered, what is wrong, how far it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms import Answers, Checked, Fault, Field, Matter, Section
from kiosk.ui.form.verdicts import FieldState, Offer, Progress, errors, heard

HERE = frozenset(("applicant", "system"))


@dataclass(frozen=True, slots=True)
class SectionState:
    """`total` questions that show, `filled` of them; `faults` found and told; `gaps` all that is still wrong."""

    total: int
    filled: int
    faults: int
    gaps: int

    @property
    def done(self) -> bool:
        """Nothing in it keeps the form from being handed in."""
        return self.gaps == 0


def asked_here(matter: Matter) -> tuple[Section, ...]:
    """The sections with what is answered at the window; what offices fill in later is left out."""
    sections = []
    for section in matter.sections:
        fields = tuple(field for field in section.fields if field.filled_by in HERE)
        if fields:
            sections.append(Section(section.title, fields, section.block))
    return tuple(sections)


class Filling:
    """Raw answers by field, offers, and the latest judgement on them."""

    def __init__(self, matter: Matter, raw: Mapping[str, object]) -> None:
        self.matter = matter
        self.sections = asked_here(matter)
        self.fields = {field.key: field for section in self.sections for field in section.fields}
        self.raw = {key: value for key, value in raw.items() if key in self.fields}
        self.offers: dict[str, Offer] = {}
        self.sources: dict[str, str] = {}
        self.refused: set[str] = set()
        self.progress = Progress(left=set(self.raw))
        self.checked = Checked(Answers({}), (), frozenset(self.fields))
        self._heard: Mapping[str, tuple[Fault, ...]] = {}

    def put(self, key: str, value: object) -> None:
        """Somebody typed. What was offered for it is no longer asked about."""
        if value is None or value == "" or value == []:
            self.raw.pop(key, None)
        else:
            self.raw[key] = value
            self.offers.pop(key, None)
        self.sources.pop(key, None)

    def offer(self, offers: Mapping[str, Offer]) -> None:
        """Values known from somewhere, for fields in which nothing stands yet."""
        fresh = {key: one for key, one in offers.items() if key in self.fields and key not in self.raw}
        self.offers = {key: one for key, one in fresh.items() if key not in self.refused}

    def take(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Say yes to offers; returns the fields that now hold them."""
        taken = tuple(key for key in keys if key in self.offers)
        for key in taken:
            offer = self.offers.pop(key)
            self.raw[key] = offer.value
            self.sources[key] = offer.source
        return taken

    def judged(self, checked: Checked) -> None:
        """The desk has looked at it."""
        self.checked = checked
        self.hear()

    def assume(self) -> tuple[str, ...]:
        """Write down the definition's own values where nothing was typed; returns the fields that now hold them."""
        assumed = tuple(
            key
            for key, field in self.fields.items()
            if field.default and key not in self.raw and key != self.progress.at and key in self.checked.answers
        )
        for key in assumed:
            self.raw[key] = self.checked.answers[key]
        return assumed

    def hear(self) -> None:
        """Find anew what is to be said now: the clerk has moved on."""
        self._heard = heard(self.checked.faults, self.progress)

    def heard_in(self, key: str) -> Mapping[str, tuple[Fault, ...]]:
        """The faults to be shown of a field, by path: more than one path in a table."""
        return {path: found for path, found in self._heard.items() if path.partition("[")[0] == key}

    def shows(self, field: Field) -> bool:
        """Whether the question is asked at all now."""
        return field.key in self.checked.visible

    def state_of(self, field: Field) -> FieldState:
        """All that one question has to show."""
        settled = None
        if field.key not in self.raw or (field.auto and field.derived == "fixed"):
            settled = self.checked.answers.get(field.key)
        return FieldState(
            settled=settled,
            fixed=bool(field.auto) and field.derived == "fixed",
            waiting=settled is None and field.key not in self.raw and self.is_reckoned(field),
            faults=self._heard.get(field.key, ()),
            offer=self.offers.get(field.key),
            source=self.sources.get(field.key, ""),
        )

    def is_reckoned(self, field: Field) -> bool:
        """True for a question that answers itself, now or as soon as those it follows from are right."""
        if not field.auto or field.derived != "fixed":
            return False
        if self.checked.answers.get(field.key) is not None:
            return True
        leans_on = set(re.findall(r"[A-Za-z_][\w.]*", field.auto)) & set(self.fields)
        wrong = {fault.field for fault in self.checked.faults}
        return not leans_on or any(key in wrong or key not in self.raw for key in leans_on)


def refuse(filling: Filling, key: str) -> bool:
    """Say no to an offer, for as long as this form lies here; False when there is none."""
    if filling.offers.pop(key, None) is None:
        return False
    filling.refused.add(key)
    return True


def section_state(filling: Filling, section: Section) -> SectionState:
    """How far a section is."""
    shown = [field for field in section.fields if filling.shows(field)]
    keys = {field.key for field in shown}
    gaps = [fault for fault in errors(filling.checked.faults) if fault.field.partition("[")[0] in keys]
    told = [found for key in keys for found in filling.heard_in(key).values()]
    faults = sum(1 for found in told for fault in errors(found) if fault.key != "missing")
    filled = sum(1 for key in keys if key in filling.checked.answers)
    return SectionState(len(shown), filled, faults, len(gaps))
