"""The pages that residents and departments see, over a real door."""

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import requests

from sync.city.words import STATES
from sync.protocol.entry import Entry
from sync.protocol.kinds import SupplementAsked
from sync.protocol.seal import new_key
from sync.protocol.token import ReceiptClaims, seal_receipt
from tests.sync.city_kit import CENTRE, Wire, accept, begin, courier, enrolled, filing
from tests.sync.conftest import Listening
from tests.sync.paper_shelf import PaperShelf, body_of

PERSONAL = ("张有福", "341323196503121515", "13800000000")


@pytest.fixture
def browser() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


def claims(filed: Entry, **more: object) -> ReceiptClaims:
    body = filed.read()
    said: dict[str, object] = {
        "kind": body.kind,
        "case_no": body.case,
        "matter": "M0901",
        "centre": CENTRE,
        "filed_on": date(2026, 11, 23),
        "due_on": date(2026, 12, 21),
        "digest": filed.body_hash[:16],
    }
    return ReceiptClaims(**(said | more))  # type: ignore[arg-type]


def receipt(town: Listening, shelf: PaperShelf, filed: Entry) -> str:
    """The path of a receipt's code."""
    return town.url + seal_receipt(claims(filed), shelf.key, "")


def seen(browser: requests.Session, url: str, status: int = 200) -> str:
    answer = browser.get(url)
    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<script" not in answer.text
    return answer.text


def arrived(town: Listening, filed_with: dict[str, object] | None = None) -> tuple[PaperShelf, Entry]:
    shelf = enrolled(town.city)
    filed = accept(shelf, **(filed_with or {}))
    courier(town.city, shelf).round()
    return shelf, filed


def test_a_receipt_is_genuine_before_its_case_has_arrived(town: Listening, browser: requests.Session) -> None:
    shelf = enrolled(town.city)
    filed = accept(shelf)
    page = seen(browser, receipt(town, shelf, filed))
    assert "这张回执是真的" in page
    assert "进度还在路上" in page
    assert filed.read().case in page
    assert "农村宅基地" in page
    assert "12月21日周一前" in page


def test_the_page_tells_the_date_in_big_type_and_masks_the_person(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town)
    town.clock.pass_days(3)
    page = seen(browser, receipt(town, shelf, filed))
    assert "这张回执是真的" in page
    assert '<p class="date plain">12月21日周一前办好</p>' in page
    assert "今天是第 3 个工作日" in page
    assert "共 20 个" in page
    assert "张*" in page
    assert not any(one in page for one in PERSONAL)


def test_a_code_is_found_in_either_case(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town)
    url = receipt(town, shelf, filed)
    lower = url.replace("/R/", "/r/")
    assert seen(browser, url) == seen(browser, lower).replace("/r/", "/R/")


def test_what_is_owed_is_said_before_what_was_done(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town, {"owed": [{"material": "M0901-A06", "until": "2026-11-30"}]})
    page = seen(browser, receipt(town, shelf, filed))
    assert "您还要补交 1 件" in page
    assert "11月30日周一前" in page
    assert page.index("您还要补交") < page.index("已受理")


def test_a_supplement_is_said_item_by_item(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town)
    asked = SupplementAsked(text="x", items=("房屋照片，缺屋顶", "鉴定报告，没有盖章"), until="2026-12-04")
    town.city.desk.ask_supplement(filed.read().case or "", asked, "console")
    page = seen(browser, receipt(town, shelf, filed))
    assert "请补 2 件材料" in page
    assert "12月4日周五前" in page
    assert "还有 9 个工作日" in page
    assert "房屋照片，缺屋顶" in page
    assert "补完这些就接着办" in page  # it is accepted already; before, it would say that it will be


@pytest.mark.parametrize(("result", "headline"), [("granted", "办好了"), ("refused", "没有批准")])
def test_a_decision_is_shown_with_its_words(
    town: Listening, browser: requests.Session, result: str, headline: str
) -> None:
    shelf, filed = arrived(town)
    town.city.desk.decide(filed.read().case or "", result, "理由 <b>写明</b>", "console")
    page = seen(browser, receipt(town, shelf, filed))
    assert headline in page
    assert "理由 &lt;b&gt;写明&lt;/b&gt;" in page


def test_a_voided_case_says_so_and_its_receipt_is_no_longer_called_genuine(
    town: Listening, browser: requests.Session
) -> None:
    shelf, filed = arrived(town)
    shelf.enter("case.voided", filed.read().case, text="重复提交")
    courier(town.city, shelf).round()
    page = seen(browser, receipt(town, shelf, filed))
    assert "这张回执已作废" in page
    assert "这张回执是真的" not in page


def test_a_late_case_says_so(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town)
    town.clock.pass_days(30)
    page = seen(browser, receipt(town, shelf, filed))
    assert "已过承诺的12月21日" in page
    assert "晚了 2 个工作日" in page


@pytest.mark.parametrize("spoil", ["key", "digit", "rubbish", "long"])
def test_what_is_not_ours_or_was_changed_is_never_called_genuine(
    town: Listening, browser: requests.Session, spoil: str
) -> None:
    shelf, filed = arrived(town)
    good = receipt(town, shelf, filed)
    url = {
        "key": town.url + seal_receipt(claims(filed), new_key(), ""),
        "digit": good[:-3] + ("0" if good[-3] != "0" else "1") + good[-2:],
        "rubbish": town.url + "/R/12345",
        "long": town.url + "/R/" + "9" * 5000,
    }[spoil]
    page = seen(browser, url, 404)
    assert "这张回执核对不上" in page
    assert "这张回执是真的" not in page


def test_paper_printed_before_the_enrolment_is_genuine_afterwards(town: Listening, browser: requests.Session) -> None:
    shelf = PaperShelf()
    begun = begin(shelf)
    filed = accept(shelf)
    assert "这张回执核对不上" in seen(browser, receipt(town, shelf, filed), 404)
    from sync.client.enrol import enrol

    enrol(Wire(town.city), shelf, town.city.register.new_code(shelf.device), "渔沟镇", begun.body)
    assert "这张回执是真的" in seen(browser, receipt(town, shelf, filed))


def test_after_a_revocation_only_what_had_arrived_before_stays_genuine(
    town: Listening, browser: requests.Session
) -> None:
    shelf, before = arrived(town)
    late = accept(shelf, 2)
    town.city.register.revoke_device(shelf.device)
    assert "这张回执是真的" in seen(browser, receipt(town, shelf, before))
    assert "这张回执核对不上" in seen(browser, receipt(town, shelf, late), 404)


def test_a_demo_says_so_and_is_not_called_genuine(
    open_city: Callable[..., Listening], browser: requests.Session
) -> None:
    town = open_city(demo=True)
    shelf, filed = arrived(town)
    page = seen(browser, receipt(town, shelf, filed))
    assert "演示" in page
    assert "不能当凭证" in page
    assert "这张回执是真的" not in page


def test_a_demo_device_in_a_real_city_is_not_called_genuine(town: Listening, browser: requests.Session) -> None:
    from sync.client.enrol import enrol

    shelf = PaperShelf()
    begun = begin(shelf, demo=True)
    town_code = town.city.register.new_code(shelf.device)
    enrol(Wire(town.city), shelf, town_code, "演示中心", begun.body)
    page = seen(browser, receipt(town, shelf, accept(shelf)))
    assert "不能当凭证" in page
    assert "这张回执是真的" not in page


def test_by_number_and_last_four_both_must_fit(town: Listening, browser: requests.Session) -> None:
    _, filed = arrived(town)
    case_no = filed.read().case or ""
    right = browser.post(town.url + "/track", data={"case_no": case_no.lower(), "last_four": "1515"})
    assert (right.status_code, "张*" in right.text) == (200, True)
    assert not any(one in right.text for one in PERSONAL)
    wrong = browser.post(town.url + "/track", data={"case_no": case_no, "last_four": "1516"})
    unknown = browser.post(town.url + "/track", data={"case_no": case_no[:-1] + "Z", "last_four": "1515"})
    assert wrong.status_code == unknown.status_code == 404
    strip = re.compile(r'value="[^"]*"')
    assert strip.sub("", wrong.text) == strip.sub("", unknown.text)
    for data in ({}, {"case_no": case_no}, {"case_no": case_no, "last_four": ""}):
        assert browser.post(town.url + "/track", data=data).status_code == 404


def test_guessing_is_stopped(town: Listening, browser: requests.Session) -> None:
    _, filed = arrived(town)
    data = {"case_no": filed.read().case, "last_four": "0000"}
    statuses = [browser.post(town.url + "/track", data=data).status_code for _ in range(11)]
    assert statuses == [404] * 10 + [429]
    assert browser.post(town.url + "/track", data=data | {"last_four": "1515"}).status_code == 429


def test_two_cases_with_one_number_are_both_shown(town: Listening, browser: requests.Session) -> None:
    one, filed = arrived(town)
    two = enrolled(town.city, f"{CENTRE}-02")

    no = filed.read().case or ""
    twin = two.write(body_of("case.accepted", no, filing(no, name="李四", matter="M1201")))
    courier(town.city, two).round()
    assert "张*" in seen(browser, receipt(town, one, filed))
    assert "李*" in seen(browser, receipt(town, two, twin))
    both = browser.post(town.url + "/track", data={"case_no": no, "last_four": "1515"}).text
    assert "张*" in both
    assert "李*" in both


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/Q/12345", 200),
        ("/q/1", 200),
        ("/guide/M0901", 200),
        ("/guide/none", 404),
        ("/nothing", 404),
        ("/R/", 404),
    ],
)
def test_small_pages(town: Listening, browser: requests.Session, path: str, status: int) -> None:
    assert "办件进度" in seen(browser, town.url + path, status)


def test_a_look_at_the_head_changes_nothing(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town)
    answer = browser.head(receipt(town, shelf, filed))
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_page_weighs_less_than_four_kilobytes(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town, {"owed": [{"material": "M0901-A06", "until": "2026-11-30"}]})
    answer = browser.get(receipt(town, shelf, filed), headers={"Accept-Encoding": "gzip"}, stream=True)
    packed = answer.raw.read(decode_content=False)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(packed) < 4096
    assert "这张回执是真的" in gzip.decompress(packed).decode()


def test_large_letters_need_no_script(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town)
    url = receipt(town, shelf, filed)
    assert f'href="{url.removeprefix(town.url)}?big"' in seen(browser, url)
    assert '<html lang="zh-CN" class="big">' in seen(browser, url + "?big")


# the department's desk


def form_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def test_a_department_decides_and_the_news_go_down(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town)
    page = browser.get(town.url + "/console").text
    assert "张*" in page
    assert all(one in page for one in PERSONAL)
    data = form_of(page) | {"result": "granted", "text": "同意建房"}
    answer = browser.post(town.url + "/console/decide", data=data)
    assert answer.status_code == 200
    assert "已提交" in answer.text
    messenger = courier(town.city, shelf)
    messenger.round()
    told = [e.read() for e in shelf.papers.folded if e.device == "city"]
    assert [(e.kind, e.case, e.payload["text"]) for e in told] == [("case.decided", filed.read().case, "同意建房")]
    assert STATES[town.city.desk.case(filed.read().case or "").case.state] == "已办结，准予"


def test_a_supplement_is_asked_line_by_line(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town)
    data = form_of(browser.get(town.url + "/console").text)
    data |= {"result": "supplement", "text": "房屋照片\r\n鉴定报告\r\n", "until": "2026-12-04"}
    assert browser.post(town.url + "/console/decide", data=data).status_code == 200
    assert "请补 2 件材料" in seen(browser, receipt(town, shelf, filed))
    assert "补正中</span><span>1</span>" in browser.get(town.url + "/console").text


def test_an_opened_case_is_entered_as_looked_at(town: Listening, browser: requests.Session) -> None:
    arrived(town)
    before = town.city.desk.all_cases()
    browser.get(town.url + "/console")
    from sqlalchemy import select

    from sync.city.tables import entry

    with town.city.books.read() as connection:
        kinds = list(connection.execute(select(entry.c.kind).where(entry.c.device == "city")).scalars())
    assert kinds[-1] == "person.looked"
    assert town.city.desk.all_cases() == before


@pytest.mark.parametrize("spoil", ["token", "cookie", "result", "text", "case", "twice"])
def test_a_form_that_is_not_ours_or_not_filled_decides_nothing(
    town: Listening, browser: requests.Session, spoil: str
) -> None:
    _, filed = arrived(town)
    data = form_of(browser.get(town.url + "/console").text) | {"result": "granted", "text": "同意"}
    expected = {"token": 403, "cookie": 403, "twice": 409}.get(spoil, 409)
    if spoil == "cookie":
        browser.cookies.clear()
    elif spoil == "twice":
        browser.post(town.url + "/console/decide", data=data)
    else:
        data[{"case": "case_no"}.get(spoil, spoil)] = "" if spoil != "result" else "other"
    states = [t.case.state for t in town.city.desk.all_cases()]
    assert browser.post(town.url + "/console/decide", data=data).status_code == expected
    assert [t.case.state for t in town.city.desk.all_cases()] == states
    assert filed.read().case


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"X-Forwarded-For": "1.2.3.4"}, {"Forwarded": "for=1.2.3.4"}]
)
def test_the_desk_is_only_for_people_at_this_machine(
    town: Listening, browser: requests.Session, headers: dict[str, str]
) -> None:
    arrived(town)
    answer = browser.get(town.url + "/console", headers=headers)
    assert (answer.status_code, answer.text) == (404, "")
    assert browser.post(town.url + "/console/decide", data={}, headers=headers).status_code == 403


def test_what_waits_for_a_person_is_counted_and_listed(town: Listening, browser: requests.Session) -> None:
    shelf, filed = arrived(town)
    shelf.enter("case.delivered", filed.read().case)
    courier(town.city, shelf).round()
    page = browser.get(town.url + "/console?view=items").text
    assert "冲突待理</span><span>1</span>" in page
    assert "与办件现在的状态对不上" in page


def test_cases_filed_in_one_go_name_each_other(town: Listening, browser: requests.Session) -> None:
    """One that has arrived by its matter, one that has not by its number alone."""
    here, away = f"{CENTRE}-20261123-01-0002-7XK", f"{CENTRE}-20261123-01-0003-7XK"
    shelf = enrolled(town.city)
    filed = accept(shelf, joint="J0001", siblings=[here, away])
    accept(shelf, 2, joint="J0001", matter="M1001")
    courier(town.city, shelf).round()
    page = seen(browser, receipt(town, shelf, filed))
    assert "一起办的另外 2 件" in page
    assert here in page
    assert away in page
    assert "生育登记" in page
    assert "还没有传到市里" in page
