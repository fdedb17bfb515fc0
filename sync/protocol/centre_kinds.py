"""The kinds of entry about several PCs and clerks of one centre: a second hub that was heard, and half-filled forms
that go from one hand to another. What stands in a form is never part of an entry."""

from sync.protocol.payload import Payload


class HubHeard(Payload, frozen=True, kw_only=True):
    """`device.hub_heard`: another hub of this centre than this PC's own announces itself on the LAN: its `device`, the
    `fingerprint` of its key as it stands in pairing codes, its `url`. Entered once for each such key."""

    device: str
    fingerprint: str
    url: str = ""


class DraftParked(Payload, frozen=True, kw_only=True):
    """`draft.parked`: a half-filled form was put aside at `window`, to be gone on with there or elsewhere."""

    draft: str
    matter: str
    ticket: str = ""
    window: str = ""


class DraftTakenOver(Payload, frozen=True, kw_only=True):
    """`draft.taken_over`: the actor of this entry goes on at `window` with a form that `holder` had begun at
    `from_window` of `device`. `as_draft` when it had to be kept beside one of the same id."""

    draft: str
    matter: str
    holder: str
    device: str
    ticket: str = ""
    from_window: str = ""
    window: str = ""
    as_draft: str = ""


class HubStays(Payload, frozen=True, kw_only=True):
    """`device.hub_stays`: of several hubs of this centre this one is to stay; `others` are devices that were heard."""

    others: tuple[str, ...] = ()


class HubSteppedDown(Payload, frozen=True, kw_only=True):
    """`device.hub_stepped_down`: this hub is none any more; the one with the public key `hub_key` (hex), at `url`, is.
    `numbers`: each that waited here, as it was called here and as it is called there. `peers`: devices that came in
    here and are to be paired there."""

    url: str
    hub_key: str
    numbers: tuple[tuple[str, str], ...] = ()
    peers: tuple[str, ...] = ()


HUBS: dict[str, type[Payload]] = {"device.hub_stays": HubStays, "device.hub_stepped_down": HubSteppedDown}
