"""Handing in papers: what is missing, owed, shared or only seen, each refused by its name."""

import pytest

from forms import Catalogue, check_materials


def _given(catalogue: Catalogue, code: str, **changes: str) -> dict[str, str]:
    given = dict(catalogue.matter(code).example.materials)
    for key, way in changes.items():
        given[f"{code}-{key}"] = way
    return {key: way for key, way in given.items() if way}


@pytest.mark.parametrize(
    ("code", "changes", "key", "severity", "words"),
    [
        ("M1201", {"A01": ""}, "missing", "error", "最低生活保障申请书"),
        ("M1201", {"A04": ""}, "missing", "error", "容缺"),
        ("M1201", {"A01": "owed"}, "material_owed", "error", "不能容缺"),
        ("M1201", {"A01": "shared"}, "material_shared", "error", "最低生活保障申请书"),
        ("M1201", {"A01": "seen"}, "material_seen", "error", "原件"),
        ("M1201", {"A01": "copy"}, "material_copy", "error", "须交原件"),
        ("M1201", {"A01": "gone"}, "material_status", "error", "gone"),
        ("M1201", {"A99": "original"}, "material_unknown", "error", "M1201-A99"),
        ("M1201", {"A03": "original"}, "material_kept", "warn", "退还"),
        ("M0301", {"A05": "owed"}, "material_owed_optional", "error", "不是必要材料"),
    ],
)
def test_a_paper_is_refused_by_name(
    code: str, changes: dict[str, str], key: str, severity: str, words: str, catalogue: Catalogue
) -> None:
    (fault,) = check_materials(catalogue.matter(code), _given(catalogue, code, **changes))
    assert (fault.key, fault.severity) == (key, severity)
    assert words in fault.sentence
    assert fault.field == f"{code}-{next(iter(changes))}"


@pytest.mark.parametrize("way", ["original", "copy", "shared", "on_file", "owed"])
def test_a_tolerable_shareable_copy_may_come_in_any_of_these_ways(way: str, catalogue: Catalogue) -> None:
    assert check_materials(catalogue.matter("M1201"), _given(catalogue, "M1201", A04=way)) == ()


def test_an_optional_paper_may_be_left_out(catalogue: Catalogue) -> None:
    assert "M0301-A05" not in catalogue.matter("M0301").example.materials
    assert check_materials(catalogue.matter("M0301"), _given(catalogue, "M0301")) == ()


def test_nothing_handed_in_is_every_mandatory_paper_missing(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0901")
    faults = check_materials(matter, {})
    assert [fault.field for fault in faults] == [one.id for one in matter.materials if one.mandatory]
