"""Whoever holds a genuine receipt rates its case on the page, once."""

import re

import requests

from sync.protocol.seal import new_key
from sync.protocol.token import seal_receipt
from tests.sync.city_kit import courier
from tests.sync.conftest import Listening
from tests.sync.test_pages import arrived, claims, receipt, seen
from tests.sync.test_pages import browser as browser


def test_who_holds_the_receipt_rates_its_case_once(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town)
    url = receipt(town, shelf, filed)
    assert "评价这次办事" in seen(browser, url)
    form = seen(browser, f"{url}?rate")
    assert len(re.findall('type="radio"', form)) == 5
    assert "checked" not in form
    nothing = browser.post(url, data={"r213": "on"})
    assert (nothing.status_code, "还没有选" in nothing.text) == (422, True)
    answer = browser.post(url, data={"level": "dissatisfied", "r213": "on", "r115": "on"})
    assert (answer.status_code, "谢谢您的评价" in answer.text) == (200, True)
    again = browser.post(url, data={"level": "very_satisfied"})
    assert (again.status_code, "已经评价过了" in again.text) == (409, True)
    assert "评价这次办事" not in seen(browser, url)
    assert "不满意" not in seen(browser, url)
    assert town.city.desk.case(filed.read().case).case.rated == "dissatisfied"
    courier(town.city, shelf).round()
    (told,) = [one.read() for one in shelf.papers.folded if one.read().kind == "case.rated"]
    assert (told.case, told.payload["level"], told.payload["way"]) == (filed.read().case, "dissatisfied", "page")


def test_nobody_rates_without_a_genuine_receipt_or_too_often(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town)
    url = receipt(town, shelf, filed)
    forged = town.url + seal_receipt(claims(filed), new_key(), "")
    assert browser.post(forged, data={"level": "very_dissatisfied"}).status_code == 409
    assert town.city.desk.case(filed.read().case).case.rated == ""
    answers = [browser.post(url, data={}).status_code for _ in range(12)]
    assert answers[0] == 422
    assert answers[-1] == 429
