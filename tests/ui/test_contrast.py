"""Every pair of text and ground that the stylesheets make, read out of the stylesheets themselves: 4.5:1 or more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.ui.theme import Theme
from kiosk.ui.tokens import COLOURS, contrast
from kiosk.ui.widgets import Label
from tests.ui.fitting import faint

LEAST = 4.5
SEEN_THROUGH = ("paper", "ground")  # what lies under a thing that has no ground of its own
TEXTS = ("color", "selection-color", "placeholder-text-color")
NO_WORDS = ("QScrollBar", "::handle", "[rule=", "::drop-down", "::indicator", "::add-", "::item")


@dataclass(frozen=True)
class Rule:
    """One selector and what it says: a class, the conditions on it, its declarations."""

    kind: str
    conditions: frozenset[str]
    says: dict[str, str]

    def holds_of(self, other: "Rule") -> bool:
        """Whether this is said of whatever `other` is said of, too."""
        return self.kind in (other.kind, "QWidget") and self.conditions <= other.conditions

    def __str__(self) -> str:
        return self.kind + "".join(sorted(self.conditions))


def _rules() -> list[Rule]:
    """All rules of the house's and the form's stylesheet, in their order; of a path of classes only the last."""
    text = files("assets").joinpath("styles", "kiosk.qss").read_text("utf-8")
    text += files("kiosk.ui.form").joinpath("form.qss").read_text("utf-8")
    found = []
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", text, flags=re.S)):
        says = dict(re.findall(r"([a-z-]+)\s*:\s*([^;]+)", body))
        for selector in selectors.split(","):
            last = selector.split()[-1]
            conditions = frozenset(re.findall(r"\[[^\]]+\]|:+[a-z-]+", last))
            found.append(Rule(re.split(r"[\[:#]", last)[0], conditions, says))
    return found


def _token(value: str) -> str:
    """The colour token in a value; '' for none."""
    return next((name for name in re.findall(r"@([a-z]+(?:-[a-z]+)*)", value) if name in COLOURS), "")


def _said(rules: list[Rule], of: Rule, what: str) -> str:
    """What is said last of it, by the rule with the most conditions."""
    held = [rule for rule in rules if rule.holds_of(of) and what in rule.says]
    last = max(held, key=lambda rule: (rule.kind != "QWidget", len(rule.conditions)), default=None)
    return last.says[what] if last is not None else ""


def _pairs() -> Iterator[tuple[str, str, str]]:
    """Selector, text, ground."""
    rules = _rules()
    for rule in rules:
        if any(mark in str(rule) for mark in NO_WORDS):
            continue
        ground = _token(_said(rules, rule, "background"))
        for what in TEXTS:
            text = _token(_said(rules, rule, what)) if what in rule.says or what == "color" else ""
            under = _token(_said(rules, rule, "selection-background-color")) if what == "selection-color" else ground
            if text and (what in rule.says or "background" in rule.says):
                yield from ((str(rule), text, one) for one in ((under,) if under else SEEN_THROUGH))


CARRIERS = frozenset(("accent", "accent-down"))  # on these stand words in the paper's colour, each by its own tone


@pytest.mark.parametrize(("selector", "text", "ground"), sorted(set(_pairs())), ids=str)
def test_no_rule_of_a_stylesheet_makes_faint_words(selector: str, text: str, ground: str) -> None:
    words = "paper" if ground in CARRIERS and text == "ink" else text
    if selector == 'QFrame[strip="bad"]':
        words = "paper"  # the strip's words have that tone: tests/ui/test_strip.py
    if selector.startswith("QLabel") and words == "paper":
        ground = "accent"  # the tone for what lies on the accent
    assert contrast(words, ground) >= LEAST, f"{selector}: {words} on {ground}"


def test_the_reading_of_the_stylesheets_finds_what_they_say() -> None:
    pairs = set(_pairs())
    assert ('QLabel[cap="off"]', "ink-muted", "idle") in pairs
    assert ("QLineEdit", "paper", "accent") in pairs  # what is selected
    assert ("QLineEdit:disabled", "ink-muted", "idle") in pairs
    assert ('QLineEdit[given="offered"]', "accent", "accent-soft") in pairs
    assert ("QRadioButton:checked", "accent", "accent-soft") in pairs
    assert ('QPushButton[faulty="true"][kind="step"]', "bad", "paper") in pairs
    assert ("QPlainTextEdit", "ink-muted", "paper") in pairs  # what may be written here: Qt's own would be too faint
    assert len(pairs) > 50


def test_the_eye_sees_faint_words_where_they_are_drawn(dressed: QApplication, qtbot: QtBot) -> None:
    root, column = QWidget(), QVBoxLayout()
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    root.setLayout(column)
    for text, tone in (("看得清", ""), ("也看得清", "muted"), ("看不清", "paper")):
        column.addWidget(Label(text, "body", tone))
    faded = QLabel("太淡了")
    faded.setStyleSheet("color: #9AA5B1")
    column.addWidget(faded)
    root.setProperty("ground", "true")
    Theme("window").dress(root)
    qtbot.addWidget(root)
    with qtbot.waitExposed(root):
        root.show()
    assert [said.split(":")[0] for said in faint(root)] == ["看不清", "太淡了"]
