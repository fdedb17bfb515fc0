"""Where things are on this PC and what was chosen for it: data directory, keys, printers. Read once, by wiring.

Every setting can be given as an environment variable; docs/manual.md has the list, and a test compares the two.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

VARIABLES = {
    "KIOSK_DATA": "data directory, when --data is not given",
    "KIOSK_KEYS": "folder of the keys that open stores; outside the data directory",
    "KIOSK_EXPORTS": "folder of papers handed out as files for a day; without it in memory where this system has room "
    "for them (XDG_RUNTIME_DIR), else in the data directory",
    "KIOSK_GUARD": "who guards the key on this PC when a store is made: auto, dpapi, systemd, keyring or machine",
    "KIOSK_PASSPHRASE_FD": "file descriptor from which the passphrase is read where this PC does not open by itself",
    "KIOSK_UNENCRYPTED": "allowed: keep data in clear on a PC without an encrypted SQLite; refused otherwise",
    "KIOSK_SESSION": "session of the command line that commands go on with when --session is not given",
    "KIOSK_PRINTER": "printer of receipts: cups:QUEUE, windows:NAME, escpos:HOST:PORT, escpos:/dev/usb/lp0, "
    "escpos:/dev/ttyUSB0:9600 or folder:DIR",
    "KIOSK_SLIP_PRINTER": "printer of queue slips, in the same form",
    "KIOSK_CARD_READER": "reader of identity cards: serial:/dev/ttyUSB0 or serial:COM3, with a speed serial:COM3:9600",
    "KIOSK_VOICE": "the voice of the board: off, or a folder of clips; without it the house's own Mandarin",
    "KIOSK_VOICE_GUIDE": "off: the pages of the hall's screen are not read out; calls are said all the same",
    "KIOSK_VOICE_VOLUME": "how loud it is by time of day, in percent: 08:00=100 12:00=40 14:00=100",
    "KIOSK_SCAN_FOLDER": "folder into which the scanner saves; a window takes from it what comes while it captures",
    "KIOSK_SCAN_KEEP": "1: files taken from that folder are left there; otherwise they are removed once they are safe",
    "KIOSK_CAMERA": "camera over the desk: its number as the system counts (0), or a device or address; empty: none",
    "KIOSK_SMS_MODEM": "modem for text messages: serial:/dev/ttyUSB2 or serial:COM4, with a speed serial:COM4:9600",
    "KIOSK_CITY_CA": "certificate of the city's authority in PEM, read at enrolment when --ca is not given",
    "KIOSK_LAN": "on which of its addresses this PC announces its hub and hears others (10.1.2.3 …), or off; "
    "without it on all that reach other PCs",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one PC. An empty printer means: a folder of exported copies that expire."""

    data: Path
    keys: Path
    printer: str = ""
    slip_printer: str = ""
    card_reader: str = ""
    voice: str = ""
    voice_volume: str = ""
    voice_guide: str = ""
    city_ca: str = ""
    scan_folder: str = ""
    scan_keep: bool = False
    camera: str = ""
    sms_modem: str = ""
    lan: str = ""
    guard: str = "auto"
    passphrase_fd: str = ""
    exports_in: str = ""

    @property
    def exports(self) -> Path:
        """Where papers lie that were handed out as files, in clear, for their stated time."""
        return Path(self.exports_in) if self.exports_in else self.data / "exports"


def read_settings(data: str | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the command line's `data` and the environment."""
    chosen = data or environment.get("KIOSK_DATA")
    return Settings(
        data=Path(chosen) if chosen else _data_home(environment) / "weimin-kiosk",
        keys=_keys(environment),
        guard=environment.get("KIOSK_GUARD", "") or "auto",
        passphrase_fd=environment.get("KIOSK_PASSPHRASE_FD", ""),
        exports_in=environment.get("KIOSK_EXPORTS", "") or _in_memory(environment),
        printer=environment.get("KIOSK_PRINTER", ""),
        slip_printer=environment.get("KIOSK_SLIP_PRINTER", ""),
        card_reader=environment.get("KIOSK_CARD_READER", ""),
        voice=environment.get("KIOSK_VOICE", ""),
        voice_volume=environment.get("KIOSK_VOICE_VOLUME", ""),
        voice_guide=environment.get("KIOSK_VOICE_GUIDE", ""),
        city_ca=environment.get("KIOSK_CITY_CA", ""),
        scan_folder=environment.get("KIOSK_SCAN_FOLDER", ""),
        scan_keep=environment.get("KIOSK_SCAN_KEEP", "") not in ("", "0"),
        camera=environment.get("KIOSK_CAMERA", ""),
        lan=environment.get("KIOSK_LAN", ""),
        sms_modem=environment.get("KIOSK_SMS_MODEM", ""),
    )


def _keys(environment: Mapping[str, str]) -> Path:
    """The folder of keys: `KIOSK_KEYS`, else the user's own configuration folder."""
    if chosen := environment.get("KIOSK_KEYS"):
        return Path(chosen)
    if local := environment.get("LOCALAPPDATA"):
        return Path(local) / "weimin-kiosk" / "keys"
    return Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "weimin-kiosk" / "keys"


def _data_home(environment: Mapping[str, str]) -> Path:
    if local := environment.get("LOCALAPPDATA"):
        return Path(local)
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _in_memory(environment: Mapping[str, str]) -> str:
    """A folder of this user's that is gone with the session and is on no disk; empty where there is none."""
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    return str(Path(runtime) / "weimin-kiosk") if runtime and Path(runtime).is_dir() else ""
