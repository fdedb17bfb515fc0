"""The voice that this PC was told to have: the house's own, a folder of clips, or none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import gettempdir

from assets import chime_path, voice_path
from kiosk.devices.announcer import Announcer, find_player, one_at_a_time
from kiosk.devices.voice import VoiceWrong, read_voice, read_volume
from kiosk.domain.refusals import Trouble
from kiosk.settings import Settings

OFF = "off"
LOCK = "weimin-kiosk-voice.lock"


def voice_of(settings: Settings, now: Callable[[], datetime]) -> Announcer | None:
    """The announcer, None when it is switched off or this PC plays no sound. Raises `Trouble('voice_wrong')`
    for a folder
    that is no voice, or a volume that cannot be read."""
    if settings.voice == OFF:
        return None
    player = find_player()
    if player is None:
        return None
    try:
        voice = read_voice(Path(settings.voice) if settings.voice else voice_path(), chime_path())
        if settings.voice_guide == OFF:
            voice = replace(voice, guides={})
        turn = one_at_a_time(Path(gettempdir()) / LOCK)
        return Announcer(voice, read_volume(settings.voice_volume), player, now, turn)
    except (VoiceWrong, ValueError) as wrong:
        raise Trouble("voice_wrong", given=wrong) from wrong
