"""What both sides agree a matter is: definitions as data, and the pure interpreter that judges a filled-in form.

Here live the definitions with their schema, code sets, calendar and divisions, and the reading of them. Never here: a
case, a ticket, a screen, a store, a network, a clock (the day is always given). By the door leave `Catalogue`, `Matter`
and its parts, `check`, `check_materials`, `check_files`, `identity`, `workdays` and `divisions`; see FORMAT.md.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from forms.answers import Answers, Checked, Fault, Problem
from forms.catalogue import Catalogue, UnknownMatter, shipped_folder
from forms.folders import BadSource
from forms.judge import check, check_files
from forms.papers import check_materials
from forms.shapes import (
    Category,
    CodeSet,
    Example,
    Field,
    Limit,
    Limits,
    Material,
    Matter,
    MatterSummary,
    Mode,
    Option,
    Parameter,
    Rule,
    Section,
    Step,
    Unit,
)

if TYPE_CHECKING:
    from forms.bundle import (
        BadBundle,
        Bundle,
        held_bundles,
        install_bundle,
        next_change,
        open_bundle,
        pack_bundle,
        prove_bundle,
        signed_anew,
    )
    from forms.comparing import Change, Difference, Fairness, carried, compare, diff
    from forms.county import NO_COUNTY, County, Spell, read_county
    from forms.helping import Help, help_of
    from forms.joining import Joint, papers_left, questions_left, split_answers, split_papers
    from forms.joint_check import check_joint, check_joint_form, check_joint_papers
    from forms.joint_form import chosen_parts, is_joint, joint_sheet, narrowed

__all__ = [
    "NO_COUNTY",
    "Answers",
    "BadBundle",
    "BadSource",
    "Bundle",
    "Catalogue",
    "Category",
    "Change",
    "Checked",
    "CodeSet",
    "County",
    "Difference",
    "Example",
    "Fairness",
    "Fault",
    "Field",
    "Help",
    "Joint",
    "Limit",
    "Limits",
    "Material",
    "Matter",
    "MatterSummary",
    "Mode",
    "Option",
    "Parameter",
    "Problem",
    "Rule",
    "Section",
    "Spell",
    "Step",
    "Unit",
    "UnknownMatter",
    "carried",
    "check",
    "check_files",
    "check_joint",
    "check_joint_form",
    "check_joint_papers",
    "check_materials",
    "chosen_parts",
    "compare",
    "diff",
    "held_bundles",
    "help_of",
    "install_bundle",
    "is_joint",
    "joint_sheet",
    "narrowed",
    "next_change",
    "open_bundle",
    "pack_bundle",
    "papers_left",
    "prove_bundle",
    "questions_left",
    "read_county",
    "shipped_folder",
    "signed_anew",
    "split_answers",
    "split_papers",
]

# What the first screen does not need is fetched when it is first asked for: start-up is measured.
_LATE = {
    "forms.helping": ("Help", "help_of"),
    "forms.bundle": (
        "BadBundle",
        "Bundle",
        "held_bundles",
        "install_bundle",
        "next_change",
        "open_bundle",
        "pack_bundle",
        "prove_bundle",
        "signed_anew",
    ),
    "forms.county": ("NO_COUNTY", "County", "Spell", "read_county"),
    "forms.comparing": ("Change", "Difference", "Fairness", "carried", "compare", "diff"),
    "forms.joining": ("Joint", "split_answers", "split_papers", "questions_left", "papers_left"),
    "forms.joint_check": ("check_joint", "check_joint_form", "check_joint_papers"),
    "forms.joint_form": ("chosen_parts", "is_joint", "joint_sheet", "narrowed"),
}


def __getattr__(name: str) -> Any:
    for module, names in _LATE.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(name)
