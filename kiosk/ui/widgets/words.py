"""The few words that widgets say by themselves."""

from datetime import datetime

WORDS: dict[str, dict[str, str]] = {
    "erase": {"zh": "退格", "en": "Backspace"},
    "clear": {"zh": "清空", "en": "Clear"},
    "page_up": {"zh": "往上翻", "en": "Up"},
    "scrolls": {"zh": "可以上下滚动", "en": "Scrolls"},
    "page_down": {"zh": "往下翻", "en": "Down"},
    "qr": {"zh": "二维码，用手机扫一扫", "en": "QR code"},
    "demo": {"zh": "演示", "en": "Demonstration"},
    "wait_more": {"zh": "再等我一会", "en": "Wait a little"},
    "back": {"zh": "返回", "en": "Back"},
    "home": {"zh": "回首页", "en": "Start"},
    "open": {"zh": "今天开放 {hours}", "en": "Open {hours}"},
    "low": {"zh": "坐着操作：按键都在下面，伸手就能点到", "en": "Seated: all keys are down here, within reach"},
    "seconds_wipe": {"zh": "秒后回首页并清除", "en": "seconds until everything here is cleared"},
}

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


def word(key: str, language: str = "zh") -> str:
    """A widget's own word."""
    return WORDS[key][language]


OPENING, CLOSING = "（", "）"


def plain(text: str) -> str:
    """Brackets as Chinese print has them."""
    return text.replace("(", OPENING).replace(")", CLOSING)


def day_line(now: datetime, *, year: bool = True) -> str:
    """2026年11月24日 星期二, or without the year."""
    front = f"{now.year}年" if year else ""
    return f"{front}{now.month}月{now.day}日 {WEEKDAYS[now.weekday()]}"
