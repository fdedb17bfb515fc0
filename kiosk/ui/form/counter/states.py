"""A case's state as an icon and a tone; its word comes from the domain."""

from kiosk.domain.case import CaseState

_LOOKS = {
    CaseState.COLLECTED: ("inbox", "warn"),
    CaseState.BOOKED: ("calendar-check", "accent"),
    CaseState.RECEIVED: ("inbox", "accent"),
    CaseState.SUPPLEMENT: ("triangle-alert", "warn"),
    CaseState.NOT_ACCEPTED: ("ban", "bad"),
    CaseState.ACCEPTED: ("circle-check", "good"),
    CaseState.IN_REVIEW: ("hourglass", "accent"),
    CaseState.SUSPENDED: ("pause", "warn"),
    CaseState.NOTICED: ("pause", "warn"),
    CaseState.GRANTED: ("circle-check", "good"),
    CaseState.REFUSED: ("circle-x", "bad"),
    CaseState.WITHDRAWN: ("undo-2", "muted"),
    CaseState.RETURNED: ("undo-2", "bad"),
    CaseState.VOIDED: ("x", "muted"),
    CaseState.DELIVERED: ("circle-check", "good"),
}


def look_of_state(state: str) -> tuple[str, str]:
    """('circle-check', 'good'); a state of a newer version gets a plain sign."""
    return _LOOKS.get(CaseState(state), ("info", "muted")) if state in _KNOWN else ("info", "muted")


_KNOWN = frozenset(str(state) for state in CaseState)
