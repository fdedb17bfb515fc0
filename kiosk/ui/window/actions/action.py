"""One thing that can be done with a case at the window, as a plain value: key, word, when it fits, what is asked, deed.

An action goes one of three ways: it asks its blanks on the case's card and does its `deed`; it leads to the page of
documents with one `document` ready to be filled in (the paper makes the step); or it opens a `work` with a page of its
own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from forms import Matter
    from kiosk.app.desks import Desks
    from kiosk.app.documents import DocumentKind
    from kiosk.app.outcomes import Changed
    from kiosk.domain.case import Case
    from kiosk.ui.fittings import Fittings


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing that has to be said. `sort` is text, date (typed 20261201), number, choice (one of `choices`) or
    choices (several); `choices`: value and word; `known`: what stands there already; `must`: not without it."""

    name: str
    label: str
    sort: str = "text"
    must: bool = True
    hint: str = ""
    known: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, by the blanks' names, as typed and stripped (several choices with a blank between them); the id
    of this one request, the same when it is tried again, and the window's number."""

    values: Mapping[str, str]
    request: str
    window: str = ""

    def __getitem__(self, name: str) -> str:
        return self.values[name]


class Done(Protocol):
    """What came of it: the case as it is now, and what other screens have to read again."""

    @property
    def case(self) -> Case: ...
    @property
    def changed(self) -> frozenset[Changed]: ...


class CaseWork(Protocol):
    """Work on a case that has a page of its own. Built when it is first wanted, lives as long as the screen."""

    @property
    def page(self) -> QWidget: ...
    def begin(self, case: Case, matter: Matter | None, leave: Callable[[Done | None], None]) -> None:
        """Show this case. `leave` is called once, with what came of it, or None when nothing was done."""

    def press(self, key: str) -> bool:
        """A key of the screen ('F9', 'Ctrl+P') while the page is seen; False when it means nothing here. Esc is the
        page's own."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the clerk has before him: the case as it counts today, its matter (None: not in this catalogue), the day."""

    case: Case
    matter: Matter | None
    today: date


Blanks = Callable[["Case", "Matter | None"], Sequence[Blank]]
Deed = Callable[["Desks", "Case", Said], Done]


def _nothing(_case: Case, _matter: Matter | None) -> Sequence[Blank]:
    return ()


@dataclass(frozen=True, slots=True)
class Action:
    """`key` stands on the button; two actions may share one only where they never fit the same case. Exactly one of
    `deed`, `document` and `work` is given. `hint` is said over the blanks."""

    name: str
    key: str
    word: str
    fits: Callable[[Case], bool]
    blanks: Blanks = _nothing
    hint: str = ""
    deed: Deed | None = None
    document: DocumentKind | None = None
    facts: Callable[[Case], Mapping[str, object]] | None = None  # stated beforehand in the document
    when: Callable[[Seen], bool] | None = None  # it fits the case, but only this matter, or only from a day on
    work: Callable[[Desks, Fittings], CaseWork] | None = None
