"""What a newer version changed, what a draft keeps, and where centres are not the same."""

import shutil
from pathlib import Path

import pytest

import forms
from forms import Catalogue, Matter, carried, check, compare, diff
from tests.forms.conftest import ON, ROOT, matter_codes

LOW = (ROOT / "forms" / "definitions" / "c12_relief" / "M1201.v1.toml").read_text("utf-8")


def _centre(tmp_path: Path, name: str, *changes: tuple[str, str], text: str = LOW, file: str = "M1201.v2") -> Catalogue:
    """A centre's catalogue: the shipped one with a version of its own of 低保."""
    place = tmp_path / name / "definitions" / "own" / f"{file}.toml"
    place.parent.mkdir(parents=True)
    for old, new in (("version = 1", "version = 2"), *changes):
        assert old in text, old
        text = text.replace(old, new, 1)
    place.write_text(text, "utf-8")
    return Catalogue.from_sources([ROOT / "forms", tmp_path / name])


def test_a_version_differs_from_itself_in_nothing(catalogue: Catalogue) -> None:
    for code in matter_codes():
        assert diff(catalogue.matter(code), catalogue.matter(code)) == ()
    assert diff(catalogue.matter("M1201"), catalogue.matter("M1202"))


CARS = '{key = "cars", label = "机动车数", type = "int", required = true},\n  {key = "has_car", label'
WITNESS = (
    '{id = "M1201-A90", name = "邻居证言", originals = 1, copies = 0, collect = "original", source = "申请人自备", '
    "mandatory = true, tolerable = false, shareable = false}"
)


def test_every_change_is_said(tmp_path: Path) -> None:
    catalogue = _centre(
        tmp_path,
        "county",
        ('name = "最低生活保障对象认定"', 'name = "低保认定"'),
        ('name = "收入财产佐证", originals = 0, copies = 1', 'name = "收入财产佐证", originals = 0, copies = 2'),
        ('{key = "has_car", label', CARS),
        ('{key = "cash_deposit", label', '{key = "cash_saved", label'),
        ("cash_deposit = ", "cash_saved = "),
        ("has_car = false", "cars = 0\nhas_car = false"),
    )
    old, new = (catalogue.matter("M1201", version) for version in (1, 2))
    changes = diff(old, new)
    assert {(one.kind, one.part, one.key) for one in changes} == {
        ("changed", "guide", "name"),
        ("changed", "papers", "M1201-A04"),
        ("added", "form", "cars"),
        ("added", "form", "cash_saved"),
        ("removed", "form", "cash_deposit"),
    }
    assert [one.kind for one in changes][-1] == "removed"
    assert {
        "指南：事项名称由“最低生活保障对象认定”改为“低保认定”",
        "材料：“收入财产佐证”的复印件份数由“1”改为“2”",
        "表单：新增“机动车数”（类型 整数，必填 是）",
        "表单：去掉“存款、理财总额”",
    } <= {one.sentence for one in changes}
    assert [one.kind for one in diff(new, old)].count("removed") == 2


def test_a_draft_keeps_what_still_fits(tmp_path: Path) -> None:
    catalogue = _centre(
        tmp_path,
        "county",
        ('{key = "land_income", label', '{key = "land_yield", label'),
        ("land_income = ", "land_yield = "),
        ('type = "choice", required = true, code_set = "hukou_type"', 'type = "text", required = true'),
    )
    old, new = (catalogue.matter("M1201", version) for version in (1, 2))
    kept, lost = carried(old, new, old.example.answers)
    assert sorted(lost) == ["hukou_type", "land_income"]
    assert kept["has_car"] is False
    assert kept["family_members"] == list(old.example.answers["family_members"])
    assert "hukou_type" in {fault.field for fault in check(new, kept, on=ON).faults if fault.key == "missing"}


def _matter_with_columns(tmp_path: Path, *changes: tuple[str, str]) -> tuple[Matter, Matter]:
    text = (ROOT / "forms" / "definitions" / "c04_trade" / "M0402.v1.toml").read_text("utf-8")
    catalogue = _centre(tmp_path, "trade", *changes, text=text, file="M0402.v2")
    return catalogue.matter("M0402", 1), catalogue.matter("M0402", 2)


def test_a_column_that_is_gone_is_left_behind(tmp_path: Path) -> None:
    old, new = _matter_with_columns(tmp_path, ('key = "before", label', 'key = "was", label'))
    kept, lost = carried(old, new, old.example.answers)
    assert lost == ("change_detail.before",)
    assert [sorted(row) for row in kept["change_detail"]] == [["after", "item"]] * 2
    assert [(one.kind, one.key) for one in diff(old, new)] == [
        ("added", "change_detail.was"),
        ("removed", "change_detail.before"),
    ]


def test_centres_that_are_the_same_have_no_differences(catalogue: Catalogue) -> None:
    report = compare({"甲镇": catalogue, "乙镇": catalogue})
    assert (report.compared, report.same, report.differences) == (len(matter_codes()), len(matter_codes()), ())
    assert report.lines() == [
        f"2 个中心，比对 {len(matter_codes())} 个事项：{len(matter_codes())} 个处处相同，共 0 处不同。"
    ]


def test_what_a_resident_would_notice_is_reported(catalogue: Catalogue, tmp_path: Path) -> None:
    strict = _centre(
        tmp_path,
        "strict",
        ('name = "最低生活保障对象认定"', 'name = "低保认定"'),
        ('name = "收入财产佐证", originals = 0, copies = 1', 'name = "收入财产佐证", originals = 0, copies = 3'),
        ("materials = [\n", f"materials = [\n  {WITNESS},\n"),
        ("[example.materials]\n", '[example.materials]\nM1201-A90 = "original"\n'),
    )
    report = compare({"甲镇": catalogue, "乙镇": catalogue, "丙镇": strict})
    found = {(one.part, one.label, one.what): one for one in report.differences}
    assert {one.matter for one in report.differences} == {"M1201"}
    assert report.same == report.compared - 1
    assert found["papers", "邻居证言", "是否要求"].said == {"甲镇": "否", "乙镇": "否", "丙镇": "是"}
    copies = found["papers", "收入财产佐证", "复印件份数"]
    assert (copies.usual, copies.apart) == ("1", ("丙镇",))
    assert found["guide", "版本", "版本"].said["丙镇"] == "2"
    lines = report.lines()
    assert lines[0].startswith("3 个中心")
    assert "    3（1 个：丙镇）" in lines
    assert "    1（2 个：甲镇、乙镇）" in lines


def test_a_matter_that_one_centre_does_not_offer_and_one_that_has_two_codes(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    copy = tmp_path / "forms"
    shutil.copytree(ROOT / "forms", copy, ignore=shutil.ignore_patterns("compiled", "__pycache__", "joint"))
    place = copy / "definitions" / "c12_relief" / "M1205.v1.toml"
    place.write_text(place.read_text("utf-8").replace("M1205", "X1205"), "utf-8")
    (copy / "definitions" / "c01_poverty" / "M0102.v1.toml").unlink()
    report = compare({"甲镇": catalogue, "乙镇": Catalogue.from_sources([copy])})
    said = {(one.matter, one.what): dict(one.said) for one in report.differences}
    assert said["M0102", "是否可办"] == {"甲镇": "是", "乙镇": "否"}
    assert said["M1205", "同名事项的编号"] == {"甲镇": "M1205", "乙镇": "X1205"}
    assert all(one.usual == "" and len(one.apart) == 2 for one in report.differences)


def test_the_door_gives_what_it_promises() -> None:
    assert all(getattr(forms, name) is not None for name in forms.__all__)
    assert forms.diff is diff
    with pytest.raises(AttributeError):
        forms.nothing  # noqa: B018
