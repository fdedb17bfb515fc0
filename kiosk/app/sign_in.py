"""The door: who comes in, by secret, badge or session; who goes; what was tried in vain. Works without any network."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.app.accounts import enter_account
from kiosk.app.outcomes import SignedIn, StaffSession
from kiosk.app.personal_keys import OpensByItself
from kiosk.domain.staff import MOST_TRIES, Account, Tries, weakness
from kiosk.domain.staff.refusals import SecretTooWeak, SignInLocked, SignInRefused
from sync.protocol.staff_kinds import AccountSecretSet, StaffCame

if TYPE_CHECKING:
    from kiosk.app.personal_keys import PersonalKeys
    from kiosk.app.ports import Secrets, Store, Trust, Work

SESSION_IDLE = timedelta(minutes=10)
DOOR = "door"  # in whose name the journal says that nobody was let in


class SignInDesk:
    """Lets people in. Refuses `SignInRefused` without telling which of number, secret and badge was wrong, and
    `SignInLocked` after five times in vain, for half an hour."""

    def __init__(
        self, store: Store, secrets: Secrets, trust: Trust, centre: str, keys: PersonalKeys | None = None
    ) -> None:
        self._store = store
        self._secrets = secrets
        self._trust = trust
        self._centre = centre
        self._keys = keys or OpensByItself()

    def needed(self) -> bool:
        """Whether people have to sign in here: as soon as there is one account."""
        with self._store.look() as work:
            return work.staff.any()

    def sign_in(self, staff: str, secret: str, badge: str = "", session: str = "") -> SignedIn:
        """Come in with number, secret, and what the badge reads as where one is asked for. Takes about 0.1 s.

        With `session` the journal says for which session of the command line it was. Where people open this PC's data,
        this secret opens it from now on.
        """
        account = self._proven(staff.strip(), secret, badge)
        how = session or ("badge" if account.badge else "secret")
        signed = self._let_in(account, "staff.signed_in", how)
        if self._keys.on() and not self._keys.opens(signed.staff, secret):
            with self._keys.renewing(signed.staff, secret, account.start):
                pass
        return signed

    def vouch(self, staff: str, secret: str, newcomer: str) -> None:
        """Whoever can open this PC's data does so for a colleague who cannot yet, and goes again."""
        account = self._proven(staff.strip(), secret, None)
        self._let_in(account, "staff.signed_in", f"for {newcomer}")
        self._note(f"staff:{account.staff}", "staff.signed_off", StaffCame(staff=account.staff, why="other"))

    def unlock(self, who: SignedIn, secret: str) -> SignedIn:
        """Come back to what one left, locked by oneself or by ten idle minutes; the badge was seen when one came."""
        return self._let_in(self._proven(who.staff, secret, None), "staff.unlocked", "secret")

    def works_here(self, who: SignedIn) -> bool:
        """Whether somebody who is in still works here, in the same roles: the post may have brought other word."""
        with self._store.look() as work:
            account = work.staff.get(who.staff)
        return account is not None and self._works_here(account) and account.roles == who.roles

    def sign_off(self, who: SignedIn, why: str = "own") -> None:
        """Go; `why` is 'own', 'idle' or 'other' (somebody else comes)."""
        self._note(who.actor, "staff.signed_off", StaffCame(staff=who.staff, why=why))

    def change_secret(self, who: SignedIn, old: str, new: str) -> SignedIn:
        """Another secret, of one's own choice. Refuses a wrong `old` one, and `SecretTooWeak`."""
        self._proven(who.staff, old, None)
        if why := "same" if self._secrets.same(old, new) else weakness(new, who.staff, who.name):
            raise SecretTooWeak(why)
        verifier = self._secrets.verifier(new)
        with self._keys.renewing(who.staff, new), self._store.work(who.actor) as work:
            account = _must(work, who.staff)
            said = AccountSecretSet(staff=who.staff, centre=account.centre, verifier=verifier)
            enter_account(work, said, "account.secret_set", account)
            work.staff.drop_sessions(who.staff)
        return replace(who, change=False)

    def begin_session(self, who: SignedIn, name: str) -> str:
        """A session of the command line under a name; what comes back is its token, kept nowhere here."""
        token = self._secrets.token()
        with self._store.work(who.actor) as work:
            work.staff.put_session(StaffSession(name, who.staff, self._secrets.digest(token), self._trust.now()))
        return token

    def of_session(self, name: str, token: str) -> SignedIn:
        """Who goes on with a session: used within the last ten minutes, by somebody who still works here."""
        now = self._trust.now()
        with self._store.look() as work:
            session = work.staff.session(name)
            account = work.staff.get(session.staff) if session else None
        fresh = session is not None and timedelta(0) <= now - session.used <= SESSION_IDLE
        if not session or not fresh or not self._secrets.same(session.token, self._secrets.digest(token)):
            raise SignInRefused(0)
        if account is None or not self._works_here(account):
            raise SignInRefused(0)
        with self._store.work(f"staff:{account.staff}") as work:
            work.staff.put_session(replace(session, used=now))
        return SignedIn(account.staff, account.name, account.roles, account.must_change(now))

    def end_session(self, who: SignedIn, name: str) -> None:
        """End one of one's own."""
        with self._store.work(who.actor) as work:
            work.staff.drop_sessions(who.staff, name)
            work.journal.enter(StaffCame(staff=who.staff, how=name, why="own"), "staff.signed_off")

    def _proven(self, staff: str, secret: str, badge: str | None) -> Account:
        """The account of who has shown that he is who he says; `badge` None: it was seen before."""
        with self._store.look() as work:
            account, tries = work.staff.get(staff), work.staff.tries(staff)
        if until := tries.locked_until(self._trust.now()):
            self._note(DOOR, "staff.refused", StaffCame(staff=staff, why="locked"))
            raise SignInLocked(staff, until)
        fits = self._secrets.fits(secret, account.verifier if account else "")
        if account is None or not self._works_here(account) or not fits or not self._has_badge(account, badge):
            raise self._refused(staff)
        return account

    def _works_here(self, account: Account) -> bool:
        return not account.left and account.centre == self._centre

    def _has_badge(self, account: Account, badge: str | None) -> bool:
        if badge is None or not account.badge:
            return True
        return self._secrets.same(self._secrets.digest(badge), account.badge)

    def _let_in(self, account: Account, kind: str, how: str) -> SignedIn:
        staff = account.staff
        with self._store.work(f"staff:{staff}") as work:
            work.staff.set_tries(staff, Tries())
            work.journal.enter(StaffCame(staff=staff, how=how), kind)
        return SignedIn(staff, account.name, account.roles, account.must_change(self._trust.now()))

    def _refused(self, staff: str) -> SignInRefused | SignInLocked:
        """Count it, in the journal too; the last one that is allowed locks the number."""
        now = self._trust.now()
        with self._store.work(DOOR) as work:
            again = work.staff.tries(staff).again(now)
            work.staff.set_tries(staff, again)
            work.journal.enter(StaffCame(staff=staff, why="secret"), "staff.refused")
            if locked := again.locked_until(now):
                work.journal.enter(StaffCame(staff=staff), "staff.locked")
        return SignInLocked(staff, locked) if locked else SignInRefused(MOST_TRIES - again.failed)

    def _note(self, actor: str, kind: str, said: StaffCame) -> None:
        with self._store.work(actor) as work:
            work.journal.enter(said, kind)


def _must(work: Work, staff: str) -> Account:
    account = work.staff.get(staff)
    if account is None or account.left:
        raise SignInRefused(0)
    return account
