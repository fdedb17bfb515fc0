"""How one paper is taken: its ways with their keys, the date of one that is owed, a promise, Enter to go on."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from forms import Material
from forms.spelling import Wrong, day
from kiosk.app.promises import PLEDGED
from kiosk.ui.form.counter.dates import say_day
from kiosk.ui.form.counter.papers import KEYS, Papers, at_enter
from kiosk.ui.form.counter.promise_card import PromiseCard
from kiosk.ui.form.counter.words import Papers as Words
from kiosk.ui.form.line import LineEditor
from kiosk.ui.form.spellings import spelling_of
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Icon, KeyCap, Label, Pressable, restyle, unclickable
from kiosk.ui.widgets.scroll import Scroll

WIDTH = 312


class WayKey(Pressable):
    """One way: a round mark, the word, its key."""

    def __init__(self, theme: Theme, key: str, way: str) -> None:
        super().__init__(Words.WAYS[way], "way", QHBoxLayout())
        self.way = way
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(theme.px(38))
        self.face.setContentsMargins(theme.px(10), 0, theme.px(8), 0)
        self._mark = Icon(theme, "circle", "field-line", 18)
        self._word = Label(Words.WAYS[way])
        self._cap = KeyCap(key)
        self.face.addWidget(unclickable(self._mark))
        self.face.addWidget(unclickable(self._word), 1)
        self.face.addWidget(unclickable(self._cap))

    def show_state(self, chosen: bool, allowed: bool, word: str) -> None:
        """Chosen, possible, or not for this paper."""
        tone = "warn" if self.way == "owed" else "accent"
        self.setEnabled(allowed)
        self._mark.show_icon("circle-check" if chosen else "circle", tone if chosen else "field-line")
        self._word.setText(word)
        self._word.set_tone(tone if chosen else "" if allowed else "muted")
        self._word.set_bold(chosen)
        self.setAccessibleName(word)
        self.setAccessibleDescription(Words.CHOSEN if chosen else "")
        restyle(self, "chosen", ("owed" if self.way == "owed" else "true") if chosen else "false")


class WaysPanel(QFrame):
    """`chosen` names a way; `confirmed` that Enter was pressed; `until` gives an earlier date for an owed paper;
    `promise` names a key of the card of a promise."""

    chosen = Signal(str)
    confirmed = Signal()
    until = Signal(object)
    promise = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._latest = date.max
        self.setFixedWidth(theme.px(WIDTH))
        self.setProperty("ground", "paper")
        self._title = Label("", "section", wrap=True)
        self._about = Label("", "note", "muted", wrap=True)
        self._keys = [WayKey(theme, key, way) for key, way in KEYS.items()]
        for key in self._keys:
            key.clicked.connect(lambda _=False, way=key.way: self.chosen.emit(way))
        self._owed = self._owed_card()
        self._promise = PromiseCard(theme)
        self._promise.wanted.connect(self.promise)
        self._said = Label("", "note", "bad", wrap=True)
        self._enter = Button(theme, Words.ENTER, key="Enter", kind="primary")
        self._enter.setShortcut("")  # Enter is the page's
        self._enter.clicked.connect(self.confirmed)
        self._enter.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("ground", "paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.px(6), 0, theme.px(6), 0)
        column.setSpacing(theme.px(6))
        self._here = Label("", "note", "accent", wrap=True)
        how = Label(Words.HOW, "note", "muted")
        for part in (self._title, self._about, self._here, self._promise, how, *self._keys, self._owed, self._said):
            column.addWidget(part)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(12)] * 4)
        box.setSpacing(theme.px(8))
        box.addWidget(Scroll(theme, inner), 1)
        box.addWidget(self._enter)

    def show_material(self, papers: Papers, material: Material, number: int, latest: date) -> None:
        """This paper is dealt with now."""
        self._latest = latest
        self._title.setText(f"{number}\u3000{material.name}")
        self._about.setText(_about(material))
        way, allowed = papers.ways.get(material.id, ""), papers.allowed(material)
        for key in self._keys:
            mine = key.way == way or (key.way == "shared" and way == "on_file")
            shared = key.way == "shared" and ("shared" not in allowed or way == "on_file")
            word = Words.WAYS["on_file" if shared else key.way]
            key.show_state(mine, not key.way or shared or key.way in allowed, word)
            key.setVisible(key.way != PLEDGED or key.way in allowed)  # few papers may be promised
        self._enter.set_words(Words.ENTER if way or at_enter(papers, material) else Words.WITHOUT)
        self._here.setText(_here(papers, material, way))
        self._here.setVisible(bool(self._here.text()))
        self._owed.setVisible(way == "owed")
        self._promise.setVisible(way == PLEDGED)
        self._promise.show_promise(papers, material)
        self._date.show_value(papers.until.get(material.id, latest).isoformat())
        self._hint.setText(Words.LATEST.format(day=say_day(latest)))
        fault = next((f for f in papers.faults() if f.field == material.id and f.key != "missing"), None)
        self._said.setText(fault.sentence if fault else "")

    def _owed_card(self) -> QFrame:
        theme, card = self._theme, QFrame()
        card.setProperty("owed", "true")
        box = QVBoxLayout(card)
        box.setSpacing(theme.px(6))
        title = QHBoxLayout()
        title.addWidget(Icon(theme, "clock", "warn", 18))
        title.addWidget(Label(Words.COMMIT, "strong", "warn"), 1)
        box.addLayout(title)
        box.addWidget(Label(Words.UNTIL, "note", "muted"))
        self._date = LineEditor(theme, spelling_of("date"))
        self._date.setAccessibleName(Words.UNTIL)
        self._date.setFixedHeight(theme.control)
        self._date.left.connect(self._on_date)
        self._date.done.connect(self._on_date_done)
        box.addWidget(self._date)
        self._hint = Label("", "note", "muted", wrap=True)
        box.addWidget(self._hint)
        return card

    def _on_date(self) -> None:
        try:
            wanted = day(self._date.value())
        except Wrong:
            wanted = self._latest
        self.until.emit(min(wanted, self._latest))

    def _on_date_done(self) -> None:
        self._on_date()
        self.confirmed.emit()


def _here(papers: Papers, material: Material, way: str) -> str:
    """How a shared paper was verified; what lies here already and may be used again."""
    if way == "shared":
        return Words.VERIFY.format(word=papers.state(material).word)
    lies = papers.here.get(material.id)
    if lies is None:
        return ""
    words = Words.USED if way == "on_file" else Words.HERE
    return words.format(day=lies.taken_on, case_no=lies.case.case_no, until=lies.until)


def _about(material: Material) -> str:
    parts = [Words.MUST if material.mandatory else Words.MAY]
    if material.originals:
        parts.append(Words.ORIGINALS.format(count=material.originals))
    if material.copies:
        parts.append(Words.COPIES.format(count=material.copies))
    parts += [Words.TO_COLLECT.get(material.collect, ""), Words.CAN_OWE if material.tolerable else Words.CANNOT_OWE]
    parts += [Words.CAN_PLEDGE] if material.pledgeable else []
    if material.shareable and material.share_source:
        parts.append(Words.SHARE_FROM.format(source=material.share_source))
    return Words.COMMA.join(part for part in [*parts, material.remark] if part)
