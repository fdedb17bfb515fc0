"""The books of a station checked against each other: at a start, behind the screens, for `kiosk check` and for the
auditor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.store.check import check_store
from kiosk.store.words import PROBLEMS, Problem

if TYPE_CHECKING:
    from kiosk.app.audit import AuditDesk
    from kiosk.app.catalogue import CatalogueDesk
    from kiosk.app.ports import Exporter
    from kiosk.store.door import OpenStore


def check_open(store: OpenStore, catalogue: CatalogueDesk) -> tuple[int, Sequence[str]]:
    """Count of entries of an open store, and every problem in words, damaged parcels of definitions among them."""
    with store.look() as work:
        entries, problems = check_store(work, store.blobs)
    problems += [Problem("parcel_damaged", one.file) for one in catalogue.broken()]
    return entries, _said(problems)


def audit_desk(store: OpenStore, catalogue: Callable[[], CatalogueDesk], exports: Exporter, actor: str) -> AuditDesk:
    """The desk where the journal is looked through, in somebody's name."""
    from kiosk.app.audit import AuditDesk
    from kiosk.store.audit import JournalBooks

    books = JournalBooks(store, lambda: check_open(store, catalogue()), lambda who: set_right(store, who))
    return AuditDesk(store, books, exports, actor)


def check_start(store: OpenStore) -> Sequence[str]:
    """What a start looks at first: the journal from where it was good, and the rows that it has moved since the last
    checkpoint."""
    from kiosk.store.chain import check_from_mark
    from kiosk.store.checkpoints import check_moved

    found = check_from_mark(store)
    with store.look() as work:
        return [*found, *_said(check_moved(work))]


def check_rest(store: OpenStore) -> Iterator[Sequence[str]]:
    """The tables, a piece with each step, and what was found so far."""
    from kiosk.store.checkpoints import take_stock

    return (_said(found) for found in take_stock(store))


def set_right(store: OpenStore, actor: str) -> Sequence[str]:
    """The tables as the journal tells them; what was wrong. Refuses where the journal itself is not good."""
    from kiosk.store.repairing import repair

    return _said(repair(store, actor))


def _said(problems: Sequence[Problem]) -> Sequence[str]:
    return [PROBLEMS[one.key]["zh"].format(where=one.where) for one in problems]
