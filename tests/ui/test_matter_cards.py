"""The hall's cards of matters: what to bring is named whole, and that there is more."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.ui.hall.tiles import Hint

PAPERS = ("户口簿、身份证", "收入财产佐证", "残疾、疾病、就学佐证")


@pytest.mark.parametrize(
    ("wide", "said"),
    [(2000, "、".join(PAPERS)), (360, "户口簿、身份证、收入财产佐证等"), (120, "户口簿、身份证等")],
)
def test_papers_that_do_not_fit_are_left_out_whole(dressed: QApplication, qtbot: QtBot, wide: int, said: str) -> None:
    hint = Hint(PAPERS, "body", open_end=True)
    qtbot.addWidget(hint)
    hint.setStyleSheet("font-size: 20px")
    hint.resize(wide, 40)
    with qtbot.waitExposed(hint):
        hint.show()
    assert hint.text() == said
