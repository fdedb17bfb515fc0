"""Who stands beside the applicant (Ctrl+J): a contact, who reads aloud, a witness, a guardian; on one small page."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.documents.asked import Asked
from kiosk.app.people.beside import Beside, beside_of, gaps_of, said_of
from kiosk.domain.refusals import Gap
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Label
from kiosk.ui.window.document_form import DocumentForm
from kiosk.ui.window.words import BesideWords as Words

WIDE, LEFT = 480, 5  # blanks in the first column


class BesidePage(QWidget):
    """`said` gives who stands beside him; `left` that nothing is to be changed."""

    said = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._today = date.min
        self._title = Label(Words.TITLE, "section")
        self._forms = (DocumentForm(theme, "ground", WIDE), DocumentForm(theme, "ground", WIDE))
        sides = QHBoxLayout()
        sides.setSpacing(theme.px(24))
        for form in self._forms:
            form.setMaximumWidth(theme.px(WIDE + 40))
            form.changed.connect(self._judge)
            sides.addWidget(form, 10)
        sides.addStretch(1)
        self._forms[0].ended.connect(self._forms[1].go_to)
        self._forms[1].ended.connect(self._on_done)
        done = Button(theme, Words.DONE, key="Ctrl+J", kind="primary")
        leave = Button(theme, Words.LEAVE, key="Esc")
        for button in (done, leave):
            button.setShortcut("")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        done.clicked.connect(self._on_done)
        leave.clicked.connect(self.left)
        keys = QHBoxLayout()
        keys.addWidget(done)
        keys.addWidget(leave)
        keys.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(10))
        box.addWidget(self._title)
        box.addWidget(Label(Words.HINT, "note", "muted", wrap=True))
        box.addLayout(sides, 1)
        box.addLayout(keys)

    def begin(self, name: str, beside: Beside, today: date) -> None:
        """For this applicant, with who was named before."""
        self._today = today
        self._title.setText(Words.TITLE_OF.format(name=name) if name else Words.TITLE)
        known = said_of(beside)
        self._forms[0].begin(_ASKED[:LEFT], known)
        self._forms[1].begin(_ASKED[LEFT:], known)
        self._judge()
        self._forms[0].go_to()

    def confirm(self) -> None:
        """Ctrl+J again: take it, or say what is missing."""
        self._on_done()

    def _beside(self) -> Beside:
        told: Mapping[str, object] = {**self._forms[0].facts(), **self._forms[1].facts()}
        return beside_of({key: str(value) for key, value in told.items()})

    def _judge(self) -> None:
        gaps = self._gaps()
        for form in self._forms:
            form.show_gaps(gaps)

    def _gaps(self) -> list[Gap]:
        found = gaps_of(self._beside(), self._today)
        return [Gap(gap.field, _LABELS[gap.field], Words.GAPS[gap.sentence]) for gap in found]

    def _on_done(self) -> None:
        self._judge()
        if self._gaps():
            for form in reversed(self._forms):
                form.go_to_gap()  # the cursor ends in the first
        else:
            self.said.emit(self._beside())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


_ASKED = tuple(Asked(path, label, sort, hint, choices) for path, label, sort, hint, choices in Words.BLANKS)
_LABELS = {one.path: one.label for one in _ASKED}
