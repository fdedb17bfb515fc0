"""The sections over a form: what they are called where there is little room."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from forms import Catalogue
from kiosk.ui.form.counter.steps import Steps, StepState, short_of
from kiosk.ui.theme import Theme


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("申请户主信息", "申请户主"),
        ("拟申请宅基地及建房(规划许可)情况", "拟申请宅基地"),
        ("声明与签字", "声明"),
        ("三保障和饮水安全", "三保障"),
        ("村、乡镇、县意见", "村、乡镇、县意见"),  # its first thing alone says nothing
        ("家庭成员", "家庭成员"),
    ],
)
def test_a_title_is_shortened_by_whole_words(title: str, short: str) -> None:
    assert short_of(title) == short


def test_no_section_of_any_form_is_cut_in_the_middle_of_a_word(dressed: QApplication, qtbot: QtBot) -> None:
    """At every width a section is called by its title, by its short one, or by its number alone."""
    catalogue = Catalogue.shipped()
    steps = Steps(Theme("window"))
    qtbot.addWidget(steps)
    for code in ("M0901", "M1201", "M0101", "M0401"):
        titles = [section.title for section in catalogue.matter(code).sections]
        for width in (1400, 820, 640, 420):
            steps.resize(width, 32)
            for at in (0, len(titles) - 1):
                steps.show_steps([StepState(title) for title in titles], at)
                shown = [button.text() for button in steps.findChildren(QPushButton)]
                for nth, (text, title) in enumerate(zip(shown, titles, strict=True), 1):
                    assert text in {f"{nth} {title.partition('(')[0]}", f"{nth} {short_of(title)}", str(nth)}
