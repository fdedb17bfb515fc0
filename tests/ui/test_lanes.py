"""Slow work leaves by one door and comes home by it; what changed is told to who shows it."""

import gc
import logging
import threading
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.app.outcomes import Changed
from kiosk.app.post import PostDesk, PostRound
from kiosk.domain.refusals import NobodyWaiting, Refusal, Trouble
from kiosk.ui.bugs import BugHook
from kiosk.ui.errands import LANES, PAPER, POST, SEARCH, BadNews, Errands
from kiosk.ui.feed import Feed
from kiosk.ui.line import LineWatch
from kiosk.ui.postman import Postman
from kiosk.ui.turns import NextTurn

from .fakes import FakePost

HERE = threading.main_thread()


def test_a_job_is_done_elsewhere_and_comes_home(errands: Errands, qtbot: QtBot) -> None:
    seen: list[tuple[threading.Thread, threading.Thread]] = []
    errands.run(PAPER, threading.current_thread, lambda there: seen.append((there, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(seen))
    (there, here) = seen[0]
    assert there is not HERE
    assert here is HERE
    assert not errands.busy


def test_a_dead_network_never_delays_a_receipt(errands: Errands, qtbot: QtBot) -> None:
    line_is_back = threading.Event()
    printed: list[str] = []
    errands.run(POST, line_is_back.wait, lambda _: printed.append("post"))
    errands.run(PAPER, lambda: "receipt", printed.append)
    qtbot.waitUntil(lambda: printed == ["receipt"])
    line_is_back.set()
    qtbot.waitUntil(lambda: printed == ["receipt", "post"])


def test_jobs_of_one_lane_keep_their_order(errands: Errands, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(20):
        errands.run(PAPER, lambda number=number: number, done.append)
    qtbot.waitUntil(lambda: done == list(range(20)))


@pytest.mark.parametrize("news", [NobodyWaiting(), Trouble("disk_full")])
def test_bad_news_comes_home_as_it_is(errands: Errands, qtbot: QtBot, news: BadNews, bugs: list[BaseException]) -> None:
    heard: list[BadNews] = []

    def job() -> None:
        raise news

    errands.run(PAPER, job, lambda _: None, heard.append)
    qtbot.waitUntil(lambda: heard == [news])
    assert bugs == []


def test_a_bug_is_noted_and_told_with_its_number(errands: Errands, qtbot: QtBot, bugs: list[BaseException]) -> None:
    heard: list[BadNews] = []
    errands.run(PAPER, lambda: 1 // 0, lambda _: None, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert (heard[0].key, heard[0].values) == ("unforeseen", {"id": "AB12CD"})
    assert isinstance(bugs[0], ZeroDivisionError)


def test_a_screen_that_is_gone_is_told_nothing(errands: Errands, qtbot: QtBot) -> None:
    go_on, told = threading.Event(), []
    owner = QObject()
    errands.run(PAPER, go_on.wait, told.append, owner=owner)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    go_on.set()
    qtbot.waitUntil(lambda: not errands.busy)
    assert told == []


class Held:
    """What a job knows of its screen: on which thread it was let go of in the end."""

    def __init__(self, let_go_on: list[threading.Thread]) -> None:
        self._let_go_on = let_go_on

    def work(self) -> "Held":
        return Held(self._let_go_on)

    def fail(self) -> None:
        raise Trouble("disk_full")

    def __del__(self) -> None:
        self._let_go_on.append(threading.current_thread())


@pytest.mark.parametrize("fails", [False, True])
def test_what_a_job_knows_is_never_let_go_of_on_its_lane(errands: Errands, qtbot: QtBot, fails: bool) -> None:
    """Else a widget would be taken down beside Qt's own thread, and the program with it."""
    let_go_on: list[threading.Thread] = []
    for _ in range(300):
        held = Held(let_go_on)
        errands.run(SEARCH, held.fail if fails else held.work, lambda _: None)
        del held
    qtbot.waitUntil(lambda: not errands.busy)
    gc.collect()
    assert len(let_go_on) == 300 * (1 if fails else 2)
    assert set(let_go_on) == {HERE}


def test_an_unknown_lane_is_refused(errands: Errands) -> None:
    with pytest.raises(KeyError):
        errands.run("shortcut", lambda: None, lambda _: None)
    assert "shortcut" not in LANES


def test_closing_ends_every_lane(dressed: QApplication, qtbot: QtBot) -> None:
    before = set(threading.enumerate())  # other tests' lanes may still be on their way out
    lanes = Errands(lambda _: "")
    done: list[None] = []
    for lane in LANES:
        lanes.run(lane, lambda: None, done.append)
    qtbot.waitUntil(lambda: len(done) == len(LANES))
    assert len(set(threading.enumerate()) - before) == len(LANES)
    lanes.close()
    assert set(threading.enumerate()) <= before


def test_a_screen_in_view_reads_again_at_once_and_another_when_it_is_shown(dressed: QApplication, qtbot: QtBot) -> None:
    feed, seen, hidden = Feed(), QWidget(), QWidget()
    read: list[str] = []
    for name, screen in (("seen", seen), ("hidden", hidden)):
        qtbot.addWidget(screen)
        feed.subscribe(screen, {Changed.QUEUE}, lambda name=name: read.append(name))
    seen.show()
    feed.tell(frozenset({Changed.POST}))
    assert read == []
    feed.tell(frozenset({Changed.QUEUE, Changed.CASES}))
    feed.tell(frozenset({Changed.QUEUE}))
    assert read == ["seen", "seen"]
    hidden.show()
    assert read == ["seen", "seen", "hidden"]
    hidden.hide()
    hidden.show()
    assert read == ["seen", "seen", "hidden"]


def test_the_postman_tells_what_he_brought(errands: Errands, qtbot: QtBot) -> None:
    feed, post, told = Feed(), FakePost(came=PostRound(1, 1, 2, 0, next_try=3600)), []
    feed.changed.connect(told.append)
    parent = QObject()
    postman = Postman(lambda: cast(PostDesk, post), errands, feed, parent)
    postman.go()
    postman.go()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [frozenset({Changed.POST, Changed.CASES})]
    assert post.rounds == 1


def test_the_postman_says_that_the_disk_was_put_back_from_an_old_copy(errands: Errands, qtbot: QtBot) -> None:
    feed, told = Feed(), []
    post = FakePost(came=PostRound(0, 0, 0, 0, next_try=3600, parted=True))
    feed.changed.connect(told.append)
    parent = QObject()
    postman = Postman(lambda: cast(PostDesk, post), errands, feed, parent)
    with qtbot.waitSignal(postman.parted):
        postman.go()
    assert told == [frozenset({Changed.POST, Changed.CASES})]


def test_behind_a_hub_the_postman_listens_on_a_lane_of_its_own(errands: Errands, qtbot: QtBot) -> None:
    feed, told = Feed(), []
    post = FakePost(came=PostRound(0, 0, 0, 0, next_try=3600, near=True))
    feed.changed.connect(told.append)
    parent = QObject()
    postman = Postman(lambda: cast(PostDesk, post), errands, feed, parent)
    postman.go()
    qtbot.waitUntil(lambda: post.heard == 1 and told == [frozenset({Changed.POST, Changed.CASES})])
    feed.tell(frozenset({Changed.CASES}))  # something was filed: it goes at once, and not in two seconds
    qtbot.waitUntil(lambda: post.rounds == 2, timeout=1500)
    assert post.heard == 1


def test_a_postman_who_fails_goes_again(errands: Errands, qtbot: QtBot) -> None:
    class Lost(FakePost):
        def send(self) -> PostRound:
            self.rounds += 1
            raise Refusal("not_enrolled")

    post, parent = Lost(), QObject()
    postman = Postman(lambda: cast(PostDesk, post), errands, Feed(), parent)
    for rounds in (1, 2):
        postman.go()
        qtbot.waitUntil(lambda rounds=rounds: post.rounds == rounds and not errands.busy)


def test_when_the_line_is_back_the_postman_need_not_wait_out_his_pause(errands: Errands, qtbot: QtBot) -> None:
    """Behind five minutes of back-off; the watch on the line says that it is back, the schedule says when to go."""
    post, parent = FakePost(came=PostRound(0, 0, 0, 1, "no_line", next_try=300)), QObject()
    postman = Postman(lambda: cast(PostDesk, post), errands, Feed(), parent)
    watch = LineWatch(postman.line_up, parent)
    postman.go()
    qtbot.waitUntil(lambda: post.rounds == 1 and not errands.busy)
    watch.see(away=False)  # it was never away
    watch.see(away=True)
    assert (post.links, post.rounds) == (0, 1)
    watch.see(away=False)
    qtbot.waitUntil(lambda: post.rounds == 2, timeout=2000)
    assert post.links == 1


@pytest.mark.parametrize(
    "came", [PostRound(0, 0, 0, 1, "busy", next_try=300), PostRound(1, 1, 0, 0, next_try=300, asked=90)]
)
def test_what_the_upstream_asks_for_is_not_hurried_by_a_new_case(
    errands: Errands, qtbot: QtBot, came: PostRound
) -> None:
    feed, post, parent = Feed(), FakePost(came=came), QObject()
    postman = Postman(lambda: cast(PostDesk, post), errands, feed, parent)
    postman.go()
    qtbot.waitUntil(lambda: post.rounds == 1 and not errands.busy)
    before = postman._next.remainingTime()
    feed.tell(frozenset({Changed.CASES}))
    assert postman._next.remainingTime() > before - 5_000


def test_a_bug_stands_in_the_log_under_its_number(dressed: QApplication, caplog: pytest.LogCaptureFixture) -> None:
    hook = BugHook()
    with caplog.at_level(logging.ERROR, "kiosk"):
        number = hook.note(ValueError("张国强"))
    assert number in caplog.text


def test_work_for_the_next_turn_is_not_done_in_this_one(qtbot: QtBot) -> None:
    """What is asked for in a turn of events is done when the turn is over and what it changed was drawn."""
    done: list[str] = []
    owner = QObject()
    work = NextTurn(lambda: done.append("made"), owner)
    QTimer.singleShot(0, work.begin)
    QCoreApplication.processEvents()
    assert (work.due, done) == (True, [])
    qtbot.waitUntil(lambda: done == ["made"])
    work.begin()
    work.stop()
    QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    assert (work.due, done) == (False, ["made"])
