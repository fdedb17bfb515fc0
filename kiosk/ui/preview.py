"""A definition looked at before it is published: the form as a window shows it, and its short guide beside it."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from forms import Checked, Matter
from kiosk.ui.form import FormView
from kiosk.ui.form.dress import dress_counter
from kiosk.ui.theme import Theme, prepare
from kiosk.ui.widgets import Label
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.words import word

SCREEN = (1366, 768)
_GUIDE, _PATIENCE = 460, 200  # pixels; events turned over until everything is drawn
Judge = Callable[[Matter, Mapping[str, object]], Checked]


@dataclass(frozen=True, slots=True)
class Previewed:
    """What is looked at: the matter, who judges its form, and its short guide as a picture (PNG)."""

    matter: Matter
    judge: Judge
    guide: bytes


class Preview(QWidget):
    """The form with the matter's own example in it; it can be typed into, and nothing is kept."""

    def __init__(self, shown: Previewed) -> None:
        super().__init__()
        theme = Theme("window")
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        picture, guide = QPixmap(), QLabel()
        picture.loadFromData(shown.guide)
        guide.setPixmap(picture.scaledToWidth(theme.px(_GUIDE - 24), Qt.TransformationMode.SmoothTransformation))
        guide.setAccessibleName(word("preview_guide"))
        guide.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.form = FormView(theme, shown.judge)
        matter = shown.matter
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(*[theme.px(12)] * 4)
        column.addWidget(Label(matter.name, "section"))
        told = word("preview_told", code=matter.code, version=matter.version, form=matter.form.title)
        column.addWidget(Label(told, "note", "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        beside = Scroll(theme, guide)
        beside.setFixedWidth(theme.px(_GUIDE))
        row.addWidget(self.form, 1)
        row.addWidget(beside)
        column.addLayout(row, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(body)
        self.setWindowTitle(word("preview", name=matter.name))
        dress_counter(theme, self, body)
        self.form.show_form(matter, matter.example.answers)


def show_preview(shown: Previewed) -> int:
    """Until it is closed; 0."""
    app = _app()
    preview = Preview(shown)
    preview.resize(*SCREEN)
    preview.show()
    return app.exec()


def photograph(shown: Previewed, folder: Path) -> list[Path]:
    """The form section by section, and the guide, as pictures in a folder. Raises OSError."""
    app = _app()
    preview = Preview(shown)
    preview.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    preview.resize(*SCREEN)
    preview.show()
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    bar = preview.form.verticalScrollBar()
    for _ in range(_PATIENCE):
        app.processEvents()
    step = max(1, preview.form.viewport().height() - 40)
    for nth, at in enumerate(range(0, bar.maximum() + step, step), 1):
        bar.setValue(at)
        app.processEvents()
        made.append(folder / f"{shown.matter.code}.v{shown.matter.version}-{nth}.png")
        if not preview.grab().save(str(made[-1])):
            raise OSError(made[-1])
        if at >= bar.maximum():
            break
    made.append(folder / f"{shown.matter.code}.v{shown.matter.version}-guide.png")
    made[-1].write_bytes(shown.guide)
    preview.close()
    return made


def _app() -> QApplication:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application runs here")
    prepare(app)
    return app
