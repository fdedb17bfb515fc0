"""The words of the entry pad for rare characters."""

from typing import ClassVar


class Pad:
    """A character by reading, strokes, parts or code point."""

    TITLE, TITLE_TOUCH = "生僻字", "找汉字"
    BACKWARD, FORWARD = "上一页", "下一页"
    BOX = "找字"
    HINT = "拼音 yan，笔画 9，部件 龙天，码点 4DAE；可以合用：yan 9、9 龙"
    HINT_TOUCH = "拼音 yan，或笔画数 9，或部件，或码点 4DAE"
    START = "四种找法都写在这一行里。人名用字排在前面。"
    START_PARTS = "部件打不出来的，按 Ctrl+K 从部首表里选。"
    START_TOUCH = "点字母写拼音，点数字写笔画数；部件从“部首”里选。可以合用。"
    NONE = "没有这样的字。少写一样再找：拼音不确定的写部件，部件不确定的写笔画数。"
    FOUND = "{count} 个字，第 {page} 页，共 {pages} 页"
    MORE = "不止 {count} 个字，只列前面的；再写一样能少些"
    ABOUT = "{read}　{strokes}{parts}{code}"
    STROKES = "{count} 画　"
    PARTS = "{parts}　"
    UNREAD = "读音不详"
    COMMA, GLYPH = "、", "{character}　{read}"
    NO_GLYPH = "　本机字库没有这个字的字形，能录入，显示为码点"
    RADICALS = "部首表：选一个放进找字的一行；写数字只看几画的"
    RADICAL_NOTE = "{count} 画"
    CELL = "{character} {read}"
    TAKE, MOVE, PAGE, SWITCH, LEAVE = "填入", "选", "翻页", "部首表", "不找了"
    SWITCH_BACK = "回到找到的字"
    OPEN = "找字"
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Ctrl+K", "生僻字：在任何一格里打开；再按看部首表"),
        ("↑", "选字，↓ ← → 都行；PgUp PgDn 翻页"),
        ("Enter", "把选中的字填到光标处"),
    )
