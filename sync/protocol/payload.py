"""What every payload of an entry is: a value that does not change, and that a later version may have added to."""

import msgspec


class Payload(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of all payloads: immutable, unknown fields ignored, defaults left out of the bytes."""
