"""The search on every glass: what a line is of can be read, and nobody acts on a case that he cannot see."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.ui.window.lookup.listing import Listing
from kiosk.ui.window.results import MATTER, NAME, NUMBER

from .conftest import STAFF, Fingers, House

Sit = Callable[..., Fingers]
SIZES = [((1366, 768), 1.0), ((1920, 1080), 1.0), ((1366, 768), 1.35), ((1920, 1080), 2.0)]
LONG = 3  # lines of names that are longer than two lines of the narrowest glass end in …


def _found(house: House, sit_down: Sit, catalogue: Catalogue, size: tuple[int, int], factor: float) -> Fingers:
    shown = catalogue.matter("M0901").example
    house.desks.intake.file(Filing("M0901", shown.answers, dict(shown.materials)), STAFF)
    fingers = sit_down(house, size, factor)
    fingers.key("Ctrl+F")
    fingers.wait(lambda: fingers.screen.search.card.case is not None)
    return fingers


def _needed(fingers: Fingers, text: str, column: int) -> QRect:
    """The room that a text takes in its cell, broken where it must be."""
    table = fingers.screen.search._table
    wide = table.columnWidth(column) - 2 * fingers.screen.search._theme.px(8) - 6
    metrics = QFontMetrics(table.font())
    return metrics.boundingRect(QRect(0, 0, wide, 1000), int(Qt.TextFlag.TextWordWrap), text)


@pytest.mark.parametrize(("size", "factor"), SIZES)
def test_the_matter_of_every_line_can_be_read(
    house: House, sit_down: Sit, catalogue: Catalogue, size: tuple[int, int], factor: float
) -> None:
    fingers = _found(house, sit_down, catalogue, size, factor)
    table = fingers.screen.search._table
    assert table.wordWrap()
    cut = [m.name for m in catalogue.matters() if _needed(fingers, m.name, MATTER).height() > table.rowHeight(0) - 2]
    assert len(cut) <= (LONG if factor > 1 else 0), cut
    if not table.isColumnHidden(NUMBER):
        assert _needed(fingers, "3413**********123X", NUMBER).height() < 2 * QFontMetrics(table.font()).height()
    assert _needed(fingers, "欧阳春晓", NAME).height() < 2 * QFontMetrics(table.font()).height()


@pytest.mark.parametrize(("size", "factor"), SIZES)
def test_the_name_and_the_matter_stand_over_all_the_keys(
    house: House, sit_down: Sit, catalogue: Catalogue, size: tuple[int, int], factor: float
) -> None:
    fingers = _found(house, sit_down, catalogue, size, factor)
    card = fingers.screen.search.card
    for _ in range(2):
        assert card._name.text() == "郑䶮"
        assert not card._name.visibleRegion().isEmpty()
        fingers.key("Alt+M")


def test_what_is_said_about_a_key_moves_no_line(
    fingers: Fingers, house: House, sit_down: Sit, catalogue: Catalogue
) -> None:
    fingers = _found(house, sit_down, catalogue, (1366, 768), 1.0)
    before = fingers.screen.search._table.mapTo(fingers.screen, fingers.screen.search._table.pos())
    fingers.key("Alt+O")
    assert fingers.reads("现在不能“公示”")
    assert fingers.screen.search._table.mapTo(fingers.screen, fingers.screen.search._table.pos()) == before


def test_the_day_is_said_once(fingers: Fingers, house: House, sit_down: Sit, catalogue: Catalogue) -> None:
    fingers = _found(house, sit_down, catalogue, (1366, 768), 1.0)
    said = [text for text in fingers.texts() if "11月30日 周一" in text and "答复是否受理" in text]
    assert said == ["11月30日 周一前答复是否受理，还有 5 个工作日"]


@pytest.mark.parametrize(("size", "factor"), SIZES)
def test_what_is_copied_out_and_what_a_file_lists_can_be_read_whole(
    house: House, sit_down: Sit, catalogue: Catalogue, size: tuple[int, int], factor: float
) -> None:
    """No line of a list ends in …: what is too long for its column goes on below."""
    fingers = _found(house, sit_down, catalogue, size, factor)
    for keys in (("Ctrl+H", "Return"), ("Ctrl+Y",)):
        fingers.key(*keys)
        table = next(one for one in fingers.screen.findChildren(Listing) if one.isVisible())
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                cell = model.index(row, column)
                room = table.visualRect(cell).adjusted(round(9 * factor), 0, -round(9 * factor), 0)
                bold = cell.data(Qt.ItemDataRole.FontRole)
                metrics = QFontMetrics(bold or table.font())
                text = str(cell.data())
                needed = metrics.boundingRect(QRect(0, 0, room.width(), 9999), int(Qt.TextFlag.TextWordWrap), text)
                assert needed.height() <= room.height(), text
                assert not text or max(map(metrics.horizontalAdvance, text)) <= room.width()
        assert model.rowCount() > 0


def test_what_is_told_of_a_case_is_read_on_without_a_mouse(house: House, sit_down: Sit, catalogue: Catalogue) -> None:
    fingers = _found(house, sit_down, catalogue, (1920, 1080), 2.0)
    bar = fingers.screen.search.card._details.area.verticalScrollBar()
    fingers.wait(lambda: bar.maximum() > 0)
    row = fingers.screen.search._table.currentIndex().row()
    fingers.key("Ctrl+Down")
    assert bar.value() > 0
    fingers.key("Ctrl+Up")
    assert (bar.value(), fingers.screen.search._table.currentIndex().row()) == (0, row)


def test_a_long_answer_that_is_offered_is_seen_from_its_beginning(
    house: House, sit_down: Sit, catalogue: Catalogue
) -> None:
    fingers = _found(house, sit_down, catalogue, (1366, 768), 1.0)
    fingers.key("Alt+F")
    line = fingers.screen.focusWidget()
    assert line.fontMetrics().horizontalAdvance(line.text()) > 0
    assert (line.cursorPosition(), line.selectedText()) == (0, line.text())


def test_every_filter_is_seen_where_there_is_room(house: House, sit_down: Sit, catalogue: Catalogue) -> None:
    fingers = _found(house, sit_down, catalogue, (1366, 768), 1.0)
    fingers.key("Ctrl+L")
    panel = fingers.screen.search.panel
    assert len(panel._rows) > 6
    assert all(row.visibleRegion().boundingRect() == row.rect() for row in panel._rows)


def test_what_is_done_on_the_spot_is_due_today_and_not_in_no_days(
    house: House, sit_down: Sit, catalogue: Catalogue
) -> None:
    shown = catalogue.matter("M1103").example
    house.desks.intake.file(Filing("M1103", shown.answers, dict(shown.materials)), STAFF)
    fingers = sit_down(house, (1366, 768), 1.0)
    fingers.key("Ctrl+F")
    fingers.wait(lambda: fingers.reads("今天到期"))
    assert not fingers.reads("还有 0 ")
