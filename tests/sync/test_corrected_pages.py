"""A corrected case says so on its page, and its first paper stays genuine."""

import requests

from tests.sync.city_kit import courier
from tests.sync.conftest import Listening
from tests.sync.test_pages import arrived, receipt, seen
from tests.sync.test_pages import browser as browser


def test_a_corrected_case_says_so_and_its_first_paper_is_still_genuine(
    town: Listening, browser: requests.Session
) -> None:
    shelf, filed = arrived(town)
    url = receipt(town, shelf, filed)
    assert "更正过" not in seen(browser, url)
    wrong = {"field": "applicant_phone", "label": "联系电话", "old": "13955712034", "new": "13955790001"}
    one = {**wrong, "old": filed.read().payload["answers"].get("applicant_phone"), "sort": "contact"}
    said = {"text": "看错<一位>", "fields": [one], "approved_by": "李卫东"}
    shelf.enter("case.corrected", filed.read().case, **said)
    courier(town.city, shelf).round()
    page = seen(browser, url)
    assert "这张回执是真的" in page
    assert "11月23日更正过：联系电话" in page
    assert not any(private in page for private in ("13955712034", "13955790001", "看错", "李卫东"))


def test_why_a_case_was_voided_is_told_even_if_it_was_corrected_before(
    town: Listening, browser: requests.Session
) -> None:
    shelf, filed = arrived(town)
    shelf.enter("case.voided", filed.read().case, text="重复提交")
    shelf.enter("case.word_kept", filed.read().case, text="不相干", materials=["x"], approved_by="李卫东")
    courier(town.city, shelf).round()
    assert "重复提交" in seen(browser, receipt(town, shelf, filed))
