"""The gate: all desks as one person may use them. Whatever his roles do not allow is refused before it is begun."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from kiosk.app.duties import DUTIES
from kiosk.domain.staff import Duty, Role, duties
from kiosk.domain.staff.refusals import NotAllowed, SecretMustChange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.app.desks import Desks
    from kiosk.app.outcomes import SignedIn

_OPEN_DOOR = "sign_in"
_MORE_DESKS = "amends"  # a group of desks, each behind its own gate
_SHELF_FOR, _SHELF = "shelf_for", "shelf"  # makes a desk; it is behind the gate as well
_IN_A_NAME = "for_person"  # whoever is behind the gate does not get another's desks by it


def for_person(desks: Desks, who: SignedIn) -> Desks:
    """The desks of a house that was furnished in this person's name, as far as his roles go."""
    return cast("Desks", _Gated(desks, duties(who.roles), who.staff if who.change else ""))


def for_role(desks: Desks, roles: Iterable[Role]) -> Desks:
    """The desks as a screen for residents or a program by itself may use them."""
    return cast("Desks", _Gated(desks, duties(roles), ""))


class _Gated:
    """The `Desks`, each behind its gate; what is no desk passes as it is."""

    def __init__(self, desks: Any, may: frozenset[Duty], must_change: str) -> None:
        self._desks = desks
        self._may = may
        self._must_change = must_change

    def may(self, duty: Duty, /) -> bool:
        """Whether a role allows it."""
        return not self._must_change and duty in self._may

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._desks, name)
        if name == _MORE_DESKS:
            found = self.__dict__[name] = _Gated(found, self._may, self._must_change)
        if name == _SHELF_FOR:
            return lambda device: _Desk(found(device), DUTIES[_SHELF], self._may, self._must_change)
        if name == _IN_A_NAME:
            return _refuse
        if name not in DUTIES or found is None:
            return found
        gated = _Desk(found, DUTIES[name], self._may, "" if name == _OPEN_DOOR else self._must_change)
        self.__dict__[name] = gated
        return gated


def _refuse(*_: object) -> Any:
    raise NotAllowed(Duty.KEEP_STAFF)


class _Desk:
    """One desk behind its gate."""

    def __init__(self, desk: Any, known: Any, may: frozenset[Duty], must_change: str) -> None:
        self._desk = desk
        self._known = known
        self._may = may
        self._must_change = must_change

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._desk, name)
        if not callable(found) or name.startswith("_"):
            return found
        allowed = found if self._allows(name) else self._refusal(name)
        self.__dict__[name] = allowed
        return allowed

    def _allows(self, name: str) -> bool:
        return not self._must_change and self._known.get(name) in self._may

    def _refusal(self, name: str) -> Callable[..., Any]:
        def refuse(*_: object, **__: object) -> Any:
            if self._must_change:
                raise SecretMustChange(self._must_change)
            duty = self._known.get(name)
            if duty is None:
                raise LookupError(f"{name} stands under no duty")
            raise NotAllowed(duty)

        return refuse
