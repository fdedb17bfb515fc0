"""What the hall says of a matter and of the line, put together from the definitions: plain strings, no drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.app.words import MADE_HERE
from kiosk.ui.hall.words import listed, ranged, word
from kiosk.ui.widgets.words import plain

if TYPE_CHECKING:
    from forms import Material, Matter
    from kiosk.app.outcomes import QueueSeen

JOINT = "J"  # forms.is_joint, likewise
BOOKING = "guide_booking"  # forms.Mode.GUIDE_BOOKING, without opening the forms


def promise(matter: Matter) -> str:
    """When it will be done, as far as the house promises it; '' where nothing is promised."""
    if matter.mode == BOOKING:
        return word("booking")
    limit = matter.limits.commit
    if limit.batch:
        return word("batch")
    if limit.days is None or limit.unit is None:
        return limit.text if matter.code.startswith(JOINT) else ""
    return word("within", days=limit.days, unit=word(limit.unit)) if limit.days else word("at_once")


def fee(matter: Matter) -> str:
    """What it costs, in the guide's own words."""
    return matter.guide.fee if matter.guide.fee_charged else word("free")


def made_here(material: Material) -> bool:
    """Whether the window prints it."""
    return material.source == MADE_HERE


def to_bring(matter: Matter) -> list[Material]:
    """What the resident brings, what may be left out last; then what the window prints."""
    return sorted(matter.materials, key=lambda m: (made_here(m), not m.mandatory))


def how(material: Material) -> str:
    """In which form a material is wanted."""
    if made_here(material):
        return word("made_here" if material.mandatory else "made_here_if")
    if material.collect == "seen":
        said = word("seen")
    else:
        count = material.copies if material.collect == "copy" else material.originals
        said = word(material.collect, count=max(1, count))
    if material.pledgeable:
        return said + word("pledgeable")
    if not material.mandatory:
        return said + word("if_any")
    return said + (word("tolerable") if material.tolerable else "")


def sign(material: Material) -> str:
    """The icon that tells 'bring' from 'printed here'."""
    if made_here(material):
        return "printer"
    return "id-card" if material.collect == "seen" else "file-text"


def bring_names(matter: Matter) -> tuple[str, ...]:
    """What must be brought, as the desk's `bring_list` has it."""
    return tuple(m.name for m in matter.materials if m.mandatory and not made_here(m))


def bring_line(names: tuple[str, ...]) -> str:
    """Everything to bring in one line."""
    return plain(listed(names)) if names else word("bring_nothing")


def line_words(seen: QueueSeen) -> str:
    """How long the line is and which windows serve."""
    if not seen.waiting:
        return word("nobody_waits")
    said = word("one_line", count=len(seen.waiting))
    windows = windows_open(seen)
    return said + (word("one_line_windows", windows=ranged(windows)) if windows else "")


def windows_open(seen: QueueSeen) -> list[str]:
    """Windows where somebody is being served now, in order."""
    return sorted({t.window for t in seen.serving if t.window}, key=lambda w: (len(w), w))


def wait_words(wait: tuple[int, int] | None) -> tuple[str, str]:
    """A range and its unit, or why there is none."""
    if wait is None:
        return word("wait_unknown"), ""
    low, high = wait
    return (word("range", low=low, high=high) if low < high else str(high)), word("minutes")


def wait_basis(seen: QueueSeen) -> str:
    """What the estimate rests on."""
    from kiosk.domain.queue import ENOUGH

    if len(seen.pace) < ENOUGH:
        return word("wait_no_basis")
    return word("wait_basis", count=len(seen.pace), windows=max(1, len(windows_open(seen))))
