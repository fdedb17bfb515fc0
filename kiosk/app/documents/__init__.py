"""The facts that stand on each document (文书) of the service hall besides its receipts, not yet laid out.

Plain values, as in `papers.py`; wording and layout belong to `kiosk.paper`, giving them out to the desk of `issuing`.
What a document must state: standards.md §6. A fact that is not known is empty; the paper then leaves a line to be
filled in by hand, and `kiosk.paper` tells beforehand which required facts are empty. Personal data arrive as they
shall be printed, masked or not. By the door leave all shapes of facts, and `Document`, any one of them.
"""

from kiosk.app.documents.asking import Ground, NotAccepted, OwedPaper, Pledge, ToleranceNotice, Wanted, WantedNotice
from kiosk.app.documents.deciding import (
    Delivery,
    DeliveryWay,
    Grant,
    Granted,
    Procedure,
    Refused,
    Returned,
    SpecialNotice,
)
from kiosk.app.documents.entrusting import HandedCase, Handover, Mandate, Power, Stage, TrackingCard
from kiosk.app.documents.heading import DocumentKind, Heading, Remedy, ServedPaper, Someone
from kiosk.app.documents.overseeing import GuidePlace, Oversight

Document = (
    WantedNotice
    | NotAccepted
    | ToleranceNotice
    | Pledge
    | SpecialNotice
    | Granted
    | Refused
    | Mandate
    | TrackingCard
    | Handover
    | Delivery
    | Returned
    | Oversight
)

__all__ = [
    "Delivery",
    "DeliveryWay",
    "Document",
    "DocumentKind",
    "Grant",
    "Granted",
    "Ground",
    "GuidePlace",
    "HandedCase",
    "Handover",
    "Heading",
    "Mandate",
    "NotAccepted",
    "Oversight",
    "OwedPaper",
    "Pledge",
    "Power",
    "Procedure",
    "Refused",
    "Remedy",
    "Returned",
    "ServedPaper",
    "Someone",
    "SpecialNotice",
    "Stage",
    "ToleranceNotice",
    "TrackingCard",
    "Wanted",
    "WantedNotice",
]
