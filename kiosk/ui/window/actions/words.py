"""The words of what is done with a case: on its key, over what is asked, and what is missing."""


class Actions:
    """On the keys; at most seven characters, so that two stand side by side on the card."""

    TITLE, OR, ALL = "办件上的事", "、", "列出现在能办的全部"
    MORE, LESS = "更多 {count} 项", "收起"
    SUPPLEMENT, DELIVER, WITHDRAW, VOID = "补正材料已交", "送达", "撤回", "作废"
    NEEDED = "请写明“{label}”，再按 Enter"
    NOT_NOW = "{case_no} 现在不能“{action}”，它{state}。"
    CONFIRM, CANCEL = "确定", "不做了"


class Asked:
    """What is asked before it is done."""

    BROUGHT, BROUGHT_PAPERS = "交来了什么（可不填）", "交来的材料"
    WHO_TAKES = "谁来领的"
    WHY_WITHDRAWN = "撤回的原因"
    WHY_VOID = "作废的原因"
    VOID_HINT = "作废只做标记，不删除；用于录错的件。"
