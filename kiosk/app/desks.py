"""All desks of one PC, as the screens and the command line are given them. Built by wiring, held by nobody else."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.app.cases import CaseDesk
from kiosk.app.drafts import DraftDesk
from kiosk.app.hall import HallDesk
from kiosk.app.intake import IntakeDesk
from kiosk.app.ports import Device, Exporter
from kiosk.app.post import PostDesk
from kiosk.app.printing import PrintingDesk
from kiosk.app.queue import QueueDesk
from kiosk.app.track import TrackDesk
from kiosk.domain.refusals import Refusal, Trouble


@dataclass(frozen=True, slots=True)
class Desks:
    """Each screen takes the desks that it uses and no others. `actor` is who sits here ('staff:0305')."""

    device: Device
    actor: str
    say: Callable[[Refusal | Trouble], str]  # the sentence of bad news, whichever room it comes from
    hall: HallDesk
    queue: QueueDesk
    intake: IntakeDesk
    drafts: DraftDesk
    cases: CaseDesk
    printing: PrintingDesk
    track: TrackDesk
    post: PostDesk
    exports: Exporter
