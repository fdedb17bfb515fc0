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

WIDE = 720


class BesidePage(QWidget):
    """`said` gives who stands beside him; `left` that nothing is to be changed."""

    said = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._today = date.min
        self._title = Label(Words.TITLE, "section")
        self._form = DocumentForm(theme, "ground", WIDE)
        self._form.setMaximumWidth(theme.px(WIDE + 40))
        self._form.changed.connect(self._judge)
        self._form.ended.connect(self._on_done)
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
        box.addWidget(self._form, 1)
        box.addLayout(keys)

    def begin(self, name: str, beside: Beside, today: date) -> None:
        """For this applicant, with who was named before."""
        self._today = today
        self._title.setText(Words.TITLE_OF.format(name=name) if name else Words.TITLE)
        self._form.begin(_ASKED, said_of(beside))
        self._judge()
        self._form.go_to()

    def confirm(self) -> None:
        """Ctrl+J again: take it, or say what is missing."""
        self._on_done()

    def _beside(self) -> Beside:
        told: Mapping[str, object] = self._form.facts()
        return beside_of({key: str(value) for key, value in told.items()})

    def _judge(self) -> None:
        self._form.show_gaps(self._gaps())

    def _gaps(self) -> list[Gap]:
        found = gaps_of(self._beside(), self._today)
        return [Gap(gap.field, _LABELS[gap.field], Words.GAPS[gap.sentence]) for gap in found]

    def _on_done(self) -> None:
        gaps = self._gaps()
        self._form.show_gaps(gaps)
        if gaps:
            self._form.go_to_gap()
        else:
            self.said.emit(self._beside())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


_ASKED = tuple(Asked(path, label, sort, hint, choices) for path, label, sort, hint, choices in Words.BLANKS)
_LABELS = {one.path: one.label for one in _ASKED}
