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


CHIEF = "首席代表"  # whoever alone takes a step of a definition
COMMAS = str.maketrans({"，": ",", "、": ","})  # as they are typed between names
NO_ANSWER = "（空）"
YES_NO: dict[bool, str] = {True: "是", False: "否"}
ROWS: dict[str, str] = {"cell": "{table}第{row}行{column}", "count": "{count} 行", "comma": "、"}
BREACH_AT_HOME = "办件 {case_no} 承诺 {until} 前补交的材料没有按时补"
BREACH_OF_PLEDGE = "办件 {case_no} 的告知承诺 {until} 核查不属实"
BREACH_LISTED = "{source}：{reason}"
TEXTS: dict[str, str] = {  # short messages: no matter, no ID, the name masked
    "case.decided": "{name}，您好。您在{station}办的事（编号{case_no}）已有结果，请带身份证来领。电话{phone}。",
    "case.supplement_asked": "{name}，您好。您在{station}办的事（编号{case_no}）还要补材料，请尽快来窗口或打电话{phone}。",
    "case.returned": "{name}，您好。您在{station}办的事（编号{case_no}）已退件，请来窗口取回材料。电话{phone}。",
    "case.not_accepted": "{name}，您好。您在{station}办的事（编号{case_no}）不予受理，请来窗口取书面通知。电话{phone}。",
}
LIST_COLUMNS = ("证件号码", "失信事由", "认定日期")  # the head of a county's list
NO_LATER = "{name}要补齐，不能容缺：{why}。补交或经负责人同意修复后，下次可以容缺。"
NO_PLEDGE = "{name}要提交，不能告知承诺：{why}。提交或经负责人同意修复后，下次可以承诺。"
UNSIGNED_PLEDGE = "《{name}》的告知承诺书还没有签：在屏上签，或打印签好后扫描到这件材料下。"
CHECK_UNTIL = "{how}，{day:%Y-%m-%d}前完成"
BREACHES_JOINED = "；"
LATE_COLUMNS = (  # the head of the list of late entries
    *("办件编号", "事项编码", "申请人", "收件时间", "录入时间", "相隔分钟", "录入人", "原因", "纸质编号", "超过规定"),
)

REFUSALS: dict[str, dict[str, str]] = {  # what goes wrong with a case, and cannot be done so
    "house_rule_wrong": {
        "zh": "规则“{rule}”填写有误，应为：{shape}。原来的规则没有改动。",
        "en": "The rule '{rule}' must be {shape}; nothing was changed.",
    },
    "approval_needed": {
        "zh": "“{matter}”的这一步（{act}）要首席代表同意。请先由首席代表授权（kiosk case approve），再办。",
        "en": "This step of '{matter}' ({act}) needs the chief representative's word first (kiosk case approve).",
    },
    "not_a_chief": {
        "zh": "“{name}”不能授权：本中心的首席代表是 {chiefs}。请写首席代表的姓名。",
        "en": "'{name}' may not approve here; the chief representatives are: {chiefs}.",
    },
    "correct_unsaid": {
        "zh": "更正要写明改哪一项和为什么改。没有改动，请补全后再试。",
        "en": "A correction needs what is corrected and why; nothing was changed.",
    },
    "correct_unknown_field": {
        "zh": "《{matter}》的表里没有“{field}”这一项。请用“kiosk case correctable”看能改哪些。",
        "en": "The form of '{matter}' has no field '{field}'. 'kiosk case correctable' shows what may be corrected.",
    },
    "correct_nothing": {
        "zh": "更正后的内容和原来一样，办件 {case_no} 没有改动。",
        "en": "Nothing would change in {case_no}.",
    },
    "correct_unapproved": {
        "zh": "更正申请人的姓名、证件要负责人同意：请写明同意人的姓名。办件 {case_no} 没有改动。",
        "en": "Correcting who the applicant is needs the name of the lead who approved it; {case_no} was not changed.",
    },
    "correct_ended": {
        "zh": "办件 {case_no} 已经{state}，不能再更正。需要的话请重新申请。",
        "en": "Case {case_no} is {state}; nothing in it may be corrected any more.",
    },
    "correct_decided": {
        "zh": "办件 {case_no} 已经作出决定，“{label}”是决定的依据，不能更正；只能更正联系电话和收款账号。要改请按变更、撤销另行办理。",
        "en": "Case {case_no} is decided; '{label}' is what the decision rests on. Only telephone and account may be corrected.",
    },
    "correct_forwarded": {
        "zh": "办件 {case_no} 已转到办理部门，“{label}”由办理部门更正；这里只能更正联系电话。请把更正情况告诉办理部门。",
        "en": "Case {case_no} was forwarded; '{label}' is corrected by the body that decides, only the telephone here.",
    },
    "correct_elsewhere": {
        "zh": "办件 {case_no}（{state}）刚在别处改过，和您看到的不一样了。请重新打开再更正。",
        "en": "Case {case_no} ({state}) was changed elsewhere meanwhile. Open it again.",
    },
    "paper_in_future": {
        "zh": "{at} 还没到，不能补录将来的件。请核对纸质收件的时间。",
        "en": "{at} lies in the future. Check when the paper was taken.",
    },
    "paper_unsaid": {
        "zh": "补录要写明当时为什么没有录入，如停电、上门。没有保存。",
        "en": "Say why it was not entered at once; nothing was filed.",
    },
    "paper_with_ticket": {
        "zh": "补录的件不占号：请不要带号码 {ticket}。",
        "en": "What is entered later has no ticket ({ticket}).",
    },
    "paper_before_matter": {
        "zh": "{at} 时，事项 {matter} 的这一版还没有启用。请按当时的版本补录，或核对时间。",
        "en": "At {at} this version of matter {matter} did not hold yet.",
    },
    "paper_time_wrong": {
        "zh": "时间“{given}”不对，应写成 2026-11-20 09:30 或 202611200930。",
        "en": "'{given}' is no time: write 2026-11-20 09:30.",
    },
    "id_differs": {
        "zh": "证件号码和办件 {case_no} 的申请人对不上，没有补打。请核对证件；别人来补，请申请人本人或持委托书。",
        "en": "The ID is not that of the applicant of {case_no}; nothing was printed.",
    },
    "collector_unsaid": {
        "zh": "代领要写明代领人姓名、与申请人的关系、凭什么代领。没有办送达。",
        "en": "Name, relation and mandate of whoever collects are needed; nothing was handed over.",
    },
    "collector_id_wrong": {
        "zh": "代领人的证件号码“{given}”不对，请照证件再输一遍。没有办送达。",
        "en": "The collector's ID number '{given}' is wrong; nothing was handed over.",
    },
    "collector_is_applicant": {
        "zh": "这是申请人{name}本人的证件号码。本人来领请按“送达”。",
        "en": "This is {name}'s own ID; the applicant himself is served with 'deliver'.",
    },
    "telling_wrong": {
        "zh": "告知结果“{given}”不对：reached 已告知，told_other 已告诉别人（要写是谁），not_reached 没联系上。",
        "en": "'{given}' is no result: reached, told_other (say who) or not_reached.",
    },
    "nothing_to_tell": {
        "zh": "办件 {case_no} 现在没有要告知的事。",
        "en": "There is nothing to tell of case {case_no} now.",
    },
    "no_mobile": {
        "zh": "办件 {case_no} 留的不是手机号码，发不了短信。请打电话或上门。",
        "en": "Case {case_no} has no mobile number; call or go there.",
    },
    "modem_missing": {
        "zh": "这台电脑没有接短信模块（设置 sms_modem）。请打电话告知。",
        "en": "This PC has no modem (setting sms_modem). Call instead.",
    },
    "credit_unreadable": {
        "zh": "名单第 {line} 行读不出：第一行应为“证件号码,失信事由,认定日期”，每行一人。原来的名单没有改动。",
        "en": "Line {line} of the list cannot be read; the list before still holds.",
    },
    "credit_seal_wrong": {
        "zh": "名单的签名验不过，或签名的密钥本中心没有采信（kiosk county trust）。原来的名单没有改动。",
        "en": "The list's seal does not hold, or is of nobody trusted here; the list before still holds.",
    },
    "word_not_kept": {
        "zh": "有失信没有修复，不能告知承诺：{why}。请提交证明，或经负责人同意修复后再承诺。",
        "en": "A word given before was not kept ({why}); bring the proof, or have it made good first.",
    },
    "pledge_not_allowed": {
        "zh": "《{name}》不能用告知承诺代替，请提交材料。",
        "en": "'{name}' may not be promised instead of proved; bring it.",
    },
    "pledge_nobody": {
        "zh": "还不知道是谁承诺：先填申请人姓名，再签《{name}》的承诺书。",
        "en": "Nobody applies yet: fill in the applicant's name before '{name}' is promised.",
    },
    "pledge_nothing": {
        "zh": "办件 {case_no} 的这份材料没有待核查的告知承诺。",
        "en": "Case {case_no} has no such promise to be checked.",
    },
    "pledge_unsaid": {
        "zh": "核查要写明怎样核查、查到什么。没有改动，请补全后再试。",
        "en": "Say how the promise of case {case_no} was checked and what was found.",
    },
    "no_breach": {
        "zh": "办件 {case_no} 没有要修复的失信记录。",
        "en": "Case {case_no} has no breach that is open.",
    },
    "repair_unsaid": {
        "zh": "信用修复要写明情况和同意人。没有改动，请补全后再试。",
        "en": "Say what was done and who approved it; nothing was changed.",
    },
    "finding_unknown": {
        "zh": "办件 {case_no} 现在没有这一条监察异常。列表已经变了，请刷新再看。",
        "en": "Case {case_no} has no such mark ({rule}) now.",
    },
    "finding_closed": {
        "zh": "办件 {case_no} 的这一条监察异常已经核销，不能再改。",
        "en": "This mark of case {case_no} is closed already.",
    },
    "finding_unsaid": {
        "zh": "处置说明、核销理由要写明。没有保存，请写好再按。",
        "en": "Say what came of it; nothing was entered.",
    },
    "finding_unapproved": {
        "zh": "办件 {case_no} 是红牌，核销要经批准：请写明批准人。没有改动。",
        "en": "The card of {case_no} is red: say who approved that it is written off.",
    },
    "ruled_above": {
        "zh": "“{rule}”由上级（{by}）统一规定，本中心不能改。原来的规则没有改动；要改请找上级。",
        "en": "'{rule}' is set by {by}, which stands above this centre; nothing was changed.",
    },
    "area_not_ours": {
        "zh": "不能为“{area}”定规则：应为本中心，或本乡镇所辖中心的区划代码（{digits} 位）。没有改动。",
        "en": "This PC sets no rules for '{area}' (digits of an area: {digits}); nothing was changed.",
    },
    "credit_too_long": {
        "zh": "名单有 {count} 人，太长，没有采用。请按乡镇分开，分别导入。",
        "en": "A list of {count} persons is too long; the list before still holds.",
    },
}
