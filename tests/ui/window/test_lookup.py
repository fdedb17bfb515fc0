"""Looking up at the window: filters by key, a person's whole file with its purpose, a case copied out line by line."""

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from forms import Catalogue
from kiosk.app.archive import DayStyle
from kiosk.app.filing import Filing
from kiosk.app.outcomes import CaseTaken
from kiosk.domain.person import mask_id
from kiosk.ui.window.lookup.archivist import Archivist
from tests.ui.fitting import unclear

from .conftest import Fingers, House
from .test_look import SIZES, _clipped, _outside


def _file(house: House, catalogue: Catalogue, code: str, **answers: object) -> CaseTaken:
    matter = catalogue.matter(code)
    filing = Filing(code, {**matter.example.answers, **answers}, dict(matter.example.materials), window="3")
    return house.desks.intake.file(filing, "staff:0305")


@pytest.fixture
def filed(house: House, catalogue: Catalogue) -> CaseTaken:
    return _file(house, catalogue, "M0101")


def _looks(house: House, case_no: str) -> list[tuple[str, str]]:
    with house.store.look() as work:
        bodies = [entry.read() for entry in work.journal.of_case(case_no)]
    return [(b.payload["what"], b.payload["purpose"]) for b in bodies if b.kind == "person.looked"]


def _open(fingers: Fingers, text: str) -> None:
    fingers.key("Ctrl+F")
    fingers.write(text)
    fingers.wait(lambda: fingers.screen.search.card.case is not None)
    fingers.settle()


def _archivist(fingers: Fingers) -> Archivist:
    found: Archivist = fingers.screen.findChild(Archivist)
    return found


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_filters_are_laid_by_key_and_compose_with_the_text(
    fingers: Fingers, house: House, catalogue: Catalogue, filed: CaseTaken
) -> None:
    other = _file(house, catalogue, "M0201")
    fingers.key("Ctrl+F")
    fingers.wait(lambda: fingers.reads("最近的 2 件"))
    fingers.key("Ctrl+L")
    fingers.write("2")
    fingers.write("M0201")
    fingers.key("Return")
    fingers.wait(lambda: fingers.reads("找到 1 件"))
    assert fingers.screen.search.current() == other.case.case_no
    assert fingers.reads("筛选：")
    fingers.write("zdy")
    fingers.wait(lambda: fingers.reads("没有找到。筛选也算在内"))
    fingers.key("Ctrl+Shift+L")
    fingers.wait(lambda: fingers.screen.search.current() == filed.case.case_no)
    assert not fingers.reads("筛选：")


@pytest.mark.parametrize(
    ("keys", "said", "found"),
    [
        (("1", "1"), "在办的", True),
        (("1", "4"), "已送达", False),
        (("3", "1"), "2026-11-23 至 2026-11-23", True),
        (("3", "2"), "2026-11-22 至 2026-11-22", False),
        (("3", "7", "20261101-20261130\r"), "2026-11-01 至 2026-11-30", True),
        (("4", "3\r"), "3 号窗口", True),
        (("4", "7\r"), "7 号窗口", False),
        (("5", "1"), "本中心窗口收的", True),
        (("5", "2"), "代办的", False),
        (("5", "3", "201\r"), "村站 201", False),
        (("6",), "已超期", False),
        (("7",), "还欠材料", False),
    ],
)
def test_each_filter_lets_through_what_it_says(
    fingers: Fingers, filed: CaseTaken, keys: tuple[str, ...], said: str, found: bool
) -> None:
    fingers.key("Ctrl+F", "Ctrl+L")
    for key in keys:
        fingers.write(key.rstrip("\r"))
        if key.endswith("\r"):
            fingers.key("Return")
    fingers.settle()
    assert fingers.reads(f"筛选：{said}")
    fingers.wait(lambda: fingers.reads("找到 1 件" if found else "没有找到"))


def test_the_last_residents_filters_are_not_the_next_ones(fingers: Fingers, filed: CaseTaken) -> None:
    fingers.key("Ctrl+F", "Ctrl+L")
    fingers.write("7")
    fingers.wait(lambda: fingers.reads("没有找到"))
    fingers.key("Ctrl+F")
    fingers.wait(lambda: fingers.reads("最近的 1 件"))
    assert not fingers.reads("筛选：")


def test_an_answer_that_comes_late_never_overwrites_a_newer_one(
    fingers: Fingers, house: House, catalogue: Catalogue, filed: CaseTaken
) -> None:
    desk, hold, asked = house.desks.archive, threading.Event(), []

    class Slow:
        def find(self, text: str, limit: int, sieve: Any) -> Any:
            asked.append(text)
            if text == "z":
                hold.wait(10)
            return desk.find(text, limit, sieve)

    house.desks.archive = Slow()
    fingers.key("Ctrl+F")
    page = fingers.screen.search
    page.typed.emit("z")
    page.typed.emit("zd")
    page.typed.emit("qqqq")
    hold.set()
    fingers.settle()
    assert asked[-1] == "qqqq"
    assert "zd" not in asked
    assert page._results.rowCount() == 0


def test_a_file_is_opened_only_with_its_purpose_and_masked(
    fingers: Fingers, house: House, catalogue: Catalogue, filed: CaseTaken
) -> None:
    again = _file(house, catalogue, "M0101")
    _open(fingers, filed.case.case_no)
    before = _looks(house, filed.case.case_no)
    fingers.key("Ctrl+H")
    assert _looks(house, filed.case.case_no) == before
    fingers.write("3")
    fingers.wait(lambda: fingers.screen.page is _archivist(fingers).file)
    fingers.settle()
    assert _looks(house, filed.case.case_no)[-1] == ("file", "核对材料、查重")
    case = filed.case
    assert fingers.reads(mask_id(case.id_number))
    assert not fingers.reads(case.id_number)
    assert fingers.reads("本人的 2 件")
    fingers.key("Ctrl+E")
    fingers.wait(lambda: fingers.reads(case.id_number))
    assert _looks(house, filed.case.case_no)[-1] == ("full", "核对材料、查重")
    assert _archivist(fingers).file.marked == again.case.case_no
    fingers.key("Return")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.search)
    fingers.wait(lambda: fingers.screen.search.current() == again.case.case_no)
    assert not _archivist(fingers).file.marked


def test_a_file_shows_papers_that_hold_what_is_owed_and_who_names_him(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    taken = _file(house, catalogue, "M1201")
    with house.store.look() as work:
        members = [k[1:].upper() for k in _keys_of(work.cases.get(taken.case.case_no)) if k.startswith("g")]
    file = house.desks.archive.person(taken.case.case_no, "staff:0305", "核对")
    assert file.papers
    assert all(one.until == one.taken_on + timedelta(days=30) for one in file.papers)
    assert {one.material for one in file.owing} == {_name(catalogue, "M1201", key) for key in taken.case.owed}
    assert members
    own = _file(house, catalogue, "M0101", **_person(catalogue, members[0]))
    theirs = house.desks.archive.person(own.case.case_no, "staff:0305", "核对")
    assert [case.case_no for case in theirs.naming] == [taken.case.case_no]
    _open(fingers, own.case.case_no)
    fingers.key("Ctrl+H")
    fingers.write("1")
    fingers.wait(lambda: fingers.reads("家庭成员的 1 件"))


def _name(catalogue: Catalogue, code: str, key: str) -> str:
    return next(material.name for material in catalogue.matter(code).materials if material.id == key)


def _keys_of(case: Any) -> list[str]:
    from kiosk.store.search import search_keys

    return search_keys(case).split()


def _person(catalogue: Catalogue, number: str) -> dict[str, object]:
    matter = catalogue.matter("M0101")
    mine = next(k for k, v in matter.example.answers.items() if isinstance(v, str) and len(v) == 18 and v[:6].isdigit())
    return {mine: number}


def test_a_case_is_copied_out_one_key_a_value(fingers: Fingers, house: House, filed: CaseTaken) -> None:
    _open(fingers, filed.case.case_no)
    fingers.key("Ctrl+Y")
    page = _archivist(fingers).copy
    fingers.wait(lambda: fingers.screen.page is page)
    assert _looks(house, filed.case.case_no)[-1] == ("copy-out", "转录到业务系统")
    lines = page.copy.lines()
    for line in lines[:5]:
        fingers.key("Return")
        assert _clipboard() == line.value
    assert lines[3].private
    assert page._shown(lines[3]) == mask_id(lines[3].value) != lines[3].value
    fingers.key("D")
    assert page.style_of_days is DayStyle.DIGITS
    assert page.copy.lines(DayStyle.DIGITS)[5].value == "20261123"
    assert page.copy.lines(DayStyle.CHINESE)[5].value == "2026年11月23日"
    fingers.key("Escape")
    assert fingers.screen.page is fingers.screen.search
    assert _clipboard() == ""
    assert page.copy is None


def test_what_was_copied_is_forgotten_after_half_a_minute_unless_it_is_somebody_elses(
    fingers: Fingers, filed: CaseTaken
) -> None:
    _open(fingers, filed.case.case_no)
    fingers.key("Ctrl+Y")
    page = _archivist(fingers).copy
    fingers.wait(lambda: fingers.screen.page is page)
    fingers.key("Return")
    assert page._forgetting.interval() == 30_000
    assert page._forgetting.isActive()
    page._forgetting.timeout.emit()
    assert _clipboard() == ""
    fingers.key("Return")
    QGuiApplication.clipboard().setText("别的")
    fingers.key("Escape")
    assert _clipboard() == "别的"


def test_a_copy_out_is_saved_as_json_and_the_journal_says_so(fingers: Fingers, house: House, filed: CaseTaken) -> None:
    _open(fingers, filed.case.case_no)
    fingers.key("Ctrl+Y")
    fingers.wait(lambda: fingers.screen.page is _archivist(fingers).copy)
    fingers.key("J")
    fingers.wait(lambda: fingers.reads("已存到"))
    assert _looks(house, filed.case.case_no)[-1] == ("export", "json")
    (path,) = Path(house.desks.exports.folder).glob("*.json")
    told = json.loads(path.read_text("utf-8"))
    assert told["answers"] == json.loads(json.dumps(dict(filed.case.answers)))
    assert told["applicant"]["name"] == filed.case.applicant


def test_every_matters_example_is_copied_out_whole(house: House, catalogue: Catalogue) -> None:
    """Each answer that a person would type stands on a line, in the order of the form."""
    for summary in catalogue.matters():
        matter = catalogue.matter(summary.code)
        taken = _file(house, catalogue, matter.code)
        copy = house.desks.archive.copy_out(taken.case.case_no, "t", "t")
        sections = [line.section for line in copy.lines()][6:]
        order = [section.title for section in matter.sections]
        assert list(dict.fromkeys(sections)) == [section for section in dict.fromkeys(order) if section in sections]
        assert all(line.value and line.label for line in copy.lines())


@pytest.mark.parametrize(("size", "factor"), SIZES)
def test_no_words_of_looking_up_are_clipped(
    house: House, catalogue: Catalogue, sit_down: Callable[..., Fingers], size: tuple[int, int], factor: float
) -> None:
    fingers = sit_down(house, size, factor)
    taken = _file(house, catalogue, "M1201")
    wrong: list[str] = []

    def look(name: str) -> None:
        fingers.settle()
        wrong.extend(
            f"{name}: {one}" for one in [*_clipped(fingers.screen), *_outside(fingers.screen), *unclear(fingers.screen)]
        )

    _open(fingers, taken.case.case_no)
    look("found")
    fingers.key("Ctrl+L")
    look("filters")
    fingers.write("3")
    look("days")
    fingers.write("1")
    look("filtered")
    fingers.key("Ctrl+K")
    fingers.write("yan")
    look("pad")
    fingers.key("Ctrl+K")
    look("radicals")
    fingers.key("Escape", "Ctrl+H")
    look("what for")
    fingers.write("1")
    fingers.wait(lambda: fingers.screen.page is _archivist(fingers).file)
    look("file")
    fingers.key("Ctrl+Y")
    fingers.wait(lambda: fingers.screen.page is _archivist(fingers).copy)
    fingers.key("Return")
    look("copy-out")
    assert wrong == []
