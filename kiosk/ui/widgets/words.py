"""The few words that widgets say by themselves."""

WORDS: dict[str, dict[str, str]] = {
    "erase": {"zh": "退格", "en": "Backspace"},
    "clear": {"zh": "清空", "en": "Clear"},
    "page_up": {"zh": "往上翻", "en": "Up"},
    "page_down": {"zh": "往下翻", "en": "Down"},
    "qr": {"zh": "二维码，用手机扫一扫", "en": "QR code"},
}


def word(key: str, language: str = "zh") -> str:
    """A widget's own word."""
    return WORDS[key][language]
