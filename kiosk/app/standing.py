"""How a person's word stands (信用), read within a piece of work that is open: what was not kept here, what the county
lists; and what follows for a filing in which papers are still owed (容缺) or promised (告知承诺)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.app.credit_list import NAME, Marked, find
from kiosk.app.rulings import rulings_in
from kiosk.app.words import BREACH_AT_HOME, BREACH_LISTED, BREACH_OF_PLEDGE, BREACHES_JOINED, NO_LATER, NO_PLEDGE
from kiosk.domain.aftermath import breaches
from kiosk.domain.deadline import business_day
from kiosk.domain.refusals import Gap
from kiosk.domain.rulings import group_of
from sync.protocol.audience import centre_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forms import Matter
    from kiosk.app.ports import Trust, Work
    from kiosk.domain.aftermath import Breach
    from kiosk.domain.case import Case

LIST = "credit.list"
_ON_HIS_WORD = {"owed": NO_LATER, "pledged": NO_PLEDGE}  # ways in which a paper is taken, and why not


@dataclass(frozen=True, slots=True)
class Broken:
    """One word that was not kept and not made good: why, in a sentence; `case_no` where it was given here."""

    why: str
    case_no: str = ""
    materials: tuple[str, ...] = ()


def broken_by(work: Work, trust: Trust, id_number: str) -> tuple[Broken, ...]:
    """Every word of this person that was not kept and not made good; nothing for an empty number."""
    number = id_number.strip().upper()
    if not number:
        return ()
    own = [one for case in work.cases.of_person(number) for one in broken_in(case, trust)]
    listed = [
        Broken(BREACH_LISTED.format(source=one.source, reason=one.reason)) for one in _listed(work, trust, number)
    ]
    return (*own, *listed)


def broken_in(case: Case, trust: Trust) -> Sequence[Broken]:
    """What this case left open."""
    today = business_day(trust.now())
    return [
        Broken(_why(case, one), case.case_no, (one.material,)) for one in breaches(case, today) if not one.made_good
    ]


def _why(case: Case, one: Breach) -> str:
    said = BREACH_OF_PLEDGE if one.pledged else BREACH_AT_HOME
    return said.format(case_no=case.case_no, until=one.until.isoformat())


def _listed(work: Work, trust: Trust, number: str) -> Sequence[Marked]:
    """What the lists say of a number: the city's, the township's and the centre's own together. The list that this PC
    kept alone before lists were shared counts until the first one that is."""
    here = centre_of(work.device)
    lists = [one for one in rulings_in(work.drawer, group_of(NAME)) if one.name == NAME and here.startswith(one.area)]
    if lists:
        return [found for one in lists if one.value and (found := find(one.value, number)) is not None]
    kept: Mapping[str, Mapping[str, str]] = json.loads(work.drawer.setting(LIST, "{}"))
    row = kept.get(trust.person_mark(number))
    return [Marked(row["reason"], row["source"], row["since"])] if row else []


def word_gaps(
    work: Work, trust: Trust, matter: Matter, materials: Mapping[str, str], id_number: str
) -> tuple[Gap, ...]:
    """Each paper that he wants to bring later, or to promise, and may not, with the reason and the way out."""
    given = [(one, materials.get(one.id, "")) for one in matter.materials]
    on_his_word = [(one, way) for one, way in given if way in _ON_HIS_WORD]
    broken = broken_by(work, trust, id_number) if on_his_word else ()
    if not broken:
        return ()
    why = BREACHES_JOINED.join(dict.fromkeys(one.why for one in broken))
    return tuple(Gap(one.id, one.name, _ON_HIS_WORD[way].format(name=one.name, why=why)) for one, way in on_his_word)
