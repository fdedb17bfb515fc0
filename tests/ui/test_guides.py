"""The guide in the hall: read in short or whole, taken along on paper, and gone with whoever read it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from forms import Catalogue, Matter
from kiosk.app.documents import GuidePlace
from kiosk.app.guides import GuideDesk, GuidePrinters
from kiosk.app.papers import GuideFacts, Printed
from kiosk.paper.guiding import guide_facts
from kiosk.ui import hall
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import IDLE, Frame
from kiosk.ui.hall.guide import GuidePage
from kiosk.ui.hall.walk import HallWalk
from kiosk.ui.hall.words import ELEMENTS

from .conftest import HALL, HALL_LYING, Hand
from .fakes import STATION, FakeHouse
from .fitting import cut, nameless, too_low

BOTH = GuidePrinters(slips=True, sheets=True)
Show = Callable[[QWidget, tuple[int, int]], Hand]


@dataclass
class NotingPress:
    """Puts guides into words as the house does, and notes what it was asked to print."""

    trouble: str = ""
    printed: list[tuple[str, str]] = field(default_factory=list)

    def tell(self, matter: Matter, place: GuidePlace, /) -> GuideFacts:
        return guide_facts(matter, place)

    def slip(self, matter: Matter, place: GuidePlace, /) -> Printed:
        self.printed.append(("slip", matter.code))
        return Printed(b"", "roll", self.trouble)

    def sheet(self, matter: Matter, place: GuidePlace, /, *, short: bool) -> Printed:
        self.printed.append(("short" if short else "full", matter.code))
        return Printed(b"", "A4", self.trouble)


@pytest.fixture
def press() -> NotingPress:
    return NotingPress()


@pytest.fixture
def opened(
    house: FakeHouse, fittings: Fittings, show: Show, catalogue: Catalogue, press: NotingPress
) -> Callable[..., tuple[Hand, Frame, HallWalk]]:
    """The hall at a matter, with these printers."""

    def open_at(
        code: str = "M1201",
        size: tuple[int, int] = HALL,
        *,
        elder: bool = False,
        printers: GuidePrinters = BOTH,
        parameters: dict[str, Any] | None = None,
    ) -> tuple[Hand, Frame, HallWalk]:
        house.desks.guides = GuideDesk(catalogue, STATION, parameters or {}, press, printers)  # type: ignore[misc]
        frame, walk = hall.build(house.desks, fittings, elder=elder)
        hand = show(frame, size)
        walk._on_matter(code)
        hand.settle()
        hand.press("看办事指南")
        hand.settle()
        return hand, frame, walk

    return open_at


def test_the_short_guide_says_what_to_bring_how_long_and_what_it_costs(opened: Callable[..., Any]) -> None:
    hand, _, _ = opened()
    for text in (
        "带什么",
        "户口簿、身份证",
        "带原件，看过当场还您",
        "20个工作日办好",
        "不收费",
        "灵璧县渔沟镇为民服务中心",
    ):
        assert hand.reads(text), text


def test_the_whole_guide_has_the_22_elements_in_their_order(opened: Callable[..., Any]) -> None:
    hand, _, _ = opened()
    hand.press("全部要素")
    titles = [f"{nth}\u3000{title}" for nth, (title, _) in enumerate(ELEMENTS, 1)]
    assert len(titles) == 22
    seen = [text for text in hand.texts() if text in titles]
    assert list(dict.fromkeys(seen)) == titles


@pytest.mark.parametrize("code", ["M1201", "MX01", "MX02", "J0001", "M0901"])
def test_every_element_says_something(opened: Callable[..., Any], catalogue: Catalogue, code: str) -> None:
    hand, frame, _ = opened(code)
    hand.press("全部要素")
    facts = frame.page._shown.facts
    for _, names in ELEMENTS:
        assert any(getattr(facts, name) for name in names.split()) or hand.reads("目录没有载明")


def test_what_nobody_has_set_is_said_to_be_unset(opened: Callable[..., Any], catalogue: Catalogue) -> None:
    """A centre without a telephone and a county without its lines: said, never made up."""
    parameters = dict.fromkeys(catalogue.matter("M1201").parameters, None)
    hand, _, _ = opened(parameters=parameters)
    assert hand.reads("还没有设定的标准")
    name = next(iter(catalogue.matter("M1201").parameters.values())).name
    assert hand.reads(name)
    assert hand.reads("电话（本中心尚未设置）")


def test_all_that_is_set_is_not_said_to_be_unset(opened: Callable[..., Any], catalogue: Catalogue) -> None:
    hand, _, _ = opened(parameters=dict.fromkeys(catalogue.matter("M1201").parameters, 1))
    assert not hand.reads("还没有设定的标准")


def test_the_short_one_goes_to_the_roll_and_the_whole_one_to_a4(opened: Callable[..., Any], press: NotingPress) -> None:
    hand, _, _ = opened()
    hand.press("打印指南")
    hand.press("打印全版")
    assert press.printed == [("slip", "M1201"), ("full", "M1201")]
    assert hand.reads("指南已打印，请取走")


@pytest.mark.parametrize(
    ("printers", "keys", "printed"),
    [
        (GuidePrinters(slips=True, sheets=False), ["打印指南"], "slip"),
        (GuidePrinters(slips=False, sheets=True), ["打印指南", "打印全版"], "short"),
        (GuidePrinters(slips=False, sheets=False), [], ""),
    ],
)
def test_only_what_can_be_printed_is_offered(
    opened: Callable[..., Any], press: NotingPress, printers: GuidePrinters, keys: list[str], printed: str
) -> None:
    hand, _, _ = opened(printers=printers)
    assert [key for key in ("打印指南", "打印全版") if hand.reads(key)] == keys
    if keys:
        hand.press("打印指南")
        assert press.printed == [(printed, "M1201")]


def test_a_printer_that_fails_is_said_and_may_be_tried_again(opened: Callable[..., Any], press: NotingPress) -> None:
    press.trouble = "paper_out"
    hand, _, _ = opened()
    hand.press("打印指南")
    assert hand.reads("指南没打出来。<paper_out>")
    press.trouble = ""
    hand.press("打印指南")
    assert hand.reads("指南已打印，请取走")


def test_back_leads_to_the_matter_from_either_form_and_idle_wipes_it(opened: Callable[..., Any]) -> None:
    hand, frame, _ = opened()
    hand.press("全部要素")
    hand.press("简版")
    hand.press("返回")
    assert hand.reads("取号")
    hand.press("看办事指南")
    assert isinstance(frame.page, GuidePage)
    for _ in range(IDLE):
        frame.idle.second_passed()
    hand.settle()
    assert hand.reads("您要办什么事？")


@pytest.mark.parametrize("size", [HALL, HALL_LYING])
@pytest.mark.parametrize("elder", [False, True])
@pytest.mark.parametrize("code", ["M0901", "J0001"])
def test_nothing_is_cut_and_everything_can_be_pressed(
    opened: Callable[..., Any], press: NotingPress, size: tuple[int, int], elder: bool, code: str
) -> None:
    press.trouble = "paper_out"
    hand, frame, _ = opened(code, size, elder=elder)
    for key in ("打印指南", "全部要素"):
        assert cut(hand.screen) == []
        assert nameless(hand.screen) == []
        assert too_low(hand.screen, round(frame.theme.control * 0.98), 88) == []
        hand.press(key)
    assert cut(hand.screen) == []


def test_what_is_done_in_one_go_is_found_told_and_given_a_number(hand_at_home: Hand, house: FakeHouse) -> None:
    hand = hand_at_home
    hand.press("找事项")
    for letter in "CSYJS":
        hand.press(letter)
    hand.press("新生儿出生“一件事”")
    assert hand.reads("各事项分别计时")
    assert hand.reads("出生医学证明")
    hand.press("取号")
    assert house.printing.slips == ["C012"]


@pytest.mark.parametrize(
    ("letters", "name"), [("BBCS", "“办不成事”反映"), ("XXGK", "依申请公开政府信息"), ("YSQGK", "依申请公开政府信息")]
)
def test_the_desk_for_what_cannot_be_done_and_public_records_are_found(
    hand_at_home: Hand, letters: str, name: str
) -> None:
    hand_at_home.press("找事项")
    for letter in letters:
        hand_at_home.press(letter)
    hand_at_home.press(name)
    assert hand_at_home.reads("取号")


@pytest.fixture
def hand_at_home(house: FakeHouse, fittings: Fittings, show: Show) -> Hand:
    return show(hall.build(house.desks, fittings)[0], HALL)
