"""What the board says to the whole hall."""

WORDS: dict[str, dict[str, str]] = {
    "please_go": {"zh": "请到", "en": "please go to"},
    "window_unit": {"zh": "号窗口", "en": "window"},
    "window": {"zh": "{window} 号窗口", "en": "Window {window}"},
    "wait_for_call": {"zh": "请等候叫号", "en": "Please wait to be called"},
    "come_now": {"zh": "请到窗口", "en": "please come"},
    "served_now": {"zh": "正在办理", "en": "being served"},
    "mute": {"zh": "语音用不了，叫号照常显示", "en": "No voice; calls are shown"},
    "window_paused": {"zh": "暂停", "en": "paused"},
    "window_free": {"zh": "请等候", "en": "free"},
    "just_called": {"zh": "刚才叫过", "en": "Just called"},
    "nobody_called": {"zh": "今天还没有叫号", "en": "Nobody was called yet"},
    "waiting_now": {"zh": "现在等候：", "en": "Waiting: "},
    "waiting_in": {"zh": "{category} {count} 人", "en": "{category} {count}"},
    "waiting_others": {"zh": "其他 {count} 人", "en": "others {count}"},
    "nobody_waits": {"zh": "现在没有人等候", "en": "Nobody is waiting"},
    "fresh": {"zh": "叫号正常，{seconds} 秒前更新", "en": "Updated {seconds} s ago"},
    "fresh_now": {"zh": "叫号正常，刚刚更新", "en": "Up to date"},
    "opening": {"zh": "正在打开叫号画面", "en": "Opening"},
    "stale": {
        "zh": "画面停在 {time}，叫到几号请听工作人员喊，正在重新连接",
        "en": "Standing since {time}; reconnecting",
    },
}

NOTICES = (
    "过号不用重取，告诉窗口工作人员就能接着办。",
    "办事不收费，代办也不收费。",
    "请看清号码和窗口，叫到再过去。",
    "材料没带齐也能先问，窗口会一次说清还缺什么。",
)
NOTICE_GAP = "　　　　"
BETWEEN = "　"


def word(key: str, language: str = "zh", **values: object) -> str:
    """A sentence of the board."""
    return WORDS[key][language].format(**values)


def running_line() -> str:
    """All notices in one line."""
    return NOTICE_GAP.join(NOTICES)
