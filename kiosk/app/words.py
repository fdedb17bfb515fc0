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


STATION_SUFFIXES = ("为民服务中心", "便民服务中心", "为民服务全程代理工作站", "便民服务站")
BODY_NAME = "{place}人民政府"
_COUNTY_ENDS, _TOWN_ENDS = "县区市", ("街道", "镇", "乡")


def short_name(station: str) -> str:
    """What stands in a document number: 渔沟 of 灵璧县渔沟镇为民服务中心; a name it cannot read is taken whole."""
    place = next((station.removesuffix(s) for s in STATION_SUFFIXES if station.endswith(s)), station)
    for mark in _COUNTY_ENDS:
        place = place.rpartition(mark)[2] or place
    for mark in _TOWN_ENDS:
        if place.endswith(mark) and len(place) > len(mark):
            return place.removesuffix(mark)
    return place
