"""Names by their initials, surnames in their own readings too."""

import pytest

from kiosk.domain.pinyin import initials


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("张国强", ("zgq", "")),
        ("单雄信", ("dxx", "sxx")),
        ("仇英", ("cy", "qy")),
        ("解学士", ("jxs", "xxs")),
        ("查良镛", ("cly", "zly")),
        ("阿依古丽·买买提", ("ayglmmt", "")),
        ("李A", ("la", "")),
        ("", ("", "")),
    ],
)
def test_initials(name: str, expected: tuple[str, str]) -> None:
    assert initials(name) == expected


def test_rare_characters_have_initials_or_none_but_never_break() -> None:
    assert initials("张䶮")[0] == "zy"
    assert initials("张\U00030edd")[0].startswith("z")
