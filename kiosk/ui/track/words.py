"""What the track screen says: genuine or not, when it will be done, what is owed, in plain words and masked."""

from datetime import date, datetime

WORDS: dict[str, dict[str, str]] = {
    "title": {"zh": "查办件进度", "en": "Look up a case"},
    "how": {
        "zh": "把回执上的二维码对准扫码口；没有带回执，就输编号。",
        "en": "Scan the code on the receipt, or type its number.",
    },
    "number": {"zh": "办件编号（回执上那一长串，横线不用输）", "en": "Case number"},
    "number_short": {"zh": "办件编号", "en": "Case number"},
    "last_four": {"zh": "身份证后四位", "en": "Last four of the ID"},
    "look": {"zh": "查一下", "en": "Look up"},
    "number_wrong": {
        "zh": "编号没有输全，一共 {count} 位。",
        "en": "The number is not complete: {count} characters.",
    },
    "four_wrong": {"zh": "请输最后四位。", "en": "Type the last four of the ID."},
    "not_found": {"zh": "没有查到这件", "en": "Nothing found"},
    "not_found_how": {
        "zh": "编号和身份证后四位要都对得上。请对照回执再输一遍，或者拿到窗口查。",
        "en": "Number and last four must both fit. Compare with the receipt, or ask at a window.",
    },
    "too_often": {
        "zh": "连着几次没有对上，请等 {seconds} 秒再试，或者拿到窗口查。",
        "en": "Please wait {seconds} s, or ask at a window.",
    },
    "failed": {"zh": "暂时查不了", "en": "Cannot look it up now"},
    "genuine": {"zh": "这张回执是真的", "en": "This receipt is genuine"},
    "genuine_how": {"zh": "{station} {day}签发，没有改动过", "en": "Issued by {station} on {day}"},
    "not_genuine": {"zh": "这张回执核对不上", "en": "This receipt does not check"},
    "not_genuine_how": {"zh": "不是本中心签发的，或者被改过", "en": "Not issued here, or altered"},
    "elsewhere": {"zh": "这张回执不是本机签发的", "en": "Issued elsewhere"},
    "elsewhere_how": {
        "zh": "这台机器验不了它的真假。请用手机扫码，到市里的查询页看。",
        "en": "This machine cannot judge it. Scan it with a phone.",
    },
    "unreadable": {"zh": "这个码读不出来", "en": "This code cannot be read"},
    "unreadable_how": {
        "zh": "不是办件回执上的码，或者没有扫全。请抹平再扫一次。",
        "en": "Not a receipt's code, or cut. Scan again.",
    },
    "do_now": {"zh": "现在请这样做", "en": "What to do now"},
    "do_1": {"zh": "先别交钱，别交证件原件", "en": "Pay nothing, hand over no originals"},
    "do_2": {"zh": "码脏了、折了也会这样，抹平再扫", "en": "A dirty code may do this: scan again"},
    "do_3": {"zh": "还不行，拿到窗口看，或打 12345", "en": "Else ask at a window or call 12345"},
    "on_its_way": {"zh": "进度还没有到这台机器", "en": "Not here yet"},
    "on_its_way_how": {
        "zh": "窗口照常办理，期限照常算，您什么都不用做。",
        "en": "It is being handled; there is nothing you need to do.",
    },
    "fact_matter": {"zh": "事项", "en": "Matter"},
    "fact_filed": {"zh": "{kind}", "en": "{kind}"},
    "fact_due": {"zh": "办结", "en": "Due"},
    "fact_answer": {"zh": "答复", "en": "Answer"},
    "fact_number": {"zh": "编号", "en": "Number"},
    "due": {"zh": "{day}前办好", "en": "Done by {day}"},
    "answer": {"zh": "{day}前答复是否受理", "en": "An answer by {day}"},
    "answer_how": {
        "zh": "材料已经收下，正在核对是否齐全；到期没有答复的，视为受理",
        "en": "The papers are being checked",
    },
    "answer_plain": {"zh": "材料已经收下，正在核对是否齐全", "en": "The papers are being checked"},
    "answer_late": {"zh": "已经过了答复的日子，已记入监察，请到窗口问", "en": "The answer is overdue: ask at a window"},
    "deemed": {"zh": "到期没有答复，已视为受理，从{day}收件算起。", "en": "Accepted by silence since {day}. "},
    "due_left": {"zh": "离这一天还有 {days} 天", "en": "{days} days left"},
    "due_today": {"zh": "今天到期", "en": "Due today"},
    "due_over": {"zh": "已经过了 {days} 天，请到窗口问", "en": "{days} days overdue: ask at a window"},
    "due_estimated": {"zh": "（那一年的调休还没公布，日子是估计的）", "en": "(estimated)"},
    "no_due": {"zh": "办好后电话通知您", "en": "You will be called"},
    "done_granted": {"zh": "办好了", "en": "Granted"},
    "done_granted_how": {"zh": "请带身份证到窗口领结果", "en": "Collect it at the window"},
    "done_refused": {"zh": "没有批准", "en": "Refused"},
    "done_refused_how": {"zh": "理由和怎么申诉，请到窗口拿书面通知", "en": "Ask for the written notice"},
    "done_delivered": {"zh": "结果已经交给您了", "en": "Delivered"},
    "done_withdrawn": {"zh": "已经撤回", "en": "Withdrawn"},
    "done_returned": {"zh": "材料到期没有补齐，已经退件", "en": "Returned: papers not supplemented in time"},
    "done_returned_how": {"zh": "备齐以后可以重新申请，原件到窗口领回", "en": "You may apply again"},
    "done_voided": {"zh": "这一件已作废", "en": "Voided"},
    "done_voided_how": {"zh": "请到窗口问新的编号", "en": "Ask for the new number"},
    "done_not_accepted": {"zh": "没有受理", "en": "Not accepted"},
    "done_not_accepted_how": {"zh": "理由写在不予受理通知书上，可以到窗口拿", "en": "Ask for the written notice"},
    "done_booked": {"zh": "已经预审、预约", "en": "Booked"},
    "owed": {"zh": "您还要补交 {count} 件：{names}", "en": "{count} owed: {names}"},
    "owed_until": {"zh": "{day}前送到本中心任一窗口，或交给村里代办员。", "en": "Bring it by {day}."},
    "ask": {"zh": "请补材料", "en": "Please supplement"},
    "ask_until": {"zh": "{day}前补到，补材料的日子不算办理时间。", "en": "By {day}."},
    "corrected": {"zh": "{day}更正过", "en": "Corrected on {day}"},
    "corrected_how": {
        "zh": "更正的是：{labels}。以更正后的为准；这张回执还是真的，也可以带身份证到窗口补打。",
        "en": "Corrected: {labels}. The receipt is still genuine; a window prints it anew.",
    },
    "siblings": {"zh": "一起办的另外 {count} 件", "en": "{count} more, filed together"},
    "timeline": {"zh": "办到哪一步了", "en": "Steps"},
    "here": {"zh": "正在办", "en": "Under way"},
    "then_done": {"zh": "办结，通知您领结果", "en": "Decision"},
    "then_accepted": {"zh": "材料齐了就受理", "en": "Acceptance"},
}

STEPS: dict[str, dict[str, str]] = {
    "case.collected": {"zh": "村里代办员已代收", "en": "Collected by the village agent"},
    "case.booked": {"zh": "已预审、预约", "en": "Booked"},
    "case.received": {"zh": "已收件", "en": "Received"},
    "case.accepted": {"zh": "已受理", "en": "Accepted"},
    "case.forwarded": {"zh": "已转到办理部门", "en": "Forwarded"},
    "case.supplement_asked": {"zh": "请您补材料", "en": "Supplement asked"},
    "case.corrected": {"zh": "更正了填写的内容", "en": "Corrected"},
    "case.extended": {"zh": "经批准延长期限", "en": "Prolonged with approval"},
    "case.supplemented": {"zh": "材料已补", "en": "Supplemented"},
    "case.suspended": {"zh": "特别程序，暂停计时", "en": "Clock stopped"},
    "case.resumed": {"zh": "接着办", "en": "Resumed"},
    "case.noticed": {"zh": "开始公示，暂停计时", "en": "On public notice"},
    "case.notice_ended": {"zh": "公示结束，接着办", "en": "Notice ended"},
    "case.redated": {"zh": "放假安排公布，期限重算", "en": "Date reckoned anew"},
    "case.returned": {"zh": "材料到期没补齐，退件", "en": "Returned"},
    "case.decided": {"zh": "已有结果", "en": "Decided"},
    "case.not_accepted": {"zh": "不予受理", "en": "Not accepted"},
    "case.withdrawn": {"zh": "已撤回", "en": "Withdrawn"},
    "case.voided": {"zh": "已作废", "en": "Voided"},
    "case.delivered": {"zh": "结果已送达", "en": "Delivered"},
}

_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
COMMA, AND = "，", "、"
MOMENT = "{month}月{day}日 {hour:02d}:{minute:02d}"


def word(key: str, language: str = "zh", **values: object) -> str:
    """A sentence of the track screen."""
    return WORDS[key][language].format(**values)


def step_word(kind: str, language: str = "zh") -> str:
    """A step in plain words; '' for one that is nobody's business but the house's."""
    return STEPS.get(kind, {}).get(language, "")


def day_word(day: date) -> str:
    """12月21日周一."""
    return f"{day.month}月{day.day}日{_WEEKDAYS[day.weekday()]}"


def moment_word(at: datetime) -> str:
    """11月23日 10:52."""
    return MOMENT.format(month=at.month, day=at.day, hour=at.hour, minute=at.minute)
