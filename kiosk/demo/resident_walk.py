"""The tour with the resident at home, and the news that come back from the city."""

from typing import Any
from urllib.request import Request, urlopen

from forms import Catalogue
from kiosk.app.outcomes import Changed
from kiosk.demo import words
from kiosk.demo.centre import STAFF, example
from kiosk.demo.report import must
from kiosk.demo.stage import HALL_SCREEN, Stage
from kiosk.demo.window_walk import Filed

SECONDS = 20
ANOTHER = "M1103"  # of another person than the one at the window


def at_home(stage: Stage, filed: Filed) -> None:
    """The code opens a page that says genuine before the case has arrived, and where it stands afterwards."""
    with stage.report.step("genuine before the case has arrived") as step:
        # the case of the window may be on its way by itself already: one is filed of which no screen has heard
        fresh = stage.desks.intake.file(example(ANOTHER), f"staff:{STAFF}")
        before = _page(fresh.qr)
        stage.report.keep(step, "track-2-genuine-not-arrived.html", before.encode())
        must(fresh.case.case_no in before, "the page does not name the case")
        must(fresh.case.applicant not in before, "the page shows the name")
    with stage.report.step("carried to the city"):
        done = stage.desks.post.send_all()
        must(not done.trouble and done.waiting == 0, f"{done.waiting} wait, {done.trouble}")
    with stage.report.step("where it stands") as step:
        after = _page(fresh.qr)
        must(fresh.case.case_no in after and after != before, "the page has not moved on")
        page = _page(filed.code)
        stage.report.keep(step, "track-1-progress.html", page.encode())
        must(filed.case_no in page, "the page does not name the case")


def news_from_the_city(stage: Stage, filed: Filed) -> None:
    """The city asks for something, then decides; each time the window knows, and the result is handed over."""
    for result, text, state in (
        ("supplement", words.SUPPLEMENT, "supplement"),
        ("granted", words.GRANTED, "granted"),
    ):
        with stage.report.step(f"the city says: {result}") as step:
            stage.centre.city.ask("decide", filed.case_no, "--result", result, "--text", text)
            stage.desks.post.send_all()
            case = stage.desks.cases.show(filed.case_no, f"staff:{STAFF}")
            must(case.state == state, f"the case is {case.state}")
            stage.robot.shell.feed.tell(frozenset({Changed.CASES}))
            stage.robot.turn()
            stage.report.keep(step, f"track-3-{result}.html", _page(filed.code).encode())
    with stage.report.step("handed over"):
        stage.desks.cases.deliver(filed.case_no, words.DELIVERED_TO, f"staff:{STAFF}")
        stage.desks.post.send_all()
        at_city: dict[str, Any] = {c["case_no"]: c for c in stage.centre.city.ask("cases")}
        must(at_city[filed.case_no]["state"] == "delivered", "the city does not know of it")


def every_matter(stage: Stage) -> None:
    """One real matter in each category filed from its example, its receipt's code leading to its page."""
    seen: set[str] = set()
    for summary in Catalogue.shipped().matters():
        if summary.category in seen:
            continue
        seen.add(summary.category)
        with stage.report.step(f"{summary.code} {summary.name}") as step:
            taken = stage.desks.intake.file(example(summary.code), f"staff:{STAFF}")
            printed = stage.desks.printing.receipt(taken, f"staff:{STAFF}")
            code = stage.paper(step, f"receipt-{summary.code}", printed.pdf)
            must(code == taken.qr, "the printed code is another")
            must(taken.case.case_no in _page(code), "the page does not name the case")
    with stage.report.step("everything at the city, once, and the books in order"):
        stage.desks.post.send_all()
        numbers = [case["case_no"] for case in stage.centre.city.ask("cases")]
        must(len(numbers) == len(set(numbers)), "a case stands there twice")
        must({f.case_no for f in stage.desks.cases.find("", 1000)} <= set(numbers), "a case is missing")
        must(stage.centre.city.ask("check")["ok"], "the city's check finds problems")


def in_the_hall_again(stage: Stage, filed: Filed) -> None:
    """The same code at the hall's own screen."""
    with stage.report.step("looked up in the hall") as step:
        stage.robot.place("hall", *HALL_SCREEN)
        stage.robot.tap(words.HALL_TRACK)
        stage.photograph(step, "hall-5-track")
        stage.robot.scan(filed.code)
        stage.robot.wait(lambda: stage.robot.eyes.shows(words.HALL_GENUINE), "genuine, on the hall's screen")
        stage.photograph(step, "hall-5-tracked")


def _page(link: str) -> str:
    request = Request(link, headers={"Accept-Language": "zh-CN"})  # noqa: S310 (the demo's own city, on this PC)
    with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
        return str(answer.read().decode("utf-8"))
