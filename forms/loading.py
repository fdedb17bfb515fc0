"""From the canonical description (JSON) to the frozen Matter, quickly: it is done while a resident waits."""

from collections.abc import Mapping
from typing import Any

from forms.shapes import (
    ApplicantKeys,
    Category,
    Coded,
    CodeSet,
    Example,
    Field,
    Form,
    Guide,
    LegalBasis,
    Limit,
    Limits,
    Material,
    Matter,
    MatterSummary,
    Mode,
    Official,
    Option,
    Parameter,
    Rule,
    Section,
    Step,
    Unit,
)

Plain = Mapping[str, Any]


def matter_from(plain: Plain, code_sets: Mapping[str, CodeSet]) -> Matter:
    """The Matter of a canonical description; `code_sets` holds at least those it names. Raises TypeError or KeyError
    for a description that this version of the program does not know how to read."""
    same = {key: plain[key] for key in ("code", "name", "category", "version", "confidence", "hint", "fingerprint")}
    return Matter(
        **same,
        mode=Mode(plain["mode"]),
        official=Official(**plain["official"]),
        guide=_guide(plain["guide"]),
        limits=Limits(**{key: _limit(one) for key, one in plain["limits"].items()}),
        steps=tuple(Step(**{**one, "unit": Unit(one["unit"])}) for one in plain["steps"]),
        materials=tuple(Material(**one) for one in plain["materials"]),
        form=Form(**plain["form"]),
        applicant=ApplicantKeys(**plain["applicant"]),
        sections=tuple(
            Section(one["title"], tuple(_field(field) for field in one["fields"]), one["block"])
            for one in plain["sections"]
        ),
        rules=tuple(Rule(**one) for one in plain["rules"]),
        example=Example(**plain["example"]),
        branches=tuple(_branch(plain["example"], one) for one in plain["branches"]),
        code_sets={one: code_sets[one] for one in plain["code_sets"]},
        parameters={key: Parameter(**one) for key, one in plain["parameters"].items()},
    )


def code_set_from(plain: Plain) -> CodeSet:
    """A code set of its canonical description."""
    return CodeSet(**{**plain, "options": tuple(Option(**one) for one in plain["options"])})


def summary_from(plain: Plain) -> MatterSummary:
    """A line of the list of matters."""
    return MatterSummary(**{**plain, "mode": Mode(plain["mode"]), "search": tuple(plain["search"])})


def category_from(plain: Plain) -> Category:
    """A category of its table in categories.toml."""
    return Category(**plain)


def parameter_from(plain: Plain) -> Parameter:
    """A parameter of its table."""
    return Parameter(**plain)


def _guide(plain: Plain) -> Guide:
    lists = ("accept_at", "conditions", "tolerance_materials", "notes", "remarks")
    coded = ("task_type", "level", "project_type")
    return Guide(
        **{
            **plain,
            **{key: tuple(plain[key]) for key in lists},
            **{key: Coded(**plain[key]) for key in coded},
            "legal_basis": tuple(LegalBasis(**one) for one in plain["legal_basis"]),
        }
    )


def _branch(example: Plain, branch: Plain) -> Example:
    answers = {key: value for key, value in example["answers"].items() if key not in branch["drop"]}
    materials = {**example["materials"], **branch["materials"]}
    return Example(branch["on"] or example["on"], {**answers, **branch["answers"]}, materials, branch["name"])


def _limit(plain: Plain) -> Limit:
    return Limit(**{**plain, "unit": Unit(plain["unit"]) if plain.get("unit") else None})


def _field(plain: Plain) -> Field:
    return Field(**{**plain, "columns": tuple(_field(column) for column in plain["columns"])})
