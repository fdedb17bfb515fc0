"""Cases that were filed in one go, for the last page: each with its number, what became of it, and its own day."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms import Matter
from kiosk.app.outcomes import CaseTaken, JointTaken
from kiosk.domain.deadline import CHINA
from kiosk.domain.person import mask_name
from kiosk.ui.form.counter.dates import say_day
from kiosk.ui.form.counter.words import Done as Words
from kiosk.ui.form.counter.words import Joint
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Card, Chip, Elided, Icon, Label, rule
from kiosk.ui.widgets.clearing import refill


@dataclass(frozen=True, slots=True)
class JointRow:
    """One of them. `due` is what is said of its own clock."""

    matter: str
    applicant: str
    kind: str
    case_no: str
    due: str


@dataclass(frozen=True, slots=True)
class JointFacts:
    """All that the last page shows of cases filed in one go."""

    title: str
    name: str
    numbers: str
    rows: tuple[JointRow, ...]
    slip: tuple[str, ...]
    sayings: tuple[str, ...]


def joint_facts(done: JointTaken, matter_of: Callable[[str, int], Matter]) -> JointFacts:
    """The facts of cases just filed; `matter_of` opens a definition."""
    rows = tuple(_row(one, matter_of(one.case.matter, one.case.matter_version)) for one in done.taken)
    first = done.taken[0].case
    day = first.filed_at.astimezone(CHINA).date()
    later = [say_day(one.case.due_on) for one in done.taken if one.case.due_on and one.case.due_on > day]
    said = [Joint.SAY.format(count=len(rows))]
    said += [Joint.SAY_LATER.format(day=later[-1])] if later else []
    booked = any(one.kind == "case.booked" for one in done.taken)
    said += [Joint.SAY_BOOKED] if booked else []
    return JointFacts(
        title=Joint.DONE.format(count=len(rows)),
        name=done.name,
        numbers="\n".join(one.case_no for one in rows),
        rows=rows,
        slip=(Words.APPLICANT.format(name=mask_name(first.applicant)), Words.ON.format(day=day.isoformat())),
        sayings=(*said, Joint.SAY_QR),
    )


def _row(taken: CaseTaken, matter: Matter) -> JointRow:
    case, day = taken.case, taken.case.filed_at.astimezone(CHINA).date()
    due = case.due_on if case.due_on and case.due_on > day else None
    said = Joint.DUE.format(title=Words.DUE[taken.kind], day=say_day(due)) if due else Words.NO_DUE[taken.kind]
    return JointRow(matter.name, mask_name(case.applicant), Words.DONE[taken.kind], case.case_no, said)


class JointCases(Card):
    """A list of cases, each two lines high."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, margin=16, gap=10)
        self._theme = theme
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        head.addWidget(Icon(theme, "circle-check", "good", 44))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = Label("", "title", "good")
        self._name = Elided("", "body", "muted")
        words.addWidget(self._title)
        words.addWidget(self._name)
        head.addLayout(words, 1)
        self.box.addLayout(head)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        self.box.addLayout(self._list)

    def show_cases(self, facts: JointFacts) -> None:
        """Those that were just filed, in the order of filing."""
        self._title.setText(facts.title)
        self._name.setText(facts.name)
        parts: list[QWidget] = []
        for nth, row in enumerate(facts.rows, 1):
            parts += [rule(), self._row(nth, row)]
        refill(self._list, parts)

    def _row(self, nth: int, row: JointRow) -> QWidget:
        theme, line = self._theme, QWidget()
        whole = QHBoxLayout(line)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(12))
        number = Label(str(nth), "strong", "accent")
        number.setFixedWidth(theme.px(16))
        whole.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(Elided(row.matter, "strong"), 1)
        head.addWidget(Label(row.applicant, "note", "muted"))
        head.addWidget(Chip(theme, row.kind, "good", icon="circle-check"))
        words.addLayout(head)
        shown = Label(row.case_no, "body")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        words.addWidget(shown)
        words.addWidget(Label(row.due, "note", "muted", wrap=True))
        whole.addLayout(words, 1)
        return line
