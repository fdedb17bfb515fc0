"""At the window: a draft of a county's matter moves to the newer version; what the county has not set is asked."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from forms import Catalogue
from kiosk.app.outcomes import Changed
from sync.protocol.seal import public_bytes
from tests.app.catalogue_kit import COUNTY, ISSUER, Author

from .conftest import NOW, Fingers, House, case_numbers, take_papers

LINE = "dibao.line_rural_month"
NEWER = (
    ("version = 1", "version = 2"),
    (
        'label = "参加人数", type = "int", required = true, minimum = 1',
        'label = "参加人数", type = "text", required = true',
    ),
    ('expr = "people <= 60"', 'expr = "use_days <= 6"'),
    ("{people}", "{use_days}"),
    ('auto = "max(0, people - 40)", derived = "offered"', "minimum = 0"),
    ("people = 45", 'people = "四十五人左右"'),
    ('name = "身份证"', 'name = "居民身份证"'),
)


@pytest.fixture
def author(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Author:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Author(tmp_path / "county")


def _published(house: House, content: bytes) -> None:
    house.desks.catalogue.trust(public_bytes(COUNTY), ISSUER, "staff:0305")
    assert house.desks.catalogue.install(content, "staff:0305").holds


def _choose(fingers: Fingers, code: str) -> None:
    fingers.key("Ctrl+N")
    fingers.write(code)
    fingers.key("Return")


@pytest.fixture
def left(house: House, sit_down: Callable[..., Fingers], author: Author) -> House:
    """A form that was left half filled, and a newer version of its matter."""
    _published(house, author.bundle(NOW - timedelta(days=2)))
    fingers = sit_down(house)
    _choose(fingers, "X0001")
    fingers.screen.intake.form.put({"applicant_name": "王秀兰", "people": 45, "use_days": 2})
    fingers.key("Ctrl+S")
    fingers.wait(lambda: house.desks.drafts.all() and house.desks.drafts.all()[0].raw.get("people"))
    fingers.key("Ctrl+D")
    fingers.screen.close()
    _published(house, author.bundle(NOW - timedelta(days=1), *NEWER))
    return house


def test_a_draft_moves_to_the_newer_version_and_nothing_typed_is_lost(
    left: House, sit_down: Callable[..., Fingers], tmp_path: Path
) -> None:
    fingers = sit_down(left)
    (draft,) = left.desks.drafts.all()
    fingers.screen.idle.resumed.emit(draft.id)
    fingers.settle()
    assert fingers.screen.page is fingers.screen.move_page
    assert fingers.reads("第 1 版 → 第 2 版")
    assert fingers.reads("参加人数：45")
    assert fingers.reads("“身份证”改为“居民身份证”")
    fingers.screen.grab().save(str(tmp_path / "move.png"))
    fingers.key("Return")
    filling = fingers.screen.intake.form.filling
    assert filling.matter.version == 2
    assert (filling.raw["applicant_name"], "people" in filling.raw) == ("王秀兰", False)
    fingers.screen.intake.form.put({"people": "四十五人左右"})
    fingers.key("Ctrl+S")
    fingers.wait(lambda: left.desks.drafts.all()[0].raw.get("people"))
    (kept,) = left.desks.drafts.all()
    assert (kept.version, kept.id) == (2, draft.id)
    assert kept.raw["before"] == {"1": {"参加人数": 45}}


def test_a_draft_may_stay_with_the_version_it_was_begun_in(left: House, sit_down: Callable[..., Fingers]) -> None:
    fingers = sit_down(left)
    fingers.screen.idle.resumed.emit(left.desks.drafts.all()[0].id)
    fingers.settle()
    fingers.key("Escape")
    filling = fingers.screen.intake.form.filling
    assert (filling.matter.version, filling.raw["people"]) == (1, 45)


def test_a_form_on_the_counter_and_a_case_keep_their_version(house: House, fingers: Fingers, author: Author) -> None:
    _published(house, author.bundle(NOW - timedelta(days=2)))
    fingers.tell(_Turned())
    _choose(fingers, "X0001")
    matter = house.desks.intake.open("X0001")
    fingers.screen.intake.form.put(dict(matter.example.answers))
    _published(house, author.bundle(NOW - timedelta(days=1), *NEWER))
    fingers.tell(_Turned())
    assert fingers.screen.intake.form.filling.matter.version == 1
    take_papers(fingers, matter)
    fingers.key("F9")
    fingers.wait(lambda: case_numbers(house))
    case = house.desks.cases.show(case_numbers(house)[0], "cli")
    assert case.matter_version == 1
    assert house.desks.intake.open(case.matter, case.matter_version).materials[0].name == "身份证"
    assert house.desks.intake.open("X0001").materials[0].name == "居民身份证"


def test_what_the_county_has_not_set_is_asked_of_the_clerk_and_entered(
    house: House, fingers: Fingers, catalogue: Catalogue, tmp_path: Path
) -> None:
    over = (
        f'[[values]]\nkey = "{LINE}"\nvalue = 800\nfrom = 2026-01-01\nuntil = 2026-11-01\nsource = "灵民〔2026〕1号"\n'
    )
    assert house.desks.county.put_up(over.encode(), "staff:0305").problems == ()
    matter = catalogue.matter("M1201")
    _choose(fingers, "M1201")
    fingers.screen.intake.form.put(dict(matter.example.answers))
    take_papers(fingers, matter)
    fingers.key("F9")
    fingers.wait(lambda: fingers.reads("请您核对"))
    assert case_numbers(house) == []
    fingers.screen.grab().save(str(tmp_path / "ask.png"))
    while fingers.reads("核对过了"):
        fingers.key("Return")
    fingers.key("F9")
    fingers.wait(lambda: case_numbers(house))
    (case_no,) = case_numbers(house)
    with house.store.look() as work:
        filed = work.journal.of_case(case_no)[0].read()
    assert filed.actor == "staff:0305"
    assert filed.payload["asked"]
    assert all(one["confirmed"] and one["text"] for one in filed.payload["asked"])


class _Turned:
    changed = frozenset({Changed.CATALOGUE})
