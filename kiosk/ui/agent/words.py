"""The words of the village agent's screen."""


class Day:
    """The agent's day as four lists."""

    ROLE = "代办员　{staff}"
    NO_STAFF = "代办员"
    TODAY = "今天代收 {count} 件"
    WHO = "代办人"
    WHO_HINT = "写在每张代收单上，填一次，关机前一直用"
    NAME, NUMBER, PHONE = "姓名", "身份证号", "电话"
    COLLECTED = "今天代收"
    TO_SEND = "等送镇里"
    TO_MEND = "要补材料"
    TO_BRING = "取回送达"
    NONE = "没有"
    PEOPLE = "{count} 件"
    NEW = "新收一件"
    DAY = "回到今天"
    SAFE = "都在本机存着，照常办"
    WAITING = "{count} 条待上传"
    NUMBER_WRONG = "身份证号不对，请对照证件核对"
    DEMO = "演示"
