"""What a resident reads when he rates a service: plain, without a nudge in any direction."""

WORDS: dict[str, dict[str, str]] = {
    "title": {"zh": "这次办事，您满意吗？", "en": "Are you satisfied with this service?"},
    "window": {"zh": "{window} 号窗口", "en": "Window {window}"},
    "number": {"zh": "号码 {number}", "en": "Number {number}"},
    "hidden": {
        "zh": "匿名评价，窗口工作人员看不到是谁评的",
        "en": "Anonymous: the clerk does not see who rated",
    },
    "reasons": {"zh": "哪里让您不满意？", "en": "What was wrong?"},
    "reasons_how": {"zh": "可以选几项，也可以不选", "en": "Choose any, or none"},
    "named": {"zh": "留下姓名，请人回访", "en": "Give my name, and call me back"},
    "named_how": {
        "zh": "只有中心负责人看得到，窗口看不到",
        "en": "Seen by the head of the centre alone",
    },
    "submit": {"zh": "提交", "en": "Send"},
    "another": {"zh": "重新选", "en": "Choose again"},
    "skip": {"zh": "不评价", "en": "No rating"},
    "left": {"zh": "{seconds} 秒后结束，算作没有评价", "en": "Ends in {seconds} s, as not rated"},
    "thanks": {"zh": "谢谢您的评价", "en": "Thank you"},
    "thanks_good": {"zh": "您的评价已经记下。", "en": "Your rating is recorded."},
    "thanks_bad": {
        "zh": "已经转给中心负责人，会有人核实、整改。",
        "en": "The head of the centre will look into it.",
    },
    "thanks_named": {
        "zh": "已经转给中心负责人，核实后会给您回话。",
        "en": "The head of the centre will look into it and call you back.",
    },
    "failed": {"zh": "评价没有记下", "en": "The rating was not recorded"},
    "idle": {"zh": "办完请在这里评价", "en": "Please rate here when you are done"},
    "idle_how": {
        "zh": "评不评、怎么评，都由您自己定；也可以回家扫回执上的码再评。",
        "en": "It is up to you; you may also rate at home with the code on your receipt.",
    },
    "offer": {"zh": "评价这次办事", "en": "Rate this service"},
    "offer_how": {"zh": "五个档次，可以匿名", "en": "Five levels, anonymous if you like"},
}

BETWEEN = "　"


def word(key: str, language: str = "zh", **values: object) -> str:
    """A sentence of the rating page."""
    return WORDS[key][language].format(**values)
