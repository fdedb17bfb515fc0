"""The words of documents as they are asked for: what each fact is called, how it is typed, and what is known by itself."""

from kiosk.app.documents.heading import DocumentKind

COLUMNS: dict[str, tuple[str, ...]] = {
    "wanted": ("what", "fault", "how", "basis"),
    "owed": ("name", "form", "until", "how"),
    "taken": ("name", "handing", "count"),
    "handed": ("name", "handing", "count"),
    "papers": ("name", "number", "count"),
    "returned": ("name", "number", "count"),
    "things": ("name", "number", "count"),
    "cases": ("case_no", "applicant", "matter", "items", "pages", "note"),
    "stages": ("level", "received_by", "at", "done", "late_because"),
}

K = DocumentKind
_REMEDY = ("remedy.review_body", "remedy.court")
_OVERSIGHT = ("source", "what", "responsible", "until", "findings", "result", "revisit")
ASKED: dict[DocumentKind, tuple[str, ...]] = {  # what a clerk is asked, in this order; the rest is known or by hand
    K.TOLD_AT_ONCE: ("wanted", "law", "until"),
    K.SUPPLEMENT: ("wanted", "law", "until"),
    K.NOT_ACCEPTED: ("ground", "reason", "law", "go_to", *_REMEDY),
    K.TOLERANCE: ("owed", "law", "consequence"),
    K.PLEDGE: ("proof", "established_by", "proves", "liability", "checking", "agreed"),
    K.SPECIAL: ("procedure", "reason", "law", "days", "in_workdays", "begins_on", "approved_by"),
    K.GRANTED: ("content", "law", "grant", "valid", "amount", "from_month", *_REMEDY),
    K.REFUSED: ("found", "reason", "law", *_REMEDY),
    K.MANDATE: (
        "agent.name",
        "agent.staff_no",
        "agent.id_number",
        "agent.phone",
        "powers",
        "begins_on",
        "ends_on",
        "handed",
        "copies_allowed",
    ),
    K.TRACKING: ("village", "agent.name", "agent.staff_no", "stages"),
    K.HANDOVER: ("giver.name", "giver.unit", "taker.name", "taker.unit", "cases"),
    K.DELIVERY: (
        "papers",
        "way",
        "place",
        "server",
        "witness",
        "substitute",
        "substitute_id",
        "relation",
        "mandate",
        "returned",
        "refused_because",
    ),
    K.RETURNED: ("things", "taker.name", "taker.id_number", "taker.phone", "reason"),
    K.BAD_REVIEW: _OVERSIGHT,
    K.COMPLAINT: _OVERSIGHT,
    K.URGED: _OVERSIGHT,
}

LABELS: dict[str, str] = {
    "wanted": "缺什么、错在哪",
    "law": "依据",
    "until": "期限",
    "ground": "情形",
    "reason": "理由",
    "go_to": "应向哪里申请",
    "remedy.review_body": "复议机关",
    "remedy.court": "起诉的法院",
    "owed": "后补的材料",
    "consequence": "逾期后果",
    "proof": "证明事项",
    "established_by": "设定依据",
    "proves": "证明内容",
    "liability": "不实承诺的责任",
    "checking": "怎样核查",
    "agreed": "是否承诺",
    "procedure": "哪一种程序",
    "days": "预计几天",
    "in_workdays": "怎样算天数",
    "begins_on": "从哪天起",
    "approved_by": "批准人",
    "content": "决定的内容",
    "grant": "决定类型",
    "valid": "有效期",
    "amount": "待遇标准",
    "from_month": "起始月份",
    "found": "查明的事实",
    "principal.name": "委托人",
    "principal.id_number": "委托人证件号码",
    "agent.name": "代办员",
    "agent.staff_no": "代办员工号",
    "agent.id_number": "代办员证件号码",
    "agent.phone": "代办员电话",
    "powers": "委托权限",
    "ends_on": "到哪天止",
    "handed": "随附的证件",
    "copies_allowed": "复印留存",
    "village": "村、社区",
    "stages": "办理经过",
    "giver.name": "移交人",
    "giver.unit": "移交单位",
    "taker.name": "接收人、领取人",
    "taker.unit": "接收单位",
    "taker.id_number": "领取人证件号码",
    "taker.phone": "领取人电话",
    "cases": "移交的办件",
    "papers": "送达的文书、证照",
    "way": "送达方式",
    "place": "送达地点",
    "server": "送达人",
    "witness": "见证人",
    "substitute": "代收人",
    "relation": "代收人与受送达人的关系",
    "substitute_id": "代收人证件号码",
    "mandate": "凭什么代收",
    "returned": "同时退还的原件",
    "refused_because": "拒收理由",
    "things": "退还的物品、材料",
    "source": "来源",
    "what": "内容",
    "responsible": "责任人",
    "findings": "核查情况",
    "result": "处理结果",
    "revisit": "回访情况",
    "heading.addressee": "申请人",
    "heading.case_no": "办件编号",
    "heading.matter": "事项名称",
}

HINTS: dict[str, str] = {
    "wanted": "每行一项：缺什么 / 什么问题 / 怎样补正 / 依据",
    "owed": "每行一件：名称 / 形式 / 日期 / 怎样补送",
    "handed": "每行一件：名称 / 形式 / 份数",
    "stages": "每行一个环节：环节 / 接收人 / 时间 / 办理情况 / 未按时原因",
    "cases": "每行一件：办件编号 / 申请人 / 事项 / 件数 / 页数 / 备注",
    "papers": "每行一份：名称 / 文号或证号 / 份数",
    "things": "每行一件：名称 / 编号 / 数量",
    "returned": "每行一件：名称 / 编号 / 数量",
    "mandate": "如“书面委托书”“户口簿，同户”",
}

SORTS: dict[str, str] = {  # what a fact that cannot be read should have been
    "date": "日期，如 20261201",
    "moment": "日期和时间，如 2026-12-01 09:30",
    "number": "天数或份数，只写数字",
    "choice": "所列的一项",
    "choices": "所列的几项",
    "rows": "每行一项，栏目之间用 / 隔开",
    "text": "文字",
    "fact": "这份文书里的一项",
}
IS_MISSING = "请填写“{label}”。"
IS_WRONG = "“{label}”应当是{sort}。"

PERMIT_LAW = "《中华人民共和国行政许可法》第{article}条"
ARTICLES: dict[DocumentKind, str] = {
    K.TOLD_AT_ONCE: "三十二",
    K.SUPPLEMENT: "三十二",
    K.NOT_ACCEPTED: "三十二",
    K.SPECIAL: "四十五",
}
EXTENSION_ARTICLE = "四十二"
CLERK = "工号{staff}"
SEND_HOW = "送到窗口或者邮寄"
MADE_HERE = "系统生成"  # a material that the station prints itself, as the definitions say
LIABILITY = (
    "承诺不属实的，终止办理或者撤销已经作出的决定，追回已经领取的钱物，记为失信，在修复以前不再适用容缺受理和告知承诺；"
    "违反法律的，依法承担责任。"
)
JOINED_PROOFS = "；"
NOT_HANDED_IN = "没有提交"
BRING_IT = "补交{form}"
OR_PLEDGE = "，也可以书面承诺代替（告知承诺）"
FORMS: dict[str, str] = {"original": "原件", "copy": "复印件", "seen": "原件，核验后当场退还"}
LEVELS: dict[str, str] = {
    "case.booked": "乡镇",
    "case.collected": "村",
    "case.received": "乡镇",
    "case.accepted": "乡镇",
    "case.forwarded": "县",
}
STAGES: dict[str, str] = {
    "case.booked": "预约",
    "case.collected": "接件",
    "case.received": "收件",
    "case.accepted": "受理",
    "case.forwarded": "转报",
}
ITEMS_JOINED = "；"
STEP_TEXT = "{what}：{fault}"
SPECIAL_TEXT = "{reason}（预计{days}{unit}）"
UNITS: dict[bool, str] = {True: "个工作日", False: "天"}
NUMBER_MARK = "政服{mark}"
