"""Takes every picture of the hall and the board: 1080×1920 and 1920×1080, normal, large print and seated."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed
from kiosk.ui import board, hall, rate, track
from tests.pictures.stage import Studio, centre, filed

UPRIGHT, LYING = (1080, 1920), (1920, 1080)
ID = "342224195807054021"
Faces = dict[str, tuple[tuple[int, int], bool, bool]]
FACES: Faces = {
    "upright": (UPRIGHT, False, False),
    "upright-elder": (UPRIGHT, True, False),
    "upright-low": (UPRIGHT, False, True),
    "upright-low-elder": (UPRIGHT, True, True),
    "lying": (LYING, False, False),
    "lying-elder": (LYING, True, False),
}
Visit = Callable[[Studio, Desks, QWidget, Callable[[str], None]], None]


def main(folder: Path, wanted: str = "") -> None:
    """All pictures into a folder; with `wanted` only those whose face begins so."""
    studio = Studio(folder)
    with centre() as desks:
        code = filed(desks)
        for face, (size, elder, low) in FACES.items():
            if face.startswith(wanted):
                _hall(studio, desks, face, (size, elder, low))
                _track(studio, desks, face, (size, elder, code))
                _rate(studio, desks, face, (size, elder))
        for name, size in (("upright", UPRIGHT), ("lying", LYING)):
            _board(studio, desks, name, size)
    studio.close()
    print(len(studio.taken), "pictures in", folder)


def _hall(studio: Studio, desks: Desks, face: str, how: tuple[tuple[int, int], bool, bool]) -> None:
    size, elder, low = how
    frame, walk = hall.build(desks, studio.fittings(desks), elder=elder)
    studio.open(frame, size)
    frame.set_low(low)

    def shot(name: str) -> None:
        studio.photograph(frame, f"hall-{face}-{name}")

    shot("1-home")
    if elder:
        studio.tap(frame, "全部事项")
        shot("1b-all")
        studio.tap(frame, "回首页")
    else:
        studio.tap(frame, "找事项")
        for letter in "DB":
            studio.tap(frame, letter)
        shot("2-search")
        studio.tap(frame, "回首页")
    studio.tap(frame, "输身份证号")
    shot("3-identity")
    studio.tap(frame, "回首页")
    studio.tap(frame, "社会救助")
    shot("4-matters")
    studio.tap(frame, "最低生活保障")
    shot("5-confirm")
    studio.tap(frame, "叫人帮忙")
    shot("5b-help")
    desks.wishes.come("2")
    frame.went_away.emit()
    studio.tap(frame, "社会救助")
    studio.tap(frame, "最低生活保障")
    studio.tap(frame, "看办事指南")
    shot("6-guide")
    studio.tap(frame, "返回")
    studio.tap(frame, "取号")
    if any(b.accessibleName() == "要取号" for b in frame.findChildren(QAbstractButton)):
        studio.tap(frame, "要取号")
    shot("7-ticket")
    walk.go_home()
    walk._id_number = ID
    walk._home()
    shot("8-known")
    walk.go_home()
    frame.close()
    frame.deleteLater()


def _track(studio: Studio, desks: Desks, face: str, how: tuple[tuple[int, int], bool, str]) -> None:
    size, elder, code = how
    if "low" in face:
        return
    frame, walk = track.build(desks, studio.fittings(desks), elder=elder)
    studio.open(frame, size)
    walk.begin()
    studio.photograph(frame, f"track-{face}-1-ask")
    walk.scan(code)
    studio.photograph(frame, f"track-{face}-2-found")
    studio.tap(frame, "评价这次办事")
    studio.photograph(frame, f"track-{face}-2b-rate")
    studio.tap(frame, "不评价")
    walk.begin()
    walk.scan("HTTPS://CX.LINGBI.GOV.CN/R/12345678901234567890")
    studio.photograph(frame, f"track-{face}-3-not-genuine")
    frame.close()
    frame.deleteLater()


def _rate(studio: Studio, desks: Desks, face: str, how: tuple[tuple[int, int], bool]) -> None:
    size, elder = how
    if "low" in face:
        return
    fittings = studio.fittings(desks)
    frame = rate.build(desks, fittings, "2")
    frame.set_elder(elder)
    studio.open(frame, size)
    studio.photograph(frame, f"rate-{face}-1-idle")
    case_no = desks.cases.find("", 1)[0].case_no
    desks.wishes.ask_rating("2", case_no, matter="M1201")
    fittings.feed.tell(frozenset({Changed.QUEUE}))
    studio.photograph(frame, f"rate-{face}-2-levels")
    studio.tap(frame, "不满意")
    studio.tap(frame, "窗口人员业务不熟练")
    studio.tap(frame, "留下姓名")
    studio.photograph(frame, f"rate-{face}-3-reasons")
    studio.tap(frame, "重新选")
    studio.tap(frame, "不评价")
    number = next(t.number for t in desks.queue.seen().serving if t.window == "2")
    desks.wishes.ask_rating("2", number=number)
    fittings.feed.tell(frozenset({Changed.QUEUE}))
    studio.tap(frame, "基本满意")
    studio.photograph(frame, f"rate-{face}-4-thanks")
    desks.wishes.rated(desks.queue.seen().ratings[0].id)
    desks.queue.done(number)
    desks.queue.take("M1201")
    desks.queue.call("2")
    frame.close()
    frame.deleteLater()


def _board(studio: Studio, desks: Desks, face: str, size: tuple[int, int]) -> None:
    screen = board.build(desks, studio.fittings(desks, "board"))
    studio.open(screen, size)
    studio.photograph(screen, f"board-{face}")
    screen.close()
    screen.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
