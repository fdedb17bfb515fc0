"""The "no" of the door: not let in, not allowed, no secret, no such person."""

from datetime import datetime

from kiosk.domain.deadline import CHINA
from kiosk.domain.refusals import Refusal
from kiosk.domain.staff.roles import Duty, Role
from kiosk.domain.staff.words import duty_word, role_word


class SignInNeeded(Refusal):
    """Nobody has signed in."""

    def __init__(self) -> None:
        super().__init__("sign_in_needed")


class SignInRefused(Refusal):
    """Number, secret or badge was wrong; nothing tells which. `left` tries are left before the number is locked; 0: a
    session that is over, or somebody who works here no more."""

    def __init__(self, left: int) -> None:
        super().__init__("sign_in_refused" if left else "sign_in_over", left=left)


class SignInLocked(Refusal):
    """Five times in vain: nobody signs in by this number until `until` (aware)."""

    def __init__(self, staff: str, until: datetime) -> None:
        super().__init__("sign_in_locked", staff=staff, until=until.astimezone(CHINA).strftime("%H:%M"))


class SecretTooWeak(Refusal):
    """The new secret will not do: 'short', 'plain', 'guessable' or 'same'."""

    def __init__(self, why: str) -> None:
        super().__init__(f"secret_{why}")


class SecretMustChange(Refusal):
    """Before anything else a start code, or a secret that is too old, has to be changed."""

    def __init__(self, staff: str) -> None:
        super().__init__("secret_must_change", staff=staff)


class NotAllowed(Refusal):
    """None of this person's roles may do it."""

    def __init__(self, duty: Duty) -> None:
        super().__init__("not_allowed", duty=duty_word(duty))
        self.duty = duty


class RolesExclude(Refusal):
    """One person may not hold both roles."""

    def __init__(self, one: Role, other: Role) -> None:
        super().__init__("roles_exclude", one=role_word(one), other=role_word(other))


class FirstIsSystem(Refusal):
    """The first account of a centre keeps the others."""

    def __init__(self) -> None:
        super().__init__("first_is_system")


class StaffNumberWrong(Refusal):
    """A number is two to twelve letters and digits; a name is not empty."""

    def __init__(self, staff: str) -> None:
        super().__init__("staff_number_wrong", staff=staff)


class StaffUnknown(Refusal):
    """Nobody has this number, or who had it has left."""

    def __init__(self, staff: str) -> None:
        super().__init__("staff_unknown", staff=staff)


class StaffThere(Refusal):
    """Somebody has this number already; numbers are given out once."""

    def __init__(self, staff: str) -> None:
        super().__init__("staff_there", staff=staff)


class LastKeeper(Refusal):
    """Nobody would be left to keep the accounts."""

    def __init__(self, staff: str) -> None:
        super().__init__("last_keeper", staff=staff)
