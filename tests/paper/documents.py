"""One filled sample of every document, for tests that print and read them."""

from datetime import UTC, date, datetime, timedelta, timezone

from kiosk.app.documents import (
    Delivery,
    DeliveryWay,
    Document,
    DocumentKind,
    Grant,
    Granted,
    Ground,
    HandedCase,
    Handover,
    Heading,
    Mandate,
    NotAccepted,
    Oversight,
    OwedPaper,
    Pledge,
    Power,
    Procedure,
    Refused,
    Remedy,
    Returned,
    ServedPaper,
    Someone,
    SpecialNotice,
    Stage,
    ToleranceNotice,
    TrackingCard,
    Wanted,
    WantedNotice,
)
from kiosk.app.papers import Handing, PaperMaterial, Station

__all__ = ["DOCUMENTS", "HEADING", "UTC"]

CHINA = timezone(timedelta(hours=8))
STATION = Station(
    name="灵璧县渔沟镇为民服务中心",
    body="灵璧县渔沟镇人民政府",
    short="渔沟",
    address="灵璧县渔沟镇为民路1号",
    hours="工作日 8:30—12:00，14:00—17:30",
    phone="0557-1000127",
    complaint_phone="0557-1000128",
)
HEADING = Heading(
    station=STATION,
    document_no="渔沟政服补〔2026〕010003号",
    addressee="张桂英",
    id_number="3422**********1223",
    phone="139****0126",
    case_no="341323110000-20261124-03-0007-7KQ",
    matter="最低生活保障对象认定",
    matter_code="M1201",
    official_code="",
    made_at=datetime(2026, 11, 24, 10, 6, tzinfo=CHINA),
    clerk="李文（工号0305）",
    qr="HTTPS://TRACK.EXAMPLE.GOV.CN/R/" + "31415926535897932384626433832795028841971" * 10,
)
LAW = "《中华人民共和国行政许可法》第三十二条"
REMEDY = Remedy(review_body="灵璧县人民政府", court="灵璧县人民法院")
WANTED = (
    Wanted(
        "家庭经济状况核对授权书",
        "缺少长子张强的签名",
        "《最低生活保障审核确认办法》第八条",
        "由张强本人签名、按指印，样例见窗口3号样本",
    ),
    Wanted("收入财产佐证", "没有提交", "《最低生活保障审核确认办法》第六条", "交近12个月银行流水复印件1份"),
)
AGENT = Someone("王建国", "342224197503051234", "13800000001", "C0107", "渔沟镇高圩村便民服务站")
PRINCIPAL = Someone("张桂英", "342224195602141223", "13900000126")
OFFICER = Someone("李文", staff_no="0305", unit="渔沟镇为民服务中心")
PAPERS = (PaperMaterial("居民身份证", Handing.ORIGINAL), PaperMaterial("户口簿", Handing.COPY, 2))
WAY = (
    Stage("村", "王建国", datetime(2026, 11, 20, 9, 0, tzinfo=CHINA), "接件、初核，材料齐全"),
    Stage("乡镇", "李文", datetime(2026, 11, 24, 10, 6, tzinfo=CHINA), "已受理", "遇雨道路中断，迟送一天"),
    Stage("县", "", None, ""),
)


def _oversight(kind: DocumentKind) -> Oversight:
    return Oversight(
        kind=kind,
        heading=HEADING,
        source="大厅平板评价",
        came_at=datetime(2026, 11, 24, 11, 0, tzinfo=CHINA),
        what="等候时间太长，没有人引导",
        responsible="赵敏（大厅主管）",
        until=date(2026, 12, 1),
        findings="当日导办员请假，没有安排顶岗",
        result="增设AB岗，向群众致歉",
        revisit="已电话回访，群众表示满意",
    )


DOCUMENTS: dict[str, Document] = {
    "told_at_once": WantedNotice(DocumentKind.TOLD_AT_ONCE, HEADING, WANTED, LAW, date(2026, 12, 4)),
    "supplement": WantedNotice(DocumentKind.SUPPLEMENT, HEADING, WANTED, LAW, date(2026, 12, 4)),
    "not_accepted": NotAccepted(
        HEADING,
        Ground.NOT_OURS,
        "户籍在泗县，应由户籍地乡镇受理。",
        LAW,
        "泗县草沟镇人民政府（草沟镇便民服务中心）",
        REMEDY,
    ),
    "tolerance": ToleranceNotice(
        HEADING,
        "《宿州市政务服务容缺受理办法》",
        (OwedPaper("残疾人证", Handing.COPY, date(2026, 12, 8), "窗口或邮寄"),),
        PAPERS,
        date(2026, 12, 22),
        "退回申请，并记入失信记录。",
    ),
    "pledge": Pledge(
        HEADING,
        "无固定收入证明",
        "《社会救助暂行办法》第十一条",
        "申请人近12个月没有固定工资收入",
        "承诺不实的，撤销决定、追回款项，依法记入信用记录。",
        "数据共享比对、入户核查",
    ),
    "special": SpecialNotice(
        HEADING,
        Procedure.INSPECTION,
        "需核对家庭经济状况。",
        LAW,
        10,
        True,
        date(2026, 11, 25),
        "孙立（镇长）",
        date(2027, 1, 6),
    ),
    "granted": Granted(
        HEADING,
        Grant.BENEFIT,
        "《社会救助暂行办法》第九条",
        "认定张桂英家庭（3人）为最低生活保障对象。",
        "低保审核确认决定书、低保证",
        REMEDY,
        "一年，到期复核",
        "每月1260元",
        "2026年12月",
    ),
    "refused": Refused(
        HEADING, "您家庭人均月收入1350元，高于当地标准。", "不符合认定条件。", "《社会救助暂行办法》第九条", REMEDY
    ),
    "mandate": Mandate(
        HEADING, PRINCIPAL, AGENT, (Power.GENERAL, Power.COLLECT), date(2026, 11, 20), date(2027, 1, 31), PAPERS, True
    ),
    "tracking": TrackingCard(
        HEADING, "高圩村", AGENT, datetime(2026, 11, 20, 9, 0, tzinfo=CHINA), date(2026, 12, 22), WAY
    ),
    "handover": Handover(
        HEADING,
        AGENT,
        OFFICER,
        (
            HandedCase("341323110205-20261120-01-0001-A2B", "张桂英", "最低生活保障对象认定", 5, 12),
            HandedCase("341323110205-20261120-01-0002-C3D", "刘𬭎", "高龄津贴申请", 3, 4, "含照片2张"),
        ),
    ),
    "delivery": Delivery(
        HEADING,
        (ServedPaper("低保审核确认决定书", "渔沟政服准〔2026〕010021号"), ServedPaper("低保证", "341323000001")),
        DeliveryWay.LEFT,
        "渔沟镇高圩村三组张桂英家中",
        "李文",
        "王建国",
        datetime(2026, 12, 23, 15, 30, tzinfo=CHINA),
        "张强",
        "长子",
        "本人外出，代收人拒绝签字",
    ),
    "returned": Returned(
        HEADING, (ServedPaper("居民身份证", "342224195602141223"), ServedPaper("户口簿", "", 1)), PRINCIPAL, "核验完毕"
    ),
    "bad_review": _oversight(DocumentKind.BAD_REVIEW),
    "complaint": _oversight(DocumentKind.COMPLAINT),
    "urged": _oversight(DocumentKind.URGED),
}
