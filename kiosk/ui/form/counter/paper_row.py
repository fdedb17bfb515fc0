"""One paper in a list: its state in icon and word, its name, what is said of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from forms import Material
from kiosk.app.promises import PLEDGED
from kiosk.ui.form.counter.dates import say_day
from kiosk.ui.form.counter.papers import Papers, PaperState
from kiosk.ui.form.counter.words import Papers as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Chip, Icon, Label, Pressable, restyle, unclickable
from kiosk.ui.widgets.clearing import discard

CHIP = 76


class PaperRow(Pressable):
    """`numbered`: in the list of one at a time the number stands before and the state behind."""

    def __init__(self, theme: Theme, material: Material, number: int, numbered: bool) -> None:
        super().__init__(material.name, "row", QHBoxLayout())
        self._theme = theme
        self._material = material
        self._number = number
        self._numbered = numbered
        self._state: PaperState | None = None
        self._chip: Chip | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if numbered else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.face.setContentsMargins(theme.px(12), theme.px(7), theme.px(12), theme.px(7))
        self.face.setSpacing(theme.px(10))
        if numbered:
            place = Label(str(number), "body", "muted")
            place.setFixedWidth(theme.px(18))
            self.face.addWidget(unclickable(place))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name = Label(material.name, "body", wrap=True)
        self._note = Label("", "note", "muted", wrap=True)
        for label in (self._name, self._note):
            label.setMinimumWidth(1)  # or a wrapped label asks for the width of its longest line
        words.addWidget(unclickable(self._name))
        words.addWidget(unclickable(self._note))
        self.face.addLayout(words, 1)
        if signed_by(material):
            self.face.addWidget(unclickable(Icon(theme, "signature", "accent", 16)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter are the page's."""
        event.ignore()

    def show_state(self, papers: Papers) -> None:
        """As it stands now."""
        state = papers.state(self._material)
        note, tone = note_of(papers, self._material)
        self._note.setText(note)
        self._note.set_tone(tone)
        self.setAccessibleName(
            Words.ROW.format(number=self._number, name=self._material.name, state=state.word, note=note)
        )
        if state == self._state:
            return
        self._state = state
        if self._chip is not None:
            discard(self._chip)
        self._chip = Chip(self._theme, state.word, state.tone, icon=state.icon)
        self._chip.setFixedWidth(max(self._theme.px(CHIP), self._chip.sizeHint().width()))
        place = self.face.count() if self._numbered else 0
        self.face.insertWidget(place, unclickable(self._chip), 0, Qt.AlignmentFlag.AlignVCenter)

    def show_current(self, current: bool) -> None:
        """The one that is dealt with now."""
        restyle(self, "current", "true" if current else "false")
        self._name.set_bold(current)


def signed_by(material: Material) -> str:
    """Who has to sign a paper or put his fingerprint on it, as its remark says; '' for one that needs no hand."""
    return material.remark if any(mark in material.remark for mark in Words.SIGNS) else ""


def note_of(papers: Papers, material: Material) -> tuple[str, str]:
    """What stands under a paper's name, and its tone; whose hand it needs is said too."""
    note, tone = _stands(papers, material)
    hand = signed_by(material)
    return (f"{note}{Words.COMMA}{hand}" if hand and tone != "bad" else note), tone


def _stands(papers: Papers, material: Material) -> tuple[str, str]:
    way = papers.ways.get(material.id, "")
    files = len(papers.files.get(material.id, ()))
    attached = Words.FILES.format(count=files) if files else ""
    wrong = next((f for f in papers.faults() if f.field == material.id and f.severity == "error"), None)
    if way == PLEDGED and material.pledgeable and not papers.promised(material):
        return Words.NOT_SIGNED, "bad"
    if wrong is not None and way:
        return wrong.sentence, "bad"
    if way == "owed":
        until = papers.until.get(material.id)
        return Words.OWED_UNTIL.format(day=say_day(until)) if until else Words.WAYS[way], "warn"
    if way:
        return attached or Words.WAYS[way], "muted"
    if material.id in papers.here:
        return Words.LIES, "accent"
    if material.source == Words.SYSTEM:
        return Words.MADE_HERE, "muted"
    wanted = Words.TO_COLLECT.get(material.collect, "")
    if not material.mandatory:
        return f"{Words.MAY}{Words.COMMA}{wanted}", "muted"
    lent = Words.CAN_OWE if material.tolerable else Words.CANNOT_OWE
    lent = Words.CAN_PLEDGE if material.pledgeable else lent
    return f"{wanted}{Words.COMMA}{lent}", "bad" if papers.told and lent == Words.CANNOT_OWE else "muted"
