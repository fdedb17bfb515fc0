"""What a resident reads when nobody answered in five working days: acceptance of a licence, else a late answer."""

import requests

from sync.protocol.entry import Entry
from tests.sync.city_kit import CENTRE, courier, enrolled, filing
from tests.sync.conftest import Listening
from tests.sync.paper_shelf import PaperShelf, body_of
from tests.sync.test_pages import browser as browser
from tests.sync.test_pages import receipt, seen


def received(town: Listening, permit: bool) -> tuple[PaperShelf, Entry]:
    """What was only received on the 23rd and is to be answered by the 30th."""
    shelf = enrolled(town.city)
    case_no = f"{CENTRE}-20261123-01-0001-7XK"
    answer = {"days": 20, "unit": "workday", "due_on": "2026-11-30"}
    silent = {"days": 20, "unit": "workday", "due_on": "2026-12-21"}
    said = filing(case_no, permit=permit, committed=answer, silent=silent)
    entry = shelf.write(body_of("case.received", case_no, said))
    courier(town.city, shelf).round()
    return shelf, entry


def test_silence_for_five_working_days_is_shown_as_acceptance_and_nobody_entered_it(
    town: Listening, browser: requests.Session
) -> None:
    shelf, filed = received(town, permit=True)
    town.clock.pass_days(7)
    assert "材料已收到" in seen(browser, receipt(town, shelf, filed))
    town.clock.pass_days(1)
    page = seen(browser, receipt(town, shelf, filed))
    assert "依法视为受理，从 11月23日收件那天算起" in page
    assert '<p class="date plain">12月21日周一前办好</p>' in page
    assert town.city.desk.case(filed.read().case or "").case.state == "received"


def test_an_answer_that_is_late_is_said_where_silence_is_no_acceptance(
    town: Listening, browser: requests.Session
) -> None:
    shelf, filed = received(town, permit=False)
    town.clock.pass_days(8)
    page = seen(browser, receipt(town, shelf, filed))
    assert "本应在 11月30日前答复是否受理，已记入监察" in page
    assert "视为受理" not in page
