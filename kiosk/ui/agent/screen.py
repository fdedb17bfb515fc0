"""The agent's screen: who and where at the top, one page at a time, the bar with the keys below."""

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kiosk.app.ports import Device
from kiosk.ui.agent.day_page import DayPage
from kiosk.ui.agent.stick_page import StickPage
from kiosk.ui.agent.words import Day as Words
from kiosk.ui.agent.words import Sticks
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.dates import say_day
from kiosk.ui.form.counter.frame import CounterFrame, FrameKeys
from kiosk.ui.form.counter.intake_page import IntakePage
from kiosk.ui.form.counter.words import Done as DoneWords
from kiosk.ui.form.counter.words import Intake as IntakeWords
from kiosk.ui.widgets import Chip, Label

KEYS = FrameKeys(
    listened=("F9", "F10", "Ctrl+S", "Ctrl+N", "Ctrl+D", "Ctrl+P", "Ctrl+U", "Alt+S", "F7", "F8"),
    bar={
        "F9": IntakeWords.KINDS["collected"],
        "Ctrl+N": Words.NEW,
        "Ctrl+S": IntakeWords.DRAFT,
        "F10": IntakeWords.TELL,
        "Ctrl+D": Words.DAY,
    },
    next={"Ctrl+N": Words.NEW, "Ctrl+P": DoneWords.NEXT_PRINT, "Ctrl+D": Words.DAY},
    filing=IntakeWords.KINDS["collected"],
    spare=(2,),
)
HEAD = 64


class AgentScreen(CounterFrame):
    """The pages of an agent's day, with the day itself over them."""

    def __init__(self, fittings: Fittings, device: Device, actor: str, intake: IntakePage) -> None:
        super().__init__(fittings, intake, KEYS)
        self.day = DayPage(fittings.theme)
        self._today, self._count = Label("", "strong"), Label("", "note", "muted")
        self.stick = StickPage(fittings.theme)
        self.stick.asked.connect(self.pressed)
        pages = (self.day, self.intake, self.chooser, self.done, self.stick)
        self.lay_out(pages, head=self._head(device, actor))

    def show_today(self, now: datetime, count: int) -> None:
        """The day, and how much was collected on it."""
        self._today.setText(say_day(now.date()))
        self._count.setText(Words.TODAY.format(count=count))

    def _head(self, device: Device, actor: str) -> QFrame:
        theme, head = self._theme, QFrame()
        head.setProperty("strip", "true")
        head.setFixedHeight(theme.px(HEAD))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        row.setSpacing(theme.px(24))
        staff = actor.removeprefix("staff:") if actor.startswith("staff:") else ""
        about = Label(Words.ROLE.format(staff=staff) if staff else Words.NO_STAFF, "note", "muted")
        for first, second in ((Label(device.station.name, "section"), about), (self._today, self._count)):
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(first)
            words.addWidget(second)
            row.addLayout(words)
        row.addStretch(1)
        row.addWidget(self._key(Sticks.OPEN, "Ctrl+U", "plain"))
        if device.demo:
            row.addWidget(Chip(theme, Words.DEMO, "warn", icon="info"))
        row.addWidget(Chip(theme, Words.SAFE, "good", icon="hard-drive"))
        return head
