"""The filled-in form on paper: everything that was answered, in words, under its label, for every matter there is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.lettering import shown
from forms import Catalogue, Field, Matter, check
from kiosk.app.people.beside import Beside, Contact, Guardian
from kiosk.paper import answering
from kiosk.paper.form import FormMarks, form_pdf
from kiosk.paper.ownlayout import own_layout
from kiosk.paper.raster import page_count
from tests.paper.documents import STATION

Text = Callable[[bytes], str]
CATALOGUE = Catalogue.shipped()
CODES = [summary.code for summary in CATALOGUE.matters()]
OWN = ("M0401", "M0701", "M0901", "M1201")
CASE = "341323110000-20261124-03-0007-7KQ"
HEAD = (STATION, CASE, datetime(2026, 11, 24, 10, 6, tzinfo=UTC))


def answered(matter: Matter) -> dict[str, Any]:
    """The example, settled as the window settles it."""
    return check(matter, matter.example.answers, on=date.fromisoformat(matter.example.on)).answers.plain()


@pytest.fixture(scope="module")
def form_of(text_of: Text) -> Callable[[str], str]:
    """The text of a matter's form with its example's answers, drawn and read once."""

    @cache
    def read(code: str) -> str:
        matter = CATALOGUE.matter(code)
        return text_of(form_pdf(matter, answered(matter), *HEAD))

    return read


def words_of(matter: Matter, field: Field, value: object) -> Iterator[str]:
    """What has to stand on paper for one answer."""
    if field.type == "table":
        for row in answering.rows_of(value):
            for column in field.columns:
                yield from words_of(matter, column, row.get(column.key))
    elif field.type == "bool":
        yield "√是" if value else "√否"
    elif field.type == "multi" and isinstance(value, list):
        yield from (matter.code_sets[field.code_set].label_of(code) for code in value)
    else:
        yield answering.said(matter, field, value)


def bare(text: str) -> str:
    return "".join(shown(text).split())


@pytest.mark.parametrize("code", CODES)
def test_every_answer_of_the_example_stands_on_the_form_in_words(code: str, form_of: Callable[[str], str]) -> None:
    matter, text = CATALOGUE.matter(code), form_of(code)
    answers = answered(matter)
    wanted = [bare(says) for key, value in answers.items() for says in words_of(matter, matter.field(key), value)]
    assert [says for says in wanted if says not in text] == []
    assert bare(matter.form.title) in text
    assert CASE in text


@pytest.mark.parametrize("code", sorted(set(CODES) - set(OWN)))
def test_every_answer_stands_under_its_label(code: str, form_of: Callable[[str], str]) -> None:
    matter, text = CATALOGUE.matter(code), form_of(code)
    answers = answered(matter)
    labels = [bare(field.label) for field in matter.fields if field.key in answers and field.type != "table"]
    assert [label for label in labels if label not in text] == []
    assert [section.title for section in matter.sections if bare(section.title) not in text] == []


@pytest.mark.parametrize("code", CODES)
def test_a_blank_form_asks_for_everything(code: str, text_of: Text) -> None:
    """申请书空表 of the service guide: also what shows only sometimes."""
    matter = CATALOGUE.matter(code)
    text = text_of(form_pdf(matter, {}))
    own = own_layout(code)
    asked = [field for field in matter.fields if own is None and field.type != "table"]
    assert [field.label for field in asked if bare(field.label) not in text] == []
    assert "None" not in text
    assert "√" not in text


@pytest.mark.parametrize("code", OWN)
def test_a_layout_of_its_own_names_only_fields_that_there_are(code: str) -> None:
    """A brace or field that the matter has not would raise KeyError while it is set."""
    own = own_layout(code)
    assert own is not None
    matter = CATALOGUE.matter(code)
    assert own.covered <= {field.key for field in matter.fields}
    assert form_pdf(matter, {}) != form_pdf(matter, answered(matter))


@pytest.mark.parametrize("code", OWN)
def test_what_the_official_sheet_has_no_place_for_follows_below(code: str, text_of: Text) -> None:
    matter = CATALOGUE.matter(code)
    text = text_of(form_pdf(matter, answered(matter)))
    below = text.partition("补充栏（申请表正表以外的栏目）")[2]
    assert "已阅读并单独同意敏感个人信息处理告知书" in below


def test_the_homestead_form_has_the_parts_of_its_annexes_in_their_order(text_of: Text) -> None:
    matter = CATALOGUE.matter("M0901")
    text = text_of(form_pdf(matter, answered(matter)))
    parts = (
        "权属证书号",
        "现宅基地处置情况",
        "东至",
        "建房类型",
        "是否征求相邻权利人意见",
        "村集体经济组织或村民委员会意见",
    )
    places = [text.find(part) for part in (*parts, "农村宅基地使用承诺书（附件2）", "18个月内建成", "（附件3）")]
    assert -1 not in places
    assert places == sorted(places)
    assert "√退给村集体" in text
    assert "□保留" in text


def test_every_member_of_the_household_has_a_place_to_sign_the_authorisation(text_of: Text) -> None:
    """One signature missing, and nothing may be checked (standards.md §13)."""
    matter = CATALOGUE.matter("M1201")
    answers = answered(matter)
    members = [f"张家第{number}人" for number in range(1, 13)]
    answers["family_members"] = [dict(answers["family_members"][0], name=name) for name in members]
    text = text_of(form_pdf(matter, answers))
    sheet = text.partition("缺少一人签名的，不得提交核对")[2]
    assert [name for name in members if name not in sheet] == []
    assert "签名或按指印" in sheet


def test_a_household_of_forty_goes_on_overleaf_with_the_head_of_its_table(text_of: Text) -> None:
    matter = CATALOGUE.matter("M1202")
    answers = answered(matter)
    row = answers["family_members"][0]
    answers["family_members"] = [dict(row, name=f"成员{number}号") for number in range(1, 41)]
    pdf = form_pdf(matter, answers, *HEAD)
    text, pages = text_of(pdf), page_count(pdf)
    assert pages >= 3
    assert all(f"成员{number}号" in text for number in range(1, 41))
    assert text.count("公民身份号码") >= 2
    assert text.count("特困人员救助供养申请审批表") >= pages
    assert f"第{pages}页，共{pages}页" in text


@pytest.mark.parametrize("name", ["张𠅤䶮𫖯", "𠀃𪛖𫝀𫠝𬺰", "阿卜杜热依木·买买提吐尔逊𠅤䶮𫖯", "张𰀀英"])
@pytest.mark.parametrize("code", ["M0901", "M1205"])
def test_a_rare_name_is_right_on_the_form(name: str, code: str, text_of: Text) -> None:
    matter = CATALOGUE.matter(code)
    assert bare(name) in text_of(form_pdf(matter, answered(matter) | {"applicant_name": name}))


def test_no_code_stands_where_a_label_is_meant(text_of: Text) -> None:
    matter = CATALOGUE.matter("M1205")
    text = text_of(form_pdf(matter, answered(matter)))
    assert "汉族" in text
    assert "安徽省宿州市" in text
    assert "True" not in text
    assert "on_paper" not in text


def test_a_code_that_no_list_has_any_more_is_shown_as_it_is(text_of: Text) -> None:
    matter = CATALOGUE.matter("M0901")
    assert "√Z9" in text_of(form_pdf(matter, answered(matter) | {"build_type": "Z9"}))


def test_the_same_answers_are_the_same_file() -> None:
    matter = CATALOGUE.matter("M1201")
    assert form_pdf(matter, answered(matter), *HEAD) == form_pdf(matter, answered(matter), *HEAD)


def test_a_form_of_a_demo_says_so_on_every_page(text_of: Text) -> None:
    matter = CATALOGUE.matter("M1201")
    pdf = form_pdf(matter, answered(matter), replace(STATION, demo=True))
    assert text_of(pdf).count("演示单据，不作办事凭据") == page_count(pdf) >= 2


ANY_TEXT = st.text(st.characters(max_codepoint=0x3FFFF, exclude_categories=["Cs"]), max_size=40)
ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | ANY_TEXT
    | st.sampled_from(["1e999999", "2026-13-45", "NaN"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(code=st.sampled_from(CODES), odd=st.data())
def test_nothing_that_was_typed_stops_a_form(code: str, odd: st.DataObject, text_of: Text) -> None:
    """Whatever stands in the answers of a case that somebody else filed is printed, and never an exception."""
    matter = CATALOGUE.matter(code)
    answers = answered(matter)
    keys = odd.draw(st.lists(st.sampled_from([field.key for field in matter.fields]), max_size=4))
    answers |= {key: odd.draw(ODD) for key in keys}
    typed = odd.draw(ANY_TEXT)
    answers[matter.applicant.name] = typed
    text = text_of(form_pdf(matter, answers))
    assert bare(typed) in text


BESIDE = Beside(
    contact=Contact(name="李四", phone="13900000000", relation="邻居"),
    read_aloud_by="王五",
    witnessed_by="赵六",
    guardian=Guardian(name="张𠅤田", id_number="342224196203151511", relation="父亲", basis="未满 14 周岁"),
)


def test_who_stood_beside_stands_on_the_form_that_has_no_place_for_them(text_of: Text) -> None:
    matter = CATALOGUE.matter("M0201")
    plain = text_of(form_pdf(matter, answered(matter), *HEAD))
    text = text_of(form_pdf(matter, answered(matter), *HEAD, FormMarks({}, BESIDE)))
    assert "陪同办理情况" not in plain
    for said in ("张𠅤田", "342224196203151511", "未满14周岁", "李四", "13900000000", "王五", "赵六", "见证人签名"):
        assert bare(said) in text, said
    alone = text_of(form_pdf(matter, answered(matter), *HEAD, FormMarks({}, Beside(witnessed_by="赵六"))))
    assert bare("赵六") in alone
    assert "监护人" not in alone
    assert "宣读" not in alone


def test_what_the_form_asks_of_them_stands_at_its_own_place_and_once(text_of: Text) -> None:
    matter = CATALOGUE.matter("M1204")
    answers = {key: value for key, value in answered(matter).items() if not key.startswith("guardian_")}
    answers["disab_grade"] = "1"
    text = text_of(form_pdf(matter, answers, *HEAD, FormMarks({}, BESIDE)))
    assert text.count(bare("张𠅤田")) == 1
    assert "陪同办理情况" in text, "the others have no place there"
    own = text_of(form_pdf(matter, answers | {"guardian_name": "别人"}, *HEAD, FormMarks({}, BESIDE)))
    assert bare("别人") in own
    assert bare("张𠅤田") in own, "what was written is not written over, and he is not lost"
