"""A form of fifty questions with a household of eight: read and judged whole, and on the screen from key to fault."""

import os
import time
from collections.abc import Callable, Mapping
from datetime import date
from statistics import median
from typing import Any

from forms import Catalogue, Matter, check
from forms.evaluator import Needed, Unfilled, Unset, Unsure
from forms.filling import fill
from forms.functions import Undecidable
from forms.plan import plan_of
from forms.sheet import Sheet

from .floors import Measured, paired

LARGEST = ("M0901", "M1201", "M0101")  # 53, 51 and 47 questions, each with a household and a dozen rules
HOUSEHOLD, ROUNDS, KEYS = 8, 150, 60


def judged() -> Measured:
    """The slowest of the largest matters against the bare asking of its rules. Aim: 14 times, and under 5 ms."""
    return max((_judged(code) for code in LARGEST), key=lambda one: one.ours)


def keyed() -> Measured:
    """From a key in a full form to its fault drawn, without the pause that waits for the next key, against the same
    key in a bare field and the form judged. Aim: 6 times; nobody notices what is under 50 ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

    from kiosk.ui.form import FormView
    from kiosk.ui.form.dress import dress_counter
    from kiosk.ui.theme import Theme, prepare

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    prepare(app)
    theme, matter = Theme("window"), Catalogue.shipped().matter("M1201")
    on, answers = date.fromisoformat(matter.example.on), household(matter)
    screen, body, bare = QWidget(), QWidget(), QLineEdit()
    view = FormView(theme, lambda one, raw: check(one, raw, on=on))
    for outer, inner in ((body, view), (screen, body)):
        box = QVBoxLayout(outer)
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        box.addWidget(inner)
    dress_counter(theme, screen, body)
    screen.resize(846, 620)
    bare.show()
    screen.show()
    view.show_form(matter, answers)
    view.go_to("family_members[7].id_no")  # a household's row is open, as it is when its fault is mended
    app.processEvents()
    view.go_to("applicant_id_no")
    field = app.focusWidget() or view.focusWidget()
    digits = iter("34222419620315151" * KEYS)

    def ours() -> None:
        QTest.keyClick(field, next(digits))
        view.judge()
        app.processEvents()

    def floor() -> None:
        QTest.keyClick(bare, "3")
        check(matter, answers, on=on)
        app.processEvents()

    measured = Measured("key to fault, M1201", 6.0, *paired(ours, floor, KEYS))
    screen.close()
    bare.close()
    return measured


def household(matter: Matter) -> dict[str, Any]:
    """The matter's example with eight in its household."""
    answers: dict[str, Any] = dict(matter.example.answers)
    for table in matter.tables:
        rows = list(answers.get(table.key) or ())
        if rows and "id_no" in {column.key for column in table.columns}:
            answers[table.key] = [dict(rows[nth % len(rows)]) for nth in range(HOUSEHOLD)]
    return answers


def seconds(matter: Matter, rounds: int = 20) -> float:
    """The median that judging this matter takes, with a household of eight where it has one."""
    answers, on = household(matter), date.fromisoformat(matter.example.on)
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        check(matter, answers, on=on)
        took.append(time.perf_counter() - begun)
    return median(took)


def _judged(code: str) -> Measured:
    matter = Catalogue.shipped().matter(code)
    answers, on = household(matter), date.fromisoformat(matter.example.on)
    rules = _rules(matter, answers, on)
    name = f"judge {code}, {len(matter.fields)} fields"
    return Measured(name, 14.0, *paired(lambda: check(matter, answers, on=on), rules, ROUNDS))


def _rules(matter: Matter, answers: Mapping[str, Any], on: date) -> Callable[[], None]:
    """The rules alone, over answers that were read before."""
    plan = plan_of(matter)
    sheet = Sheet(matter, plan, on, plan.parameters, "window")
    fill(sheet, answers)

    def ask() -> None:
        for test in plan.tests:
            sheet.asking.failed_rows.clear()
            try:
                sheet.asking.ask(test.expression)
            except (Unfilled, Unsure, Needed, Unset, Undecidable):
                continue

    return ask
