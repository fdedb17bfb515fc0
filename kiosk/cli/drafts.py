"""Commands of half-filled forms: seen, looked into, put aside, taken over, handed back, thrown away."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forms import UnknownMatter, is_joint
from kiosk.app.outcomes import Draft, Parked
from kiosk.cli.answer import Answer
from kiosk.cli.centre.words import Drafts as Words
from kiosk.domain.refusals import DraftGone, DraftOfAnother, MatterUnknown, Refusal
from kiosk.wiring.house import house
from kiosk.wiring.shelves import name_of

if TYPE_CHECKING:
    from kiosk.app.desks import Desks


@dataclass(frozen=True, slots=True)
class _Seen:
    """One that lies on this PC, or was put aside `there`."""

    name: str
    draft: Draft | None = None
    there: Parked | None = None

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON: `state` open or parked, `device` '' for this PC."""
        one: Any = self.draft or self.there
        at = one.parked_at or one.saved_at
        return {
            **{key: getattr(one, key) for key in ("id", "matter", "version", "ticket", "holder", "window")},
            "name": self.name,
            "state": "parked" if one.parked_at else "open",
            "at": at.isoformat(timespec="seconds"),
            "device": self.there.device if self.there else "",
            "beside": list(self.draft.beside or ()) if self.draft else [],
        }

    @property
    def line(self) -> str:
        """As it stands in the list."""
        told = self.plain
        said = {
            **told,
            "id": told["id"][:8],
            "at": told["at"][:16].replace("T", " "),
            "state": Words.STATES[told["state"]],
        }
        return Words.LINE.format(**said)


def listed(given: Namespace) -> Answer:
    """What is half filled on this PC, and what other PCs of the centre put aside: [{"id", "matter", "version",
    "ticket", "holder", "window", "name", "state", "at", "device", "beside"}]."""
    with house(given.data, given.staff) as desks:
        seen = _all(desks)
    return Answer([one.plain for one in seen], [one.line for one in seen] or [Words.NONE])


def show(given: Namespace) -> Answer:
    """One, with what stands in its fields as far as it lies on this PC: {…, "raw", "materials"}."""
    with house(given.data, given.staff) as desks:
        one = _one(desks, given.draft)
        labels = _labels(desks, one.draft) if one.draft else {}
    if one.draft is None:
        return Answer({**one.plain, "raw": None, "materials": None}, [one.line, Words.ELSEWHERE])
    typed = [Words.FIELD.format(label=labels.get(key, key), value=value) for key, value in one.draft.raw.items()]
    whole = {**one.plain, "raw": one.draft.raw, "materials": one.draft.materials}
    return Answer(whole, [one.line, *typed])


def park(given: Namespace) -> Answer:
    """Put aside what one has on the counter, for whoever goes on with it: {"id", "state"}."""
    with house(given.data, given.staff) as desks:
        draft = _own(desks, given.draft)
        parked = desks.drafts.park(draft.id)
        if parked is None:
            raise DraftGone
        desks.parked.seen()  # the hub hears of it now, where there is one
    return _done(parked.id, "parked", Words.PARKED)


def take(given: Namespace) -> Answer:
    """Go on with one, whoever had it: {"id", "state"}; the id under which it lies here from now on."""
    with house(given.data, given.staff) as desks:
        one = _one(desks, given.draft)
        if one.there is not None:
            _must_be_known(desks, one.there)
            taken = desks.parked.take_over(one.there, given.window)
        else:
            assert one.draft is not None
            laid = desks.drafts.lay(one.draft.id, given.window)
            if laid is None:
                raise DraftGone
            taken = laid.id
    return _done(taken, "open", Words.TAKEN)


def hand_back(given: Namespace) -> Answer:
    """Put aside what was taken over, for whoever had it before: {"id", "state", "holder"}."""
    with house(given.data, given.staff) as desks:
        back = desks.drafts.hand_back(_own(desks, given.draft).id)
        if back is None:
            raise DraftGone
        desks.parked.seen()
    said = Words.HANDED_BACK.format(id=back.id[:8], holder=back.holder, window=back.window)
    return Answer({"id": back.id, "state": "parked", "holder": back.holder}, [said])


def drop(given: Namespace) -> Answer:
    """Throw one's own away, for good: {"id", "state"}."""
    with house(given.data, given.staff) as desks:
        draft = _own(desks, given.draft)
        desks.drafts.drop(draft.id)
        desks.parked.seen()  # withdrawn from the hub's shelf as well
    return _done(draft.id, "dropped", Words.DROPPED)


def _done(draft: str, state: str, said: str) -> Answer:
    return Answer({"id": draft, "state": state}, [said.format(id=draft[:8])])


def _all(desks: Desks) -> list[_Seen]:
    named = name_of(desks)
    others = [
        _Seen(there.name, there=there) for there in desks.parked.seen()
    ]  # what was taken from here is gone by now
    return [*(_Seen(named(draft), draft) for draft in desks.drafts.all()), *others]


def _one(desks: Desks, start: str) -> _Seen:
    """The one whose id begins so. Refuses none, and several."""
    found = [one for one in _all(desks) if start and one.plain["id"].startswith(start.lower())]
    if len(found) > 1:
        raise Refusal("draft_id_short", given=start, count=len(found))
    if not found:
        raise DraftGone
    return found[0]


def _own(desks: Desks, start: str) -> Draft:
    """One that is this clerk's, or nobody's. Refuses a colleague's: it is taken over first, on record."""
    one = _one(desks, start)
    holder, window = (one.there or one.draft).holder, (one.there or one.draft).window  # type: ignore[union-attr]
    if one.draft is None or holder not in ("", desks.actor):
        raise DraftOfAnother(holder, window)
    return one.draft


def _must_be_known(desks: Desks, there: Parked) -> None:
    """One of a matter that this PC does not know stays where it is."""
    try:
        _desk_of(desks, there.matter).open(there.matter, there.version)
    except UnknownMatter:
        raise MatterUnknown(there.matter) from None


def _desk_of(desks: Desks, matter: str) -> Any:
    return desks.joint if is_joint(matter) else desks.intake


def _labels(desks: Desks, draft: Draft) -> dict[str, str]:
    try:
        matter = _desk_of(desks, draft.matter).open(draft.matter, draft.version)
    except (Refusal, UnknownMatter):
        return {}
    return {field.key: field.label for field in matter.fields}
