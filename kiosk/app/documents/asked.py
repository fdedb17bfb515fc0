"""What a clerk is asked for a document: each fact with its name, how it is typed, and the choices there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.app.documents.heading import DocumentKind
from kiosk.app.documents.stating import NotAFact, sort_of
from kiosk.app.documents.words import ASKED, HINTS, IS_MISSING, IS_WRONG, LABELS, SORTS
from kiosk.domain.refusals import Gap

Choices = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One fact that is asked for. `sort` is text, date, number, choice, choices or rows; `choices`: value and word."""

    path: str
    label: str
    sort: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def asked(kind: DocumentKind, choices: Choices) -> Sequence[Asked]:
    """The questions of a document, in their order. `choices`: words of the choices, by the fact's own name."""
    return [
        Asked(
            path=path,
            label=LABELS[path],
            sort=sort_of(kind, path),
            hint=HINTS.get(path, ""),
            choices=tuple(choices.get(path.rpartition(".")[2], {}).items()),
        )
        for path in ASKED[kind]
    ]


def is_missing(path: str) -> Gap:
    """A fact that the document must state and nobody has given."""
    label = LABELS.get(path, path)
    return Gap(path, label, IS_MISSING.format(label=label))


def is_wrong(no: NotAFact) -> Gap:
    """A fact that was typed as what it cannot be."""
    label = LABELS.get(no.path, no.path)
    return Gap(no.path, label, IS_WRONG.format(label=label, sort=SORTS.get(no.sort, no.sort)))
