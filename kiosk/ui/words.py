"""What the shell says by itself: the places of the house, opening, and that something went wrong."""

WORDS: dict[str, dict[str, str]] = {
    "app": {"zh": "为民服务窗口", "en": "Weimin Kiosk"},
    "opening": {"zh": "正在打开，请稍等", "en": "Opening"},
    "hall": {"zh": "取号大厅", "en": "Hall"},
    "window": {"zh": "综合窗口", "en": "Window"},
    "board": {"zh": "叫号屏", "en": "Board"},
    "track": {"zh": "查进度", "en": "Track"},
    "agent": {"zh": "村级代办", "en": "Agent"},
    "office": {"zh": "中心管理", "en": "Office"},
    "unforeseen": {
        "zh": "程序出了一点问题（记录号 {id}），已经记下。保存过的都在，没有丢失。请再试一次；还不行，请把记录号告诉管理员。",
        "en": "Something went wrong (record {id}). Nothing saved is lost. Try again; else tell the administrator.",
    },
    "unforeseen_title": {"zh": "刚才这一步没有做成", "en": "That did not work"},
    "journal_title": {"zh": "台账核对发现问题", "en": "The journal does not fit"},
    "journal": {
        "zh": "{told}。办件可以照常，请先不要关机或还原，马上告诉系统管理员和审计管理员。",
        "en": "{told}. Work can go on; do not shut down or restore, tell the administrators at once.",
    },
    "preview": {"zh": "预览：{name}", "en": "Preview: {name}"},
    "preview_guide": {"zh": "一次告知单（简版指南）", "en": "The short guide"},
    "preview_told": {
        "zh": "{code} 第 {version} 版《{form}》。这是预览：可以试填，什么都不会保存。",
        "en": "{code} v{version}, {form}. A preview: try it, nothing is kept.",
    },
    "close": {"zh": "知道了", "en": "Close"},
}


def word(key: str, language: str = "zh", **values: object) -> str:
    """A sentence of the shell."""
    return WORDS[key][language].format(**values)
