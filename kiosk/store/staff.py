"""Who works here, within one transaction: accounts as their entries add up to them; tries in vain and sessions, which
are this device's own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kiosk.app.outcomes import StaffSession
from kiosk.domain.staff import Account, Role, Tries

ACCOUNT = "staff, name, roles, centre, verifier, start, since, secret_at, has_left, badge"


class StaffTable:
    """The accounts of this device's centre."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.changed = False

    def any(self) -> bool:
        """Whether there is any account at all; before the first nobody signs in."""
        return self._connection.execute("SELECT 1 FROM account LIMIT 1").fetchone() is not None

    def all(self) -> Sequence[Account]:
        """All accounts by number, those who left too."""
        rows = self._connection.execute(f"SELECT {ACCOUNT} FROM account ORDER BY staff")
        return [read_account(row) for row in rows]

    def get(self, staff: str) -> Account | None:
        """The account of a number."""
        row = self._connection.execute(f"SELECT {ACCOUNT} FROM account WHERE staff = ?", (staff,)).fetchone()
        return read_account(row) if row else None

    def put(self, account: Account) -> None:
        """Keep an account as it is now."""
        self.changed = True
        self._connection.execute(
            f"INSERT OR REPLACE INTO account ({ACCOUNT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", account_row(account)
        )

    def tries(self, staff: str) -> Tries:
        """What was tried in vain under a number, also under one that nobody has."""
        row = self._connection.execute("SELECT failed, last FROM try WHERE staff = ?", (staff,)).fetchone()
        return Tries(row[0], datetime.fromisoformat(row[1])) if row else Tries()

    def set_tries(self, staff: str, tries: Tries) -> None:
        """Keep them; none are forgotten."""
        if tries.last is None:
            self._connection.execute("DELETE FROM try WHERE staff = ?", (staff,))
        else:
            self._connection.execute(
                "INSERT OR REPLACE INTO try (staff, failed, last) VALUES (?, ?, ?)",
                (staff, tries.failed, tries.last.isoformat()),
            )

    def forgive(self, staff: str) -> None:
        """A lock is opened by somebody who may."""
        self.set_tries(staff, Tries())

    def session(self, name: str) -> StaffSession | None:
        """A session of the command line by its name."""
        row = self._connection.execute(
            "SELECT name, staff, token, used FROM session WHERE name = ?", (name,)
        ).fetchone()
        return StaffSession(row[0], row[1], row[2], datetime.fromisoformat(row[3])) if row else None

    def put_session(self, session: StaffSession) -> None:
        """Begin one, or note that it was used."""
        self._connection.execute(
            "INSERT OR REPLACE INTO session (name, staff, token, used) VALUES (?, ?, ?, ?)",
            (session.name, session.staff, session.token, session.used.isoformat()),
        )

    def drop_sessions(self, staff: str, name: str = "") -> None:
        """End those of a person: one, or all."""
        self._connection.execute("DELETE FROM session WHERE staff = ? AND ? IN ('', name)", (staff, name))


def account_row(account: Account) -> tuple[Any, ...]:
    """An account as its row says it."""
    return (
        account.staff,
        account.name,
        " ".join(sorted(account.roles)),
        account.centre,
        account.verifier,
        int(account.start),
        account.since.isoformat(),
        account.secret_at.isoformat(),
        int(account.left),
        account.badge,
    )


def read_account(row: tuple[Any, ...]) -> Account:
    """The account of a row. Raises ValueError or TypeError for what is none."""
    staff, name, roles, centre, verifier, start, since, secret_at, has_left, badge = row
    return Account(
        staff=staff,
        name=name,
        roles=frozenset(Role(one) for one in roles.split()),
        centre=centre,
        verifier=verifier,
        start=bool(start),
        since=datetime.fromisoformat(since),
        secret_at=datetime.fromisoformat(secret_at),
        left=bool(has_left),
        badge=badge,
    )
