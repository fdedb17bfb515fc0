"""The words of the signing glass."""


class Sign:
    """What the resident and the clerk read."""

    TITLE = "请{name}看清内容，在下面签名"
    NAMELESS = "请看清内容，在下面签名"
    HERE = "请在这里写名字"
    PAD = "签名框"
    CLEAR, CONFIRM, CANCEL = "重写", "确认", "不签了"
    NOTE = "只签名，不按手印：要按手印的，请打印出来按，再扫描。签名的笔迹、时间和所签内容一并保存。"
    READ = "要签的内容，共 {count} 页"
    PAGE = "要签的内容，第 {number} 页"
    TOO_LITTLE = "还没签上，请把名字写完整"
    DRAWING = "正在准备要签的内容…"
