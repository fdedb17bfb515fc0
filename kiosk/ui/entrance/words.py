"""The words of the entrance."""


class Words:
    """On the page, and on the strip while somebody is in."""

    TITLE = "请登录"
    TEXT = "用自己的工号登录。办的每一件事都记在您的名下。"
    STAFF = "工号"
    SECRET = "口令"  # noqa: S105, a label
    BADGE = "证卡"
    BADGE_HINT = "请把证卡放上读卡器，或刷一下"
    GO_IN = "登录"
    LOCKED = "{name}的屏幕已锁定"
    LOCKED_TEXT = "10 分钟没有操作，屏幕自动锁定。填了一半的都在，输口令接着办。"
    LOCKED_OWN = "您离开时锁了屏。填了一半的都在，输口令接着办。"
    GO_ON = "继续"
    OTHER = "换人登录"
    CHANGE = "{name}，请先改口令"
    CHANGE_TEXT = "初始码只用这一次（口令满半年也要换）。12 个字符以上；或 8 个以上，大写、小写、数字、符号有三种。"
    OLD = "现在的口令（初始码）"
    NEW = "新口令"
    AGAIN = "新口令再输一遍"
    UNLIKE = "两遍不一样，请再输一遍。"
    SAVE = "改好，登录"
    CHECKING = "正在核对"
