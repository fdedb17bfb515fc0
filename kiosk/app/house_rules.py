"""How the centre deals with what goes wrong: who approves what, when a paper was entered too late, how often a resident
is called. Set by the centre or its county, never by the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from kiosk.app.rulings import GROUPS, rule, ruled_names_in, rulings_in, standing_in
from kiosk.app.words import COMMAS
from kiosk.domain.aftermath import MOST_TRIES
from kiosk.domain.clocks import ClockRules, rules_of
from kiosk.domain.refusals import Refusal

if TYPE_CHECKING:
    from kiosk.app.ports import Drawer, Store
    from kiosk.domain.rulings import Ruling

RULES, GROUP = "house.rules", "house"
ANY_MATTER = "*"
PREFILL_DAYS, REUSE_DAYS = 365, 30
VERIFY_WORKDAYS = 5
_MOST_WORKDAYS, _MOST_CALLS, _MOST_DAYS = 30, 9, 3650


@dataclass(frozen=True, slots=True)
class HouseRules:
    """`late_workdays`: a paper entered later than so many working days after it was taken is marked (体外循环).
    `call_tries`: calls that nobody took, before somebody goes. `chiefs`: who may approve (首席代表), anybody named
    where there is none. `prefill_days`: an answer older than that is offered by itself and never among all.
    `reuse_days`: how long a paper that was brought holds for the next matter. `approval`: which acts (kinds of entry)
    of which matters need it; `*` is any matter. `clocks`: days of the clocks and when a card turns yellow, by the names
    of `ClockRules`. `verify_workdays`: a paper that waits longer to be verified is overdue."""

    late_workdays: int = 1
    call_tries: int = MOST_TRIES
    chiefs: tuple[str, ...] = ()
    approval: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefill_days: int = PREFILL_DAYS
    reuse_days: int = REUSE_DAYS
    clocks: Mapping[str, int] = field(default_factory=dict)
    verify_workdays: int = VERIFY_WORKDAYS

    @property
    def timing(self) -> ClockRules:
        """By which days the clocks of a case go, and when a card is yellow; what is not set stays as it is shipped."""
        return rules_of(self.clocks)

    def approves(self, matter: str, act: str) -> bool:
        """Whether this act of this matter needs the chief representative."""
        return any(act in self.approval.get(one, ()) for one in (matter, ANY_MATTER))


class HouseRuleWrong(Refusal):
    """A rule that no house can be run by; nothing was changed."""

    def __init__(self, rule: str, shape: str) -> None:
        super().__init__("house_rule_wrong", rule=rule, shape=shape)


def rules_in(drawer: Drawer) -> HouseRules:
    """The rules as they hold: what was set for the whole centre, or above it; else what this PC kept from before rules
    were shared."""
    return _rules(_plain_in(drawer))


def read_typed(name: str, text: str) -> object:
    """A rule's value from its text. Refuses `HouseRuleWrong`; a rule of a later version is left as it is."""
    reader = _READERS.get(name)
    return reader(name, text) if reader else text


def _plain_in(drawer: Drawer) -> dict[str, Any]:
    """The rules as plain values."""
    told: dict[str, Any] = {**asdict(HouseRules()), **json.loads(drawer.setting(RULES) or "{}")}
    for full in ruled_names_in(drawer, GROUP):
        name, ruling = full.partition(".")[2], standing_in(drawer, full)
        if name in _READERS:
            told = _with(told, name, _value(name, ruling.value) if ruling else _DEFAULTS[name])
    return told


def _value(name: str, text: str) -> object:
    try:
        return _READERS[name](name, text)
    except HouseRuleWrong:  # of a version with other bounds
        return _DEFAULTS[name]


def _with(told: Mapping[str, Any], name: str, value: object) -> dict[str, Any]:
    if name in _CLOCKS:
        clocks = {key: one for key, one in told["clocks"].items() if key != name}
        return {**told, "clocks": clocks if value is None else {**clocks, name: value}}
    return {**told, name: value}


class HouseRulesDesk:
    """For who leads the centre. Every change is an entry of the journal."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rules(self) -> HouseRules:
        """As they hold."""
        with self._store.look() as work:
            return rules_in(work.drawer)

    def shared(self) -> Sequence[tuple[Ruling, bool]]:
        """Everything that is set for the whole centre or above it, of every kind, and whether it holds here."""
        with self._store.look() as work:
            found = [one for group in GROUPS for one in rulings_in(work.drawer, group)]
            held = {standing_in(work.drawer, one.name) for one in found}
        return [(one, one in held) for one in found]

    def rule(self, changes: Mapping[str, str], actor: str, area: str = "") -> HouseRules:
        """Change some for all PCs of this centre, or of `area`; what is not named stays, what is empty is given back.
        `approval` is typed `M0901:case.decided;*:case.voided`, `chiefs` as names with commas.

        Refuses `HouseRuleWrong`, `AreaNotOurs`, `RuledAbove`.
        """
        from sync.protocol.amend_kinds import HouseRuled

        with self._store.work(actor) as work:
            before = set(ruled_names_in(work.drawer, GROUP))
            own = json.loads(work.drawer.setting(RULES) or "{}")
            for name, text in changes.items():
                if name not in _READERS:
                    raise HouseRuleWrong(name, ", ".join(_READERS))
                if text.strip():
                    read_typed(name, text.strip())
                rule(work, f"{GROUP}.{name}", text.strip(), area)
            if not area:
                for name, text in _typed(own).items():  # what only this PC went by is everybody's with the first rule
                    if name not in changes and f"{GROUP}.{name}" not in before:
                        rule(work, f"{GROUP}.{name}", text)
            told = _plain_in(work.drawer)
            work.journal.enter(HouseRuled(rules=json.loads(json.dumps(told))), "house.ruled")
            return _rules(told)


def _typed(own: Mapping[str, Any]) -> dict[str, str]:
    """What differs from the rules as shipped, as it would be typed."""
    plain = {**{name: own.get(name, one) for name, one in _DEFAULTS.items()}, **own.get("clocks", {})}
    return {name: _text(one) for name, one in plain.items() if name in _READERS and one and one != _DEFAULTS[name]}


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ";".join(f"{matter}:{','.join(acts)}" for matter, acts in value.items())
    return ",".join(value) if isinstance(value, (list, tuple)) else str(value)


def _rules(told: Mapping[str, Any]) -> HouseRules:
    approval = {matter: tuple(acts) for matter, acts in told["approval"].items()}
    days = told.get("prefill_days", PREFILL_DAYS), told.get("reuse_days", REUSE_DAYS)
    chiefs, clocks = tuple(told["chiefs"]), told.get("clocks", {})
    verify = told.get("verify_workdays", VERIFY_WORKDAYS)
    ours = {"clocks": clocks, "verify_workdays": verify}
    return HouseRules(told["late_workdays"], told["call_tries"], chiefs, approval, *days, **ours)


def _number(least: int, most: int) -> Callable[[str, str], object]:
    def read(name: str, text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise HouseRuleWrong(name, f"{least}–{most}")
        return int(text)

    return read


def _names(_name: str, text: str) -> list[str]:
    return [one.strip() for one in text.translate(COMMAS).split(",") if one.strip()]


def _approval(name: str, text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in text.split(";"):
        matter, _, acts = part.partition(":")
        if part.strip() and (not matter.strip() or not all(one.startswith("case.") for one in _names(name, acts))):
            raise HouseRuleWrong(name, "M0901:case.decided,case.voided;*:case.corrected")
        if part.strip():
            found[matter.strip()] = _names(name, acts)
    return found


_CLOCKS: Mapping[str, Callable[[str, str], object]] = {
    "yellow_used": _number(1, 100),
    "yellow_left": _number(0, _MOST_WORKDAYS),
    "carrying": _number(1, _MOST_WORKDAYS),
    "contact": _number(1, _MOST_WORKDAYS),
    "mend": _number(1, 60),
    "mend_hard": _number(1, 90),
}
_READERS: Mapping[str, Callable[[str, str], object]] = {
    **_CLOCKS,
    "late_workdays": _number(0, _MOST_WORKDAYS),
    "call_tries": _number(1, _MOST_CALLS),
    "chiefs": _names,
    "prefill_days": _number(0, _MOST_DAYS),
    "reuse_days": _number(0, _MOST_DAYS),
    "verify_workdays": _number(1, _MOST_WORKDAYS),
    "approval": _approval,
}
_DEFAULTS: Mapping[str, Any] = {**dict.fromkeys(_CLOCKS), **json.loads(json.dumps(asdict(HouseRules())))}
