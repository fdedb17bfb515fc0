"""The staff desk: who works here, in which roles, and who no more. No secret is ever seen here but a start code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.app.accounts import enter_account
from kiosk.app.personal_keys import OpensByItself
from kiosk.domain.staff import Account, Duty, Role, excluded
from kiosk.domain.staff.refusals import (
    FirstIsSystem,
    LastKeeper,
    RolesExclude,
    StaffNumberWrong,
    StaffThere,
    StaffUnknown,
)
from sync.protocol.staff_kinds import AccountBadged, AccountMoved, AccountOpened, AccountRuled, AccountSecretSet

if TYPE_CHECKING:
    from kiosk.app.personal_keys import PersonalKeys
    from kiosk.app.ports import Device, Secrets, Store, Work

_NUMBER = re.compile(r"[0-9A-Za-z]{2,12}")


@dataclass(frozen=True, slots=True)
class Started:
    """An account with the code for its first sign-in, which is shown once and kept nowhere."""

    account: Account
    start_code: str


class StaffDesk:
    """For the system administrator. Every change is an entry of the journal in the name of `actor`."""

    def __init__(
        self, store: Store, secrets: Secrets, device: Device, actor: str, keys: PersonalKeys | None = None
    ) -> None:
        self._store = store
        self._secrets = secrets
        self._device = device
        self._actor = actor
        self._keys = keys or OpensByItself()

    def listed(self) -> Sequence[Account]:
        """All accounts by number, those who left too."""
        with self._store.look() as work:
            return work.staff.all()

    def open(self, staff: str, name: str, roles: Iterable[Role], centre: str = "") -> Started:
        """Somebody new, at this centre or at `centre` (12 digits). Refuses a number that was ever given out, roles that
        exclude each other, and a first account that is no system administrator's."""
        held = self._roles(roles)
        staff, name = staff.strip(), name.strip()
        if not _NUMBER.fullmatch(staff) or not name or not held:
            raise StaffNumberWrong(staff)
        code = self._secrets.start_code()
        verifier = self._secrets.verifier(code)
        here = (centre or self._device.centre) == self._device.centre
        with self._opening(staff if here else "", code), self._store.work(self._actor) as work:
            if not work.staff.any() and Role.SYSTEM not in held:
                raise FirstIsSystem()
            if work.staff.get(staff) is not None:
                raise StaffThere(staff)
            said = AccountOpened(
                staff=staff,
                name=name,
                roles=tuple(sorted(held)),
                centre=centre or self._device.centre,
                verifier=verifier,
            )
            return Started(enter_account(work, said, "account.opened", None), code)

    def rule(self, staff: str, roles: Iterable[Role]) -> Account:
        """These are somebody's roles from now on; who is signed in keeps the old ones until he comes again."""
        held = self._roles(roles)
        with self._store.work(self._actor) as work:
            account = self._must(work, staff)
            if Role.SYSTEM not in held:
                self._keeper_stays(work, account)
            said = AccountRuled(staff=staff, centre=account.centre, roles=tuple(sorted(held)))
            return enter_account(work, said, "account.ruled", account)

    def reset(self, staff: str) -> Started:
        """A start code anew, for who has forgotten the secret; a lock goes with it."""
        code = self._secrets.start_code()
        verifier = self._secrets.verifier(code)
        with self._store.look() as work:
            here = self._must(work, staff).centre == self._device.centre
        with self._opening(staff if here else "", code), self._store.work(self._actor) as work:
            account = self._must(work, staff)
            said = AccountSecretSet(staff=staff, centre=account.centre, verifier=verifier, start=True)
            work.staff.drop_sessions(staff)
            work.staff.forgive(staff)
            return Started(enter_account(work, said, "account.secret_set", account), code)

    def badge(self, staff: str, text: str) -> Account:
        """From now on this badge (what it reads as) is asked for as well; empty: none is."""
        digest = self._secrets.digest(text) if text else ""
        with self._store.work(self._actor) as work:
            account = self._must(work, staff)
            said = AccountBadged(staff=staff, centre=account.centre, badge=digest)
            return enter_account(work, said, "account.badged", account)

    def leave(self, staff: str, reason: str = "") -> Account:
        """Somebody works here no more: no sign-in from now on, here and, with the post, everywhere in the centre."""
        with self._store.work(self._actor) as work:
            account = self._must(work, staff)
            self._keeper_stays(work, account)
            work.staff.drop_sessions(staff)
            said = AccountMoved(staff=staff, centre=account.centre, reason=reason)
            return enter_account(work, said, "account.left", account)

    def back(self, staff: str) -> Account:
        """Somebody who had left works here again, with the old roles and secret."""
        with self._store.work(self._actor) as work:
            account = work.staff.get(staff)
            if account is None or not account.left:
                raise StaffUnknown(staff)
            return enter_account(work, AccountMoved(staff=staff, centre=account.centre), "account.returned", account)

    def _opening(self, staff: str, code: str) -> AbstractContextManager[None]:
        """The code for the first sign-in opens this PC's data too, where people do; '': of another centre."""
        return self._keys.renewing(staff, code, start=True) if staff else nullcontext()

    def _must(self, work: Work, staff: str) -> Account:
        account = work.staff.get(staff)
        if account is None or account.left:
            raise StaffUnknown(staff)
        return account

    def _keeper_stays(self, work: Work, account: Account) -> None:
        others = (one for one in work.staff.all() if one.staff != account.staff)
        if account.may(Duty.KEEP_STAFF) and not any(one.may(Duty.KEEP_STAFF) for one in others):
            raise LastKeeper(account.staff)

    def _roles(self, roles: Iterable[Role]) -> frozenset[Role]:
        held = frozenset(roles)
        if both := excluded(held):
            raise RolesExclude(*both)
        return held
