"""The kinds of entry about who works here: accounts (工号), and who came and went.

`account.…` are facts that all PCs of a centre share; `staff.…` is what happened at one door and only goes up.
"""

from sync.protocol.payload import Payload


class AccountOpened(Payload, frozen=True, kw_only=True):
    """`account.opened`: somebody may work here. `verifier` is an argon2id string (RFC 9106) of a start code that is to
    be changed at the first sign-in; `roles` as GB/T 22239 wants them apart."""

    staff: str
    name: str
    roles: tuple[str, ...]
    centre: str
    verifier: str


class AccountRuled(Payload, frozen=True, kw_only=True):
    """`account.ruled`: these are somebody's roles from now on."""

    staff: str
    centre: str
    roles: tuple[str, ...]


class AccountSecretSet(Payload, frozen=True, kw_only=True):
    """`account.secret_set`: another secret. `start`: it is a start code given out anew, by somebody else."""

    staff: str
    centre: str
    verifier: str
    start: bool = False


class AccountBadged(Payload, frozen=True, kw_only=True):
    """`account.badged`: from now on a badge or key is asked for as well; empty: no more. `badge` is a keyed hash."""

    staff: str
    centre: str
    badge: str = ""


class AccountMoved(Payload, frozen=True, kw_only=True):
    """`account.left`, `account.returned`: somebody works here no more, or again."""

    staff: str
    centre: str
    reason: str = ""


class StaffCame(Payload, frozen=True, kw_only=True):
    """`staff.signed_in`, `staff.signed_off`, `staff.refused`, `staff.locked`, `staff.unlocked`: at this device. `how`
    is 'secret', 'badge', the name of a session, 'for N' (opened for a colleague) or 'x3' (that often); `why` of a
    refusal ('locked', 'secret', 'closed': before this PC's data was open) or of going ('own', 'idle', 'other')."""

    staff: str
    how: str = ""
    why: str = ""
