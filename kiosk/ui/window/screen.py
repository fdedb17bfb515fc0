"""The window's screen: the rail at the left, one page at a time beside it, the bar with the keys below."""

from PySide6.QtCore import Signal

from kiosk.app.ports import Device
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.frame import HOLD, CounterFrame, FrameKeys
from kiosk.ui.form.counter.intake_page import IntakePage
from kiosk.ui.form.counter.key_sheet import KeySheet
from kiosk.ui.form.counter.move_page import MovePage
from kiosk.ui.form.counter.words import Done as DoneWords
from kiosk.ui.form.counter.words import Intake as Words
from kiosk.ui.window.actions.listing import ACTIONS
from kiosk.ui.window.actions.listing import KEYS as CASE_KEYS
from kiosk.ui.window.actions.words import Actions
from kiosk.ui.window.document_page import DocumentPage
from kiosk.ui.window.idle_page import IdlePage
from kiosk.ui.window.panel import Panel
from kiosk.ui.window.rail import Rail
from kiosk.ui.window.search_page import SearchPage
from kiosk.ui.window.words import Keys

KEYS = FrameKeys(
    listened=(
        *("F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "Ctrl+F1", "Ctrl+Z", "F9", HOLD, "F10", "F11", "F12"),
        *("Ctrl+S", "Ctrl+N", "Ctrl+F", "Ctrl+D", "Ctrl+T", "Ctrl+P", "Ctrl+R", "Ctrl+J"),
        *CASE_KEYS,
    ),
    bar={
        "F9": Words.KINDS["end_to_end"],
        HOLD: Words.HOLD,
        "Ctrl+S": Words.DRAFT,
        "F10": Words.TELL,
        "Ctrl+F": Words.FIND,
        "Ctrl+N": Words.NEW,
        "F12": Words.KEYS,
    },
    next={
        "F1": DoneWords.NEXT_CALL,
        "Ctrl+N": DoneWords.NEXT_SAME,
        "Ctrl+P": DoneWords.NEXT_PRINT,
        "Ctrl+F": DoneWords.NEXT_FIND,
        "Ctrl+T": DoneWords.NEXT_DOCUMENTS,
    },
    filing=Words.KINDS["end_to_end"],
    spare=(2, 5),  # drafts are saved anyway, another matter is a page of its own
)
_TITLES = {
    "queue": Keys.QUEUE,
    "intake": Keys.INTAKE,
    "form": Keys.FORM,
    "table": Keys.TABLE,
    "papers": Keys.PAPERS,
    "find": Keys.FIND,
}


class WindowScreen(CounterFrame):
    """The pages of a window, with its line at the left. `leaving`: the clerk goes; `gone`: nothing of his work is under
    way any more (`leaving.leave`)."""

    leaving = Signal()
    gone = Signal()

    def __init__(self, fittings: Fittings, device: Device, window: str, actor: str, intake: IntakePage) -> None:
        super().__init__(fittings, intake, KEYS)
        theme = fittings.theme
        self.rail = Rail(theme, window, actor, device.demo)
        self.rail.pressed.connect(self.pressed)
        self.idle = IdlePage(theme)
        self.move_page = MovePage(theme)
        self.search = SearchPage(theme)
        self.documents = DocumentPage(theme)
        groups = [(_TITLES[name], list(keys)) for name, keys in Keys.LISTS.items()]
        self.keys = KeySheet(theme, [*groups, (Actions.TITLE, _case_keys())])
        pages = (
            self.idle,
            self.intake,
            self.done,
            self.search,
            self.documents,
            self.chooser,
            self.keys,
            self.move_page,
        )
        self.lay_out(pages, side=self.rail)
        self.panel = Panel(theme, self.stage)


def _case_keys() -> list[tuple[str, str]]:
    """The keys of a case with what they mean; one that means several things has them side by side."""
    words = {key: [action.word for action in ACTIONS if action.key == key] for key in CASE_KEYS}
    return [(key, Actions.OR.join(dict.fromkeys(several)) or Actions.ALL) for key, several in words.items()]
