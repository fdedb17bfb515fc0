"""What a matter (事项) is, as the hall's rooms see it: guide, clocks, steps, papers, form, rules, example. Values only.

Every thing here is frozen and comes out of the compiled catalogue; nothing here reads a file or judges an answer. What
is said of a matter stands in `forms.guidance`, what its form asks in `forms.questions`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from forms.guidance import Coded, Guide, LegalBasis, Limit, Limits, Material, Official, Step, Unit
from forms.questions import ApplicantKeys, CodeSet, Example, Field, Form, Option, Rule, Section

__all__ = [
    "ApplicantKeys",
    "Category",
    "CodeSet",
    "Coded",
    "Example",
    "Field",
    "Form",
    "Guide",
    "LegalBasis",
    "Limit",
    "Limits",
    "Material",
    "Matter",
    "MatterSummary",
    "Mode",
    "Official",
    "Option",
    "Parameter",
    "Rule",
    "Section",
    "Step",
    "Unit",
]


class Mode(StrEnum):
    """How far a matter goes in this house (catalogue `channel_legend`)."""

    END_TO_END = "end_to_end"  # decided here
    COLLECT_FORWARD = "collect_forward"  # accepted here, decided elsewhere
    GUIDE_BOOKING = "guide_booking"  # ends in 预审/预约, never in 受理


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a county sets. `value` None: unset, and every rule that needs it becomes a person's question."""

    key: str
    name: str
    value: Any
    unit: str
    confidence: str
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """One matter in one version, whole. `fingerprint` is the SHA-256 of its canonical compiled definition; `branches`
    are samples of what the main example does not show, each complete."""

    code: str
    name: str
    category: str
    version: int
    mode: Mode
    confidence: str
    hint: str
    official: Official
    guide: Guide
    limits: Limits
    steps: tuple[Step, ...]
    materials: tuple[Material, ...]
    form: Form
    applicant: ApplicantKeys
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...]
    example: Example
    code_sets: Mapping[str, CodeSet] = field(repr=False)
    parameters: Mapping[str, Parameter] = field(repr=False)
    fingerprint: str = ""
    branches: tuple[Example, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """All questions in the order of the sheet."""
        return tuple(field for section in self.sections for field in section.fields)

    @property
    def tables(self) -> tuple[Field, ...]:
        """The questions that are tables (household members, plots)."""
        return tuple(field for field in self.fields if field.type == "table")

    def field(self, key: str) -> Field:
        """The question with that key. Raises KeyError."""
        found = next((one for one in self.fields if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


@dataclass(frozen=True, slots=True)
class Category:
    """One of the policy's twelve categories, or X for a county's own. `prefix` is the letter of its tickets."""

    code: str
    name: str
    prefix: str
    icon: str
    hint: str
    order: int
    current_term: str = ""


@dataclass(frozen=True, slots=True)
class MatterSummary:
    """What a list needs of a matter, without loading it. `initials`: lower-case pinyin initials of the name."""

    code: str
    name: str
    category: str
    version: int
    mode: Mode
    hint: str
    initials: str
    search: tuple[str, ...] = ()
