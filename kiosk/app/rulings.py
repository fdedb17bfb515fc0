"""Rules of the whole centre (中心规则): set at one PC by who may, heard by all others with the post, read where they
count. What is a PC's own (its printer, its window) stands in its settings and never here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.refusals import Refusal
from kiosk.domain.rulings import SETTING, Ruling, group_of, next_turn, read, standing, with_ruling, written
from sync.protocol.audience import AREAS, RULED, centre_of, ruled_area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.app.happenings import Entered
    from kiosk.app.ports import Drawer, Work
    from kiosk.domain.case import Happening
    from sync.protocol.entry import DeviceId
    from sync.protocol.ruling_kinds import CentreRuled

TOGETHER = ("credit.list",)  # a superior's and one's own hold side by side
GROUPS = ("house", "line", "county", "calendar", "credit")
HERE = "ruling.here"  # the centre of this store, so that whoever only has the drawer knows it


class RuledAbove(Refusal):
    """A superior has set this; nothing was changed."""

    def __init__(self, name: str, by: str) -> None:
        super().__init__("ruled_above", rule=name.partition(".")[2], by=by)


class AreaNotOurs(Refusal):
    """No area for which this PC may set anything; nothing was changed."""

    def __init__(self, area: str) -> None:
        super().__init__("area_not_ours", area=area, digits=", ".join(map(str, AREAS)))


class RulingWrong(ValueError):
    """A rule from elsewhere that cannot be read: it is kept, marked, and looked at by a person."""


def rulings_in(drawer: Drawer, group: str) -> tuple[Ruling, ...]:
    """All that was set of this group, by whomever."""
    return read(drawer.setting(SETTING + group))


def standing_in(drawer: Drawer, name: str) -> Ruling | None:
    """What holds here under this name; None where nobody has set anything."""
    found = rulings_in(drawer, group_of(name))
    return standing(found, name, drawer.setting(HERE)) if found else None


def ruled_names_in(drawer: Drawer, group: str) -> Sequence[str]:
    """The names of a group of which anything was ever set, also where it was given back."""
    here = drawer.setting(HERE)
    return sorted({one.name for one in rulings_in(drawer, group) if here.startswith(one.area)})


def text_in(drawer: Drawer, name: str, own: str, parcel: str) -> str:
    """A text that a parcel of definitions may bring as well: the rule where it was set knowing that parcel, else what
    this PC keeps under `own`. `parcel` is where the key of the newest parcel with such a text is kept."""
    ruling = standing_in(drawer, name)
    if ruling is not None and ruling.over >= drawer.setting(parcel):
        return ruling.value
    return drawer.setting(own)


def rule(work: Work, name: str, value: str, area: str = "", over: str = "") -> bool:
    """Set a rule for this centre, or for `area`. Whether it is one for this centre too.

    Refuses `AreaNotOurs`, and `RuledAbove` where a superior's word stands here.
    """
    from sync.protocol.ruling_kinds import CentreRuled

    here = centre_of(work.device)
    area = area or here
    if not ruled_area(work.device, RULED, {"area": area}):
        raise AreaNotOurs(area)
    known = rulings_in(work.drawer, group_of(name))
    above = standing(known, name, here)
    if here.startswith(area) and above is not None and above.rank(here) and name not in TOGETHER:
        raise RuledAbove(name, above.by)
    said = CentreRuled(area=area, name=name, value=value, turn=next_turn(known, name), over=over)
    _keep(work, _entered(work.journal.enter(said, RULED), said))
    return here.startswith(area)


def hear(work: Work, device: DeviceId, entry_id: str, happening: Happening) -> None:
    """A rule from elsewhere. Another centre's is none of ours, unless this PC has a say there too. Raises ValueError
    for one of a device that has no say, and for one that cannot be read."""
    p = happening.payload
    area = str(p.get("area", ""))
    if not area or not (centre_of(work.device).startswith(area) or ruled_area(work.device, RULED, {"area": area})):
        return
    if not ruled_area(device, RULED, p):
        raise RulingWrong(f"{RULED} of {device}")
    name, value, turn, over = p["name"], p["value"], p["turn"], p.get("over", "")
    if not isinstance(turn, int) or isinstance(turn, bool) or not all(isinstance(x, str) for x in (name, value, over)):
        raise RulingWrong(name)
    try:
        must_fit(name, value)
    except Refusal as no:
        raise RulingWrong(name) from no
    by = centre_of(device) or str(device)
    _keep(work, Ruling(name, area, value, turn, by, entry_id, happening.actor, happening.at.isoformat(), over))


def must_fit(name: str, value: str) -> None:
    """Refuse a value that this rule cannot have, or raise ValueError. A name of a later version is kept and not judged;
    '' gives a rule back."""
    group, _, rest = name.partition(".")
    if not value:
        return
    if group == "house":
        from kiosk.app.house_rules import read_typed

        read_typed(rest, value)
    elif group == "line":
        from kiosk.app.running import read_line_rule

        read_line_rule(rest, value)
    elif group == "calendar":
        from forms.workdays import Calendar

        if [str(one) for one in Calendar.from_texts([value]).years] != [rest]:
            raise RulingWrong(name)
    elif name == "county.file":
        import tomllib

        tomllib.loads(value)
    elif name == "credit.list":
        from kiosk.app.credit_list import read_list

        read_list(value)


def _entered(entered: Entered, said: CentreRuled) -> Ruling:
    happened = entered.happened
    by = centre_of(entered.entry.device)
    at = happened.at.isoformat()
    return Ruling(
        said.name, said.area, said.value, said.turn, by, entered.entry.read().id, happened.actor, at, said.over
    )


def _keep(work: Work, ruling: Ruling) -> None:
    place = SETTING + group_of(ruling.name)
    work.drawer.set_setting(place, written(with_ruling(read(work.drawer.setting(place)), ruling)))
    if not work.drawer.setting(HERE):
        work.drawer.set_setting(HERE, centre_of(work.device))
