"""The short guide on the roll: what a resident asks, in the order in which he asks it, on any matter's paper."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from forms import Catalogue
from kiosk.app.documents import GuidePlace
from kiosk.app.joint_offer import any_matter
from kiosk.paper.guide_slip import guide_slip_pdf
from kiosk.paper.raster import page_count, picture
from kiosk.paper.words import Guide
from tests.paper.documents import STATION

CATALOGUE = Catalogue.shipped()
Text = Callable[[bytes], str]


@pytest.mark.parametrize("code", ["M1201", "M0901", "MX01", "MX02", "J0001"])
def test_it_answers_the_five_questions_in_their_order(text_of: Text, code: str) -> None:
    matter = any_matter(CATALOGUE, code)
    pdf = guide_slip_pdf(matter, GuidePlace(STATION))
    text = text_of(pdf)
    places = [text.index(head) for head in Guide.SLIP_HEADS]
    assert places == sorted(places)
    for material in matter.materials:
        assert material.name.replace(" ", "") in text
    assert STATION.phone in text
    assert page_count(pdf) == 1
    assert picture(pdf).width == 640


def test_what_is_not_set_is_said_and_an_empty_centre_makes_up_nothing(text_of: Text) -> None:
    bare = replace(STATION, phone="", address="", hours="")
    text = text_of(guide_slip_pdf(CATALOGUE.matter("M1201"), GuidePlace(bare, unset=("低保标准",))))
    assert "电话（本中心尚未设置）" in text
    assert "地址尚未设置" in text
    assert "还没有设定：低保标准" in text
    assert "还没有设定" not in text_of(guide_slip_pdf(CATALOGUE.matter("M1201"), GuidePlace(STATION)))


def test_a_demo_says_so_and_the_same_guide_is_the_same_bytes(text_of: Text) -> None:
    demo = GuidePlace(replace(STATION, demo=True))
    pdf = guide_slip_pdf(CATALOGUE.matter("M1103"), demo)
    assert "演示" in text_of(pdf)
    assert pdf == guide_slip_pdf(CATALOGUE.matter("M1103"), demo)
