"""The kinds of entry about keeping (保管): keys, backups, the drill, a disk that was put back. None names a person."""

from sync.protocol.payload import Payload


class KeyChanged(Payload, frozen=True, kw_only=True):
    """`device.key_changed`: who may open the store. `what` is added, removed or rotated; `slot` and `slot_kind` name
    the slot (machine, systemd, dpapi, keyring, passphrase, staff, recovery), both empty for a rotation. Never a
    secret."""

    what: str
    slot: str = ""
    slot_kind: str = ""


class DeviceBackedUp(Payload, frozen=True, kw_only=True):
    """`device.backed_up`: a backup was written, opened and checked. `epoch` and `seq` are the last entry in it, `size`
    bytes of all its files, `medium` where it lies."""

    backup: str
    medium: str
    epoch: int
    seq: int
    size: int


class DeviceDrilled(Payload, frozen=True, kw_only=True):
    """`device.drilled`: a backup was restored into a throw-away directory and checked. `problems` counts what the check
    found; 0 is a drill that went well. `recovery`: with the recovery key from the safe, not by the machine itself."""

    backup: str
    medium: str
    entries: int
    problems: int
    seconds: float
    recovery: bool = False


class DeviceRestored(Payload, frozen=True, kw_only=True):
    """`device.restored`: this device goes on from a backup, or on another PC. It writes in a new epoch from here on and
    reads back what its upstream has. `of` and `seq` are the last entry that it had; `made_at` when the backup was made,
    empty when the whole disk moved; `how` is backup or moved."""

    of: int
    seq: int
    how: str
    made_at: str = ""


class BackupLodged(Payload, frozen=True, kw_only=True):
    """`backup.lodged`, `backup.dropped`: an upstream's own word, that a device's backup lies whole with it, or was let
    go there by its rule of number, age and room. `size` are bytes of all its parts, which nobody there can read."""

    device: str
    backup: str
    made_at: str
    size: int
    digest: str


KEEPING: dict[str, type[Payload]] = {
    "device.key_changed": KeyChanged,
    "device.backed_up": DeviceBackedUp,
    "device.drilled": DeviceDrilled,
    "device.restored": DeviceRestored,
    "backup.lodged": BackupLodged,
    "backup.dropped": BackupLodged,
}
