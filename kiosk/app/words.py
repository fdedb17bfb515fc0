"""The words of the desks: marks of document numbers, and what a search or a track says when it finds nothing."""

DOCUMENT_MARKS: dict[str, str] = {
    "case.accepted": "政服受",
    "case.received": "政服收",
    "case.collected": "政服代",
    "case.booked": "政服约",
}

MADE_HERE = "系统生成"  # a material's source in the definitions: the station prints it, nobody brings it

KINDS: dict[str, dict[str, str]] = {
    "case.accepted": {"zh": "受理", "en": "accepted"},
    "case.received": {"zh": "收件", "en": "received"},
    "case.collected": {"zh": "代收", "en": "collected"},
    "case.booked": {"zh": "预约", "en": "booked"},
}


def kind_word(kind: str, language: str = "zh") -> str:
    """受理, 收件, 代收 or 预约."""
    return KINDS[kind][language]
