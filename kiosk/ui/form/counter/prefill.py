"""What may be taken from a person's earlier cases, as the form shows it: each value with where it is from."""

from collections.abc import Callable, Mapping

from kiosk.app.people.prefill import Offered
from kiosk.ui.form.counter.words import Person as Words
from kiosk.ui.form.verdicts import Offer


def as_offers(offered: Mapping[str, Offered], name_of: Callable[[str], str]) -> dict[str, Offer]:
    """`name_of` names a matter by its code."""
    return {key: Offer(one.value, _source(one, name_of), one.sure) for key, one in offered.items()}


def _source(one: Offered, name_of: Callable[[str], str]) -> str:
    words = Words.OFFER_HOUSEHOLD if one.household else Words.OFFER_FROM
    said = words.format(day=f"{one.case.filed_at:%Y-%m-%d}", matter=name_of(one.case.matter), name=one.case.applicant)
    return said if one.sure or one.household else said + Words.OFFER_UNSURE
