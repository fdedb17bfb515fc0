"""The books of a station checked against each other, for `kiosk check` and for the auditor alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.store.check import check_store
from kiosk.store.words import PROBLEMS, Problem

if TYPE_CHECKING:
    from kiosk.app.catalogue import CatalogueDesk
    from kiosk.store.door import OpenStore


def check_open(store: OpenStore, catalogue: CatalogueDesk) -> tuple[int, Sequence[str]]:
    """Count of entries of an open store, and every problem in words, damaged parcels of definitions among them."""
    with store.look() as work:
        entries, problems = check_store(work, store.blobs)
    problems += [Problem("parcel_damaged", one.file) for one in catalogue.broken()]
    return entries, [PROBLEMS[one.key]["zh"].format(where=one.where) for one in problems]
