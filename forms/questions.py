"""What a form asks: its sections and questions, the choices, the rules across them, a sheet filled in. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a code set; `initials` are the lower-case pinyin initials of the label."""

    code: str
    label: str
    initials: str = ""


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A list of choices with the standard it comes from."""

    id: str
    name: str
    standard: str
    confidence: str
    options: tuple[Option, ...]
    note: str = ""

    def label_of(self, code: str) -> str:
        """The label of a code; the code itself when it is not in the set (an old case keeps what it was filed with)."""
        return next((option.label for option in self.options if option.code == code), code)


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form, or one column of a table (`columns` then is empty).

    `type` is one of schema/matter.schema.json's nineteen; `kind` narrows a text: name, code or datetime.
    `auto` is the expression that fills it; with `derived` "fixed" the result always stands, with "offered" an answer
    that was given stays and the rules judge it. `document` names the field that tells which certificate an idcard
    field holds. `filled_by`: applicant, system, village, township or county. `found` says where on which paper the
    answer stands, `sample` how it looks; `forms.helping` knows both for fields that do not say.
    """

    key: str
    label: str
    type: str
    required: bool = False
    hint: str = ""
    found: str = ""
    sample: str = ""
    kind: str = ""
    max_length: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""
    code_set: str = ""
    standard: str = ""
    default: str = ""
    auto: str = ""
    derived: str = "fixed"
    visible_if: str = ""
    document: str = ""
    filled_by: str = "applicant"
    columns: tuple["Field", ...] = ()
    confidence: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a form; `block` names the common block it came from, or is empty."""

    title: str
    fields: tuple[Field, ...]
    block: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A cross-field rule: `expr` true means passed. `field` is where a fault is shown. `message` is the catalogue's
    wording, `sentence` what the resident reads (with {expressions} in braces), `basis` the law."""

    id: str
    severity: str
    expr: str
    message: str
    field: str
    sentence: str = ""
    confidence: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What the sheet of paper is called, where its layout was seen, and how sure that is."""

    title: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ApplicantKeys:
    """Which fields tell who applies: the keys of name, number, kind of certificate, phone; empty where none does."""

    name: str
    id_number: str = ""
    id_type: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A filled-in sample (填写示范) that passes on the day `on`: answers and how each material was handed in.

    `name` says what is other than usual in the sample of a branch; it is empty for the main one.
    """

    on: str
    answers: Mapping[str, Any]
    materials: Mapping[str, str]
    name: str = ""
