"""Correcting a case at the window (更正): find the wrong answer, write the right one, say why; the old one stays."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms import Matter
from kiosk.app.correcting import Correctable
from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseMovedOn
from kiosk.app.saying import said
from kiosk.domain.case import Case
from kiosk.domain.correction import Correction, Sort, open_to
from kiosk.domain.deadline import CHINA
from kiosk.domain.refusals import AnswersIncomplete
from kiosk.ui.errands import DESK, PAPER, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, Card, Elided, Label
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.window.actions.action import Blank, Done
from kiosk.ui.window.actions.words import Amend as Words
from kiosk.ui.window.ask import AskCard
from kiosk.ui.window.document_list import Choice, DocumentList, ListWords

RIGHT, MOST_CHOICES = 440, 12
_SORTS = (Sort.PAYMENT, Sort.CONTACT, Sort.IDENTITY, Sort.FACT)


def may_be_corrected(case: Case) -> bool:
    """Something of it is still open to correction."""
    return bool(open_to(case))


class CorrectPage(QWidget):
    """At the left every answer that may be corrected, at the right the one that is, and what was corrected before."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.list = DocumentList(theme, ListWords(Words.BOX, Words.HINT, Words.LIST_KEYS, Words.LIST_NONE))
        self.ask = AskCard(theme)
        self._title = Elided("", "section")
        self._bad = Banner(theme, "bad", "")
        self._open = Label("", "note", "muted", wrap=True)
        self._before = QVBoxLayout()
        self._before.setSpacing(theme.px(6))
        right = Card(theme, margin=14, gap=10)
        right.setFixedWidth(theme.px(RIGHT))
        self._about = QWidget()
        self._about.setProperty("ground", "paper")
        about = QVBoxLayout(self._about)
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(theme.px(10))
        about.addWidget(self._open)
        about.addWidget(Label(Words.PAPER_TOO, "note", "muted", wrap=True))
        about.addLayout(self._before)
        right.box.addWidget(self.ask)
        right.box.addWidget(self._about)
        right.box.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(theme.px(12))
        body.addWidget(self.list, 1)
        body.addWidget(right)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(14)] * 4)
        box.setSpacing(theme.px(8))
        for part in (self._title, self._bad):
            box.addWidget(part)
        box.addLayout(body, 1)
        self.show_bad("")

    def show_case(self, case: Case, matter: Matter, offered: Sequence[Correctable]) -> None:
        """The answers by what they are to the case, masked, and what was corrected before."""
        self._title.setText(Words.CORRECT_TITLE.format(name=case.applicant, matter=matter.name))
        self._open.setText(Words.OPEN_TO[len(open_to(case))])
        groups = [(sort, [_choice(matter, one) for one in offered if one.sort is sort]) for sort in _SORTS]
        self.list.show_groups([(Words.SORTS[sort.value], choices) for sort, choices in groups if choices])
        lines: list[QWidget] = [Label(Words.BEFORE, "strong")] if case.corrections else []
        for one in reversed(case.corrections):
            lines += _lines(matter, one)
        refill(self._before, lines)

    def show_asking(self, asking: bool) -> None:
        """What is asked takes the place of what is told."""
        self.ask.setVisible(asking)
        self._about.setVisible(not asking)

    def show_bad(self, sentence: str) -> None:
        """Why it was not corrected; '' for nothing."""
        self._bad.setVisible(bool(sentence))
        if sentence:
            self._bad.set_words(sentence)


class CorrectWork:
    """The page's hand: asks for one answer, has the desk correct it, prints the receipt again."""

    def __init__(self, desks: Desks, fittings: Fittings) -> None:
        self._desks = desks
        self._fittings = fittings
        self._page = CorrectPage(fittings.theme)
        self._case: Case | None = None
        self._matter: Matter | None = None
        self._leave: Callable[[Done | None], None] = lambda _: None
        self._offered: dict[str, Correctable] = {}
        self._path, self._request = "", ""
        self._busy = False  # one Enter is one correction, and one receipt
        self._page.list.taken.connect(self._ask)
        self._page.list.left.connect(self._go)
        self._page.ask.confirmed.connect(self._on_confirmed)
        self._page.ask.left.connect(self._back_to_list)

    @property
    def page(self) -> QWidget:
        """Seen while a case is corrected."""
        return self._page

    def begin(self, case: Case, matter: Matter | None, leave: Callable[[Done | None], None]) -> None:
        """Show what of this case may be corrected."""
        self._leave, self._case, self._matter = leave, case, matter
        if matter is None:
            self._go()
            return
        offered = self._desks.amends.correcting.offered(case)
        self._offered = {one.path: one for one in offered}
        self._page.show_case(case, matter, offered)
        self._page.show_bad("")
        self._page.show_asking(False)
        self._page.list.begin()

    def press(self, key: str) -> bool:
        """No key of the screen means anything here: the answer is written and confirmed with Enter."""
        return key in ("F9", "Ctrl+P")

    def _ask(self, path: str) -> None:
        one, matter = self._offered[path], self._matter
        if matter is None:
            return
        self._path, self._request = path, secrets.token_hex(8)
        self._page.show_bad("")
        self._page.show_asking(True)
        self._page.ask.ask(one.label, said(matter, path, one.value), blanks_of(matter, one))

    def _on_confirmed(self, values: dict[str, str]) -> None:
        case, path, request = self._case, self._path, self._request
        if case is None or self._busy:
            return
        self._busy = True
        value: object = values["value"] or None
        if self._offered[path].field.type == "multi" and value:
            value = values["value"].split()
        desk, actor = self._desks.amends.correcting, self._desks.actor
        reason, approved = values["why"], values.get("approved", "")
        self._fittings.errands.run(
            DESK,
            lambda: desk.correct(case.case_no, {path: value}, reason, approved, actor, request),
            self._on_done,
            self._on_trouble,
            owner=self._page,
        )

    def _on_done(self, moved: CaseMovedOn) -> None:
        self._busy = False
        case_no, amends, actor = moved.case.case_no, self._desks.amends, self._desks.actor
        self._fittings.errands.run(
            PAPER,
            lambda: amends.reprinting.corrected(case_no, actor),
            lambda _: None,
            lambda news: self._page.show_bad(self._fittings.say(news)),
            owner=self._page,
        )
        self._go(moved)

    def _on_trouble(self, news: BadNews) -> None:
        self._busy = False
        gaps = news.gaps if isinstance(news, AnswersIncomplete) else ()
        self._page.show_bad("\n".join(gap.sentence for gap in gaps) or self._fittings.say(news))

    def _back_to_list(self) -> None:
        self._page.show_asking(False)
        self._page.show_bad("")
        self._page.list.begin()

    def _go(self, done: Done | None = None) -> None:
        leave, self._leave = self._leave, lambda _: None
        leave(done)


def blanks_of(matter: Matter, one: Correctable) -> tuple[Blank, ...]:
    """What is asked: the right answer as the form has it, why, and who approved it."""
    must = "" if one.approved else Words.NOT_NEEDED
    return (
        _value_blank(matter, one),
        Blank("why", Words.REASON),
        Blank("approved", Words.APPROVED, must=one.approved, hint=must),
    )


def _value_blank(matter: Matter, one: Correctable) -> Blank:
    field, must = one.field, one.field.required
    if field.type == "bool":
        return Blank("value", Words.VALUE, "choice", must, choices=(("true", Words.YES), ("false", Words.NO)))
    codes = matter.code_sets.get(field.code_set)
    if codes is not None and field.type in ("choice", "multi") and len(codes.options) <= MOST_CHOICES:
        choices = tuple((option.code, option.label) for option in codes.options)
        return Blank("value", Words.VALUE, "choices" if field.type == "multi" else "choice", must, choices=choices)
    known = "" if one.value is None or isinstance(one.value, (list, dict)) else str(one.value)
    return Blank("value", Words.VALUE, "text", must, hint=field.hint, known=known)


def _choice(matter: Matter, one: Correctable) -> Choice:
    return Choice(one.path, one.label, said(matter, one.path, one.value))


def _lines(matter: Matter, one: Correction) -> list[QWidget]:
    day = f"{one.at.astimezone(CHINA):%m-%d %H:%M}"
    values = {"old": said(matter, one.field, one.old), "new": said(matter, one.field, one.new)}
    who = one.actor.rpartition(":")[2]
    if one.approved_by:
        who = Words.APPROVED_BY.format(who=who, name=one.approved_by)
    return [
        Label(Words.CHANGED.format(date=day, label=one.label, **values), "body", wrap=True),
        Label(Words.CHANGED_WHY.format(reason=one.reason, who=who), "note", "muted", wrap=True),
    ]
