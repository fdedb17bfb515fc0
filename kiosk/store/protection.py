"""How this PC keeps its data, read from what lies on its disk: nothing is opened and nobody is asked for it."""

from pathlib import Path

from kiosk.domain.refusals import Trouble
from kiosk.store.guards import MACHINE
from kiosk.store.layout import HEADER_FILE, STORE_FILE
from kiosk.store.vault import BY_PEOPLE, read_header

CLEAR, FILE_ONLY, WEAK, KEPT = "clear", "file_only", "weak", ""
_IN_CLEAR = b"SQLite format 3\0"  # how a database begins that nobody has encrypted


def protection(folder: Path) -> str:
    """`CLEAR`: whoever has the disk reads it. `FILE_ONLY`: the key lies in a file and nothing of this machine is needed
    beside it. `WEAK`: this machine's ids are, and no chip or system credential. `KEPT`: neither, or nothing is here."""
    try:
        with (folder / STORE_FILE).open("rb") as file:
            if file.read(len(_IN_CLEAR)) == _IN_CLEAR:
                return CLEAR
        header = read_header(folder / HEADER_FILE)
    except (OSError, Trouble):
        return KEPT
    own = [slot for slot in header.slots if slot.kind not in BY_PEOPLE] if header else []
    if any(slot.kind == MACHINE and not slot.kept.get("of", "") for slot in own):
        return FILE_ONLY
    return WEAK if any(slot.kind == MACHINE for slot in own) else KEPT
