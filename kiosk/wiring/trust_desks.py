"""Puts the desks on the store that know who may come in, and that keep what is here safe elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.app.backup import BackupDesk
    from kiosk.app.lodging import LodgingDesk
    from kiosk.app.sign_in import SignInDesk
    from kiosk.app.staff import StaffDesk
    from kiosk.settings import Settings
    from kiosk.store.door import OpenStore
    from kiosk.store.personal import PersonalSlots
    from kiosk.store.trust import DeviceTrust


class TrustDesks:
    """Each is made when it is first used."""

    def __init__(
        self, store: OpenStore, settings: Settings, trust: DeviceTrust, actor: str, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._settings = settings
        self._trust = trust
        self._actor = actor
        self._now = now

    @cached_property
    def sign_in(self) -> SignInDesk:
        """Where somebody comes in."""
        from kiosk.app.sign_in import SignInDesk
        from kiosk.store.secrets import Argon2Secrets

        return SignInDesk(self._store, Argon2Secrets(), self._trust, self._store.device.centre, self._personal_keys)

    @cached_property
    def staff(self) -> StaffDesk:
        """Where accounts are kept."""
        from kiosk.app.staff import StaffDesk
        from kiosk.store.secrets import Argon2Secrets

        return StaffDesk(self._store, Argon2Secrets(), self._store.device, self._actor, self._personal_keys)

    @cached_property
    def backup(self) -> BackupDesk:
        """Where copies are made."""
        from kiosk.wiring.keyroom import backup_desk

        return backup_desk(self._store, self._settings, self._actor)

    @cached_property
    def lodging(self) -> LodgingDesk:
        """Where copies are lodged with the upstream."""
        from kiosk.wiring.lodging import lodging_desk

        return lodging_desk(self._store, self._settings, self._actor)

    @cached_property
    def _personal_keys(self) -> PersonalSlots:
        from kiosk.store.personal import PersonalSlots

        return PersonalSlots(self._store, self._now)
