"""Whose seals this device knows: its own, and those it has been told of. Enough to say "genuine" without a
network."""

from kiosk.store.door import OpenStore
from sync.protocol.seal import key_id, load_key, public_bytes
from sync.protocol.token import NotAReceipt, ReceiptClaims, read_receipt


class KnownSeals:
    """The `SealReader` port: reads any receipt's code, and judges those sealed by a key it knows."""

    def __init__(self, store: OpenStore) -> None:
        own = public_bytes(load_key(store.device_key))
        self._keys = {key_id(key): key for key in (own, *store.past_keys)}

    def read(self, text: str, /) -> tuple[ReceiptClaims, bool | None] | None:
        """The claims, and whether the seal holds; None for the seal when its key is unknown here.

        None altogether when the text is no receipt's code.
        """
        try:
            sealed = read_receipt(text)
        except NotAReceipt:
            return None
        key = self._keys.get(sealed.key_id)
        return sealed.claims, sealed.verify(key) if key else None
