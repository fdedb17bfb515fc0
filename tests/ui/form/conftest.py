"""A counter's form for tests: any matter laid out at any size and scale, dressed as the screens dress it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from forms import Catalogue, Matter, check
from kiosk.ui.form import FormView
from kiosk.ui.form.dress import dress_counter
from kiosk.ui.theme import Theme

CLERKS = (846, 620)  # what the rail and the papers leave of 1366×768
Laid = Callable[..., FormView]


def judge(matter: Matter, raw: Any) -> Any:
    """As the desk judges, on the day of the matter's example."""
    return check(matter, raw, on=date.fromisoformat(matter.example.on))


@pytest.fixture
def lay(dressed: QApplication, qtbot: QtBot, catalogue: Catalogue) -> Iterator[Laid]:
    """Lay a matter's form on a counter: `size` is the form's own, `factor` the scale of the print."""
    kept: list[QWidget] = []

    def laid(
        code: str, raw: dict[str, Any] | None = None, size: tuple[int, int] = CLERKS, factor: float = 1.0
    ) -> FormView:
        theme = Theme("window", factor)
        screen, body = QWidget(), QWidget()
        kept.append(screen)
        view = FormView(theme, judge, "341323110000")
        for outer, inner in ((body, view), (screen, body)):
            box = QVBoxLayout(outer)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
            box.addWidget(inner)
        dress_counter(theme, screen, body)
        qtbot.addWidget(screen)
        screen.resize(*size)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        show(view, catalogue.matter(code), raw)
        return view

    def show(view: FormView, matter: Matter, raw: dict[str, Any] | None) -> None:
        view.show_form(matter, raw if raw is not None else {})
        qtbot.waitUntil(lambda: len(view._stack.rows) == sum(len(one.fields) for one in view.filling.sections))
        QApplication.processEvents()

    laid.show = show  # type: ignore[attr-defined]
    yield laid
    kept.clear()
