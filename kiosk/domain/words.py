"""What the hall says when something may not be done: one sentence per key, what happened, and the way on."""

DOCUMENT_NUMBER = "{short}{mark}〔{year}〕{number:06d}号"

REFUSALS: dict[str, dict[str, str]] = {
    "ticket_unknown": {
        "zh": "今天没有 {number} 这个号。请核对小票上的号码，或重新取号。",
        "en": "There is no ticket {number} today. Check the number on the slip, or take a new one.",
    },
    "ticket_elsewhere": {
        "zh": "{number} 号现在是“{state}”，不能这样操作。请刷新队列后再试。",
        "en": "Ticket {number} is '{state}' now; this cannot be done with it. Look at the queue again.",
    },
    "ticket_at_window": {
        "zh": "{number} 号的材料在 {window} 号窗口（或已转给该窗口），请由 {window} 号窗口呼叫。",
        "en": "Ticket {number} belongs to window {window}; it is called there.",
    },
    "recalled_enough": {
        "zh": "{number} 号已重呼 {most} 次。仍无人应答的，请按“弃号”，来了以后可以回队。",
        "en": "Ticket {number} was called again {most} times; give it up, it may come back.",
    },
    "recalled_just_now": {
        "zh": "{number} 号刚刚呼叫过，请过 {seconds} 秒再重呼。",
        "en": "Ticket {number} was called just now; wait {seconds} seconds.",
    },
    "too_late": {
        "zh": "{number} 号过号已超过 {minutes} 分钟，不能再回队。请重新取号。",
        "en": "Ticket {number} was missed more than {minutes} minutes ago. Take a new number.",
    },
    "nothing_to_undo": {
        "zh": "{window} 号窗口没有可以撤销的操作：只能撤销 {seconds} 秒内的上一步，而且这个号之后没有别的变化。",
        "en": "Window {window} has nothing to take back: only its last step, within {seconds} seconds.",
    },
    "window_paused": {
        "zh": "{window} 号窗口已暂停。请先按“恢复”再呼叫。",
        "en": "Window {window} is paused. Open it again first.",
    },
    "voice_wrong": {
        "zh": "语音“{given}”用不了：文件夹里要有 voice.toml 和全部录音，音量要写成 08:00=100。叫号屏照常显示。",
        "en": "The voice '{given}' cannot be used: a folder with voice.toml and all clips, a volume like 08:00=100.",
    },
    "hall_closed": {
        "zh": "现在不是取号时间，{opens} 开始取号。着急的事请问咨询台的工作人员。",
        "en": "No numbers are given out now; they are again from {opens}. Ask at the desk if it cannot wait.",
    },
    "slot_full": {
        "zh": "这一时段的号已经取完，{free} 起再放号。老人、残疾人和急事请找咨询台的工作人员。",
        "en": "All numbers of this hour are taken; the next are given out from {free}. Ask at the desk if it is urgent.",
    },
    "line_rule_wrong": {
        "zh": "排队规则“{rule}”填写有误，应为{shape}。原来的规则没有改动。",
        "en": "The rule '{rule}' of the line must be {shape}; nothing was changed.",
    },
    "nobody_waiting": {
        "zh": "现在没有人等候。有人取号后会自动出现在左侧。",
        "en": "Nobody is waiting now.",
    },
    "nobody_calls": {
        "zh": "现在没有人叫帮忙，或者别的窗口已经去了。",
        "en": "Nobody asks for help now, or somebody is on the way already.",
    },
    "nothing_to_rate": {
        "zh": "本窗口现在没有可以评价的号或办件。叫号或受理以后再按“评价”。",
        "en": "There is neither a number nor a case to rate here.",
    },
    "already_rated": {
        "zh": "{name} 已经评价过了（在窗口或者在查询页），一件事只评一次，以先评的为准。",
        "en": "{name} was rated already, at a window or on the tracking page; the first rating counts.",
    },
    "rating_wrong": {
        "zh": "评价“{given}”填写有误：档次 1～5（1 非常满意，5 非常不满意），原因只能选该档的。",
        "en": "The rating '{given}' is wrong: levels are 1 (best) to 5, reasons those of the level.",
    },
    "rated_by_staff": {
        "zh": "评价只能由办事人自己做，工作人员不能代评。",
        "en": "Only the resident rates; staff may not.",
    },
    "matter_unknown": {
        "zh": "事项目录里没有“{matter}”。请用“kiosk forms list”查看本中心的事项编号。",
        "en": "There is no matter '{matter}' in this centre's catalogue. 'kiosk forms list' shows them.",
    },
    "bundle_refused": {"zh": "{sentence}", "en": "{sentence}"},
    "case_unknown": {
        "zh": "这里没有办件 {case_no}。请核对办件编号，或按姓名、证件号查找。",
        "en": "There is no case {case_no} here. Check the number, or search by name or ID.",
    },
    "case_elsewhere": {
        "zh": "办件 {case_no} 现在是“{state}”，不能{step}。",
        "en": "Case {case_no} is '{state}' now; it cannot be {step}.",
    },
    "step_not_ours": {
        "zh": "办件 {case_no} 由{body}办理，本窗口不能{step}。请等市平台传来结果。",
        "en": "Case {case_no} is with {body}; it cannot be {step} at this window.",
    },
    "return_too_early": {
        "zh": "办件 {case_no} 的材料可以补到 {until}，到期还没补齐才能退件。",
        "en": "Papers of case {case_no} may come until {until}; it can be returned only after that day.",
    },
    "forward_not_ours": {
        "zh": "“{matter}”由本窗口决定，不用转报。办件 {case_no} 请在这里办结。",
        "en": "'{matter}' is decided at this window; case {case_no} is not forwarded.",
    },
    "notice_too_short": {
        "zh": "办件 {case_no} 的公示至少要到 {until}。请改公示截止日。",
        "en": "The notice of case {case_no} has to hang until {until} at least.",
    },
    "notice_running": {
        "zh": "办件 {case_no} 公示到 {until}，期满以后才能结束公示。",
        "en": "The notice of case {case_no} hangs until {until}; it ends after that day.",
    },
    "not_on_the_spot": {
        "zh": "“{matter}”不是即办件。办件 {case_no} 请出准予或不予决定，再送达。",
        "en": "'{matter}' is not done on the spot; give out a decision for case {case_no}, then serve it.",
    },
    "still_owed": {
        "zh": "办件 {case_no} 还欠 {count} 件容缺材料，补齐才能办结。请先记“补正材料已交”。",
        "en": "{count} papers of case {case_no} are still owed; they have to come before it is closed.",
    },
    "accepted_by_silence": {
        "zh": "办件 {case_no} 到期没有答复，已视为受理，受理日 {day}，不用再受理。请接着办理。",
        "en": "Nobody answered case {case_no} in time: it counts as accepted on {day}; it is not accepted again.",
    },
    "calendar_wrong": {
        "zh": "日历文件 {file} 用不了：要写明年份、放假日和调休上班日。请照程序自带的 2026 年日历改好再试，没有改动。",
        "en": "{file} is no calendar of a year (year, [holidays], makeup_workdays); nothing was changed.",
    },
    "step_unsaid": {
        "zh": "还没有写明：{what}。请补上再试，没有写入任何内容。",
        "en": "Not said: {what}. Nothing was written.",
    },
    "extend_not_allowed": {
        "zh": "“{matter}”的期限不能延长：目录里没有可以延长的依据。请在 {due} 前办结。",
        "en": "The limit of '{matter}' may not be prolonged; it is due on {due}.",
    },
    "extend_twice": {
        "zh": "办件 {case_no} 已经延长过一次，不能再延长。请在 {due} 前办结。",
        "en": "Case {case_no} was prolonged before and may not be prolonged again; it is due on {due}.",
    },
    "extend_too_long": {
        "zh": "最多只能延长 {most} 天，这里写的是 {days} 天。请改小后再试，期限没有变。",
        "en": "At most {most} days more, not {days}; nothing was changed.",
    },
    "extend_over": {
        "zh": "办件 {case_no} 的期限 {due} 已过，过期以后不能再延长。请尽快办结并说明原因。",
        "en": "The limit of {case_no} passed on {due}; it cannot be prolonged any more.",
    },
    "extend_no_clock": {
        "zh": "办件 {case_no} 现在没有在走的期限，不用延长。",
        "en": "No limit runs for case {case_no}.",
    },
    "extend_unsaid": {
        "zh": "延长期限要写明原因和批准人。期限没有变，请补全后再试。",
        "en": "A prolongation needs its reason and who approved it; nothing was changed.",
    },
    "answers_incomplete": {
        "zh": "还有 {count} 处需要补充或改正，办件没有保存为正式收件，已填内容不受影响。",
        "en": "{count} places need filling in or correcting; nothing was filed and nothing typed is lost.",
    },
    "document_elsewhere": {
        "zh": "办件 {case_no} 现在是“{state}”，不能出《{document}》。没有编号，也没有写入任何内容。",
        "en": "Case {case_no} is '{state}' now; '{document}' cannot be given out. Nothing was written.",
    },
    "decided_elsewhere": {
        "zh": "办件 {case_no} 由{body}决定，本窗口不能出《{document}》。请等市平台传来决定。",
        "en": "Case {case_no} is decided by {body}; this window cannot give out '{document}'.",
    },
    "facts_incomplete": {
        "zh": "文书还有 {count} 处要填写或改正，没有编号，也没有写入任何内容。",
        "en": "{count} facts of the document are missing or wrong; nothing was numbered or written.",
    },
    "document_unknown": {
        "zh": "这里没有文号为 {number} 的文书。请用“kiosk document list”查看文号，再试。",
        "en": "No document {number} was given out here. 'kiosk document list' shows them.",
    },
    "draft_gone": {
        "zh": "这份没办完的件已经被别的窗口接走、办完或删除了。没有改动，请看列表。",
        "en": "This draft was taken over, filed or dropped meanwhile; nothing was changed.",
    },
    "hub_serving": {
        "zh": "本中心节点的窗口正在办 {numbers}。请先办结或挂起，再让本机退下；没有改动。",
        "en": "Windows of this hub are serving {numbers}. Finish first, then step down; nothing was changed.",
    },
    "hub_behind": {
        "zh": "本机接在中心节点 {url} 上，自己不是中心节点。请到那台电脑上选定；没有改动。",
        "en": "This PC stands behind the hub at {url}; choose there. Nothing was changed.",
    },
    "line_elsewhere": {
        "zh": "本机的排队已经交给留下的中心节点，不能再在这里取号。请关掉本程序重新打开。",
        "en": "This PC's line has gone over to the hub that stays; open the program anew.",
    },
    "draft_of_another": {
        "zh": "这份没办完的件在 {holder} 手里（窗口 {window}）。请先接手（kiosk draft take）再办；没有改动。",
        "en": "{holder} has this draft at window {window}. Take it over first; nothing was changed.",
    },
    "draft_from_nobody": {
        "zh": "这份没办完的件不是从别人那里接来的，没有人可还。要给别的窗口接着办，请挂起（kiosk draft park）。",
        "en": "This draft was taken over from nobody; put it aside for others with 'kiosk draft park'.",
    },
    "request_reused": {
        "zh": "请求号 {request} 已用于另一件事。请换一个请求号重试。",
        "en": "Request id {request} was used for something else. Use another one.",
    },
    "store_too_new": {
        "zh": "这份数据由更新版本的程序写成（版本 {found}，本程序认得到 {known}）。请升级本程序后再打开；数据没有改动。",
        "en": "This data was written by a newer version ({found}; this program knows {known}). Upgrade; nothing was touched.",
    },
}

STATES: dict[str, dict[str, str]] = {
    "waiting": {"zh": "等候", "en": "waiting"},
    "called": {"zh": "已叫号", "en": "called"},
    "held": {"zh": "挂起", "en": "held"},
    "missed": {"zh": "过号", "en": "missed"},
    "served": {"zh": "已办", "en": "served"},
    "collected": {"zh": "已代收", "en": "collected"},
    "booked": {"zh": "已预约", "en": "booked"},
    "received": {"zh": "已收件", "en": "received"},
    "supplement": {"zh": "待补正", "en": "supplement asked"},
    "not_accepted": {"zh": "不予受理", "en": "not accepted"},
    "accepted": {"zh": "已受理", "en": "accepted"},
    "in_review": {"zh": "办理中", "en": "in review"},
    "suspended": {"zh": "特别程序（暂停计时）", "en": "suspended"},
    "noticed": {"zh": "公示（暂停计时）", "en": "on public notice"},
    "granted": {"zh": "办结（准予）", "en": "granted"},
    "refused": {"zh": "办结（不予）", "en": "refused"},
    "withdrawn": {"zh": "已撤回", "en": "withdrawn"},
    "returned": {"zh": "已退件", "en": "returned"},
    "voided": {"zh": "已作废", "en": "voided"},
    "delivered": {"zh": "已送达", "en": "delivered"},
    "left": {"zh": "已停用", "en": "left"},
}


STEPS: dict[str, dict[str, str]] = {
    "case.collected": {"zh": "代收", "en": "collected"},
    "case.received": {"zh": "收件", "en": "received"},
    "case.accepted": {"zh": "受理", "en": "accepted"},
    "case.forwarded": {"zh": "转报", "en": "forwarded"},
    "case.supplement_asked": {"zh": "要求补正", "en": "asked for papers"},
    "case.supplemented": {"zh": "记补正材料已交", "en": "supplemented"},
    "case.suspended": {"zh": "开始特别程序", "en": "suspended"},
    "case.resumed": {"zh": "结束特别程序", "en": "resumed"},
    "case.noticed": {"zh": "开始公示", "en": "put on public notice"},
    "case.notice_ended": {"zh": "结束公示", "en": "taken off public notice"},
    "case.extended": {"zh": "延长期限", "en": "prolonged"},
    "case.redated": {"zh": "重算期限", "en": "re-reckoned"},
    "case.decided": {"zh": "办结", "en": "decided"},
    "case.delivered": {"zh": "送达", "en": "served"},
    "case.withdrawn": {"zh": "撤回", "en": "withdrawn"},
    "case.returned": {"zh": "退件", "en": "returned"},
    "case.voided": {"zh": "作废", "en": "voided"},
    "case.not_accepted": {"zh": "不予受理", "en": "refused acceptance"},
    "case.corrected": {"zh": "更正", "en": "corrected"},
    "case.pledge_checked": {"zh": "承诺核查", "en": "promise checked"},
    "case.verified": {"zh": "材料核验", "en": "verified"},
    "reason": {"zh": "原因", "en": "the reason"},
    "text": {"zh": "结果", "en": "what came of it"},
    "result": {"zh": "办理结果", "en": "the result"},
    "to": {"zh": "谁来领的", "en": "who took it"},
    "where": {"zh": "在哪里公示", "en": "where it hangs"},
    "until": {"zh": "截止日期，如 2026-12-01", "en": "the last day, as 2026-12-01"},
}
"""What is done with a case, as a sentence of refusal says it, and what has to be said with it."""


def step_word(kind: str, language: str = "zh") -> str:
    """What a step is called; a kind of a newer version is called a step."""
    return STEPS.get(kind, {"zh": "这样办理", "en": "moved on so"})[language]


def state_word(state: str, language: str = "zh") -> str:
    """The word for a ticket's or case's state; the name itself when it is new to this version."""
    return STATES.get(state, {}).get(language, state)


LEVELS: dict[str, dict[str, str]] = {
    "very_satisfied": {"zh": "非常满意", "en": "Very satisfied"},
    "satisfied": {"zh": "满意", "en": "Satisfied"},
    "fairly_satisfied": {"zh": "基本满意", "en": "Fairly satisfied"},
    "dissatisfied": {"zh": "不满意", "en": "Dissatisfied"},
    "very_dissatisfied": {"zh": "非常不满意", "en": "Very dissatisfied"},
}
"""The five levels of a rating (国办发〔2019〕51 号)."""

RATING_REASONS: dict[str, dict[str, str]] = {
    "207": {"zh": "没有提供材料样本", "en": "No sample of the papers"},
    "208": {"zh": "没有提供材料清单", "en": "No list of the papers"},
    "209": {"zh": "未在承诺时间内办结", "en": "Not done in the promised time"},
    "210": {"zh": "同样内容的证明材料被要求多次提交", "en": "The same proof was asked for again"},
    "211": {"zh": "承诺网办但无法在线办理", "en": "Promised on line, not possible on line"},
    "212": {"zh": "在线预约办理后到实体大厅重复取号排队", "en": "Booked, and had to stand in line again"},
    "213": {"zh": "窗口人员业务不熟练", "en": "The clerk does not know the work"},
    "214": {"zh": "服务态度生硬", "en": "Unfriendly"},
    "108": {"zh": "在办事指南之外增加新的审批条件", "en": "Conditions that the guide does not name"},
    "109": {"zh": "需提供办事指南之外的申报材料", "en": "Papers that the guide does not name"},
    "110": {"zh": "无理由超过法定办理时间", "en": "Later than the law allows, without reason"},
    "111": {"zh": "办事指南提供样本有错", "en": "The guide's sample is wrong"},
    "112": {"zh": "承诺在线收取申报材料实际无法收取", "en": "Papers cannot be handed in on line as promised"},
    "113": {"zh": "多头跑窗口和部门", "en": "Sent from window to window"},
    "114": {"zh": "跑动次数与承诺的不一致", "en": "More visits than promised"},
    "115": {"zh": "服务态度差效率低", "en": "Unfriendly and slow"},
}
"""The tags of the two bad levels, by their codes in the exchange of ratings."""


def level_word(level: str, language: str = "zh") -> str:
    """The word for a level; the name itself when it is new to this version."""
    return LEVELS.get(level, {}).get(language, level)


def reason_word(code: str, language: str = "zh") -> str:
    """The words of a reason; its code when it is new to this version."""
    return RATING_REASONS.get(code, {}).get(language, code)
