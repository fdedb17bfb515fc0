"""The beginning of a clerk's day, with residents who come in another order each time; `./test --long` has the whole."""

import os

import pytest
from PySide6.QtWidgets import QApplication

from tests.day.__main__ import run


def test_a_few_residents_of_a_day_are_served_by_keyboard_alone(qapp: QApplication) -> None:
    seed = int.from_bytes(os.urandom(4))
    try:
        report = run(3, seed)
    except Exception as wrong:
        wrong.add_note(f"python -m tests.day --cases 3 --seed {seed}")
        raise
    assert (report["cases"], report["kept"], report["bugs"]) == (3, 3, []), f"seed {seed}"
    assert qapp is QApplication.instance()
    assert report["left_behind"] == 0, "a view of a layout's item outlived it (decision 31)"


@pytest.mark.parametrize("what", ["own_ms", "wall_ms", "waits_ms"])
def test_what_is_measured_is_there(what: str) -> None:
    from tests.day.watch import Watch

    watch = Watch()
    with watch.stretch("a key"), watch.wait("F1"):
        sum(range(1000))
    assert watch.report()[what]
