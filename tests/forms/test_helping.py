"""Help for a question: what it is, where on the paper, a sample; written once and there for every question."""

from collections.abc import Iterator

from forms import Catalogue, Field, Matter, help_of
from tests.forms.conftest import matter_codes

OWN_WORDS = 2  # a text of several questions that is written in more definitions than this belongs in help.toml


def _asked(catalogue: Catalogue) -> Iterator[tuple[Matter, Field, str]]:
    for code in matter_codes():
        matter = catalogue.matter(code)
        for field in matter.fields:
            if field.filled_by in ("applicant", "system"):
                yield matter, field, ""
                yield from ((matter, column, field.key) for column in field.columns)


def test_every_question_at_a_window_can_be_explained(catalogue: Catalogue) -> None:
    for matter, field, table in _asked(catalogue):
        told = help_of(matter, field, table)
        assert told.how, (matter.code, field.key)


def test_numbers_of_certificates_say_where_they_stand_and_how_they_look(catalogue: Catalogue) -> None:
    for matter, field, table in _asked(catalogue):
        if field.type in ("idcard", "uscc", "bankcard") or field.kind == "name":
            told = help_of(matter, field, table)
            assert told.found, (matter.code, field.key)
            assert told.sample, (matter.code, field.key)


def test_a_sample_is_what_the_matters_own_example_says(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1201")
    assert help_of(matter, matter.field("hukou_division")).sample == matter.example.answers["hukou_division"]
    table = matter.field("family_members")
    relation = next(one for one in table.columns if one.key == "relation")
    assert help_of(matter, relation, table.key).sample == matter.example.answers[table.key][0]["relation"]


def test_the_definitions_own_words_go_before_the_common_ones(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0101")
    payee = help_of(catalogue.matter("M0102"), catalogue.matter("M0102").field("payee_name"))
    assert "存折" in payee.found
    assert "身份证" in help_of(matter, matter.field("applicant_name")).found
    assert help_of(matter, matter.field("applicant_name")).what == matter.field("applicant_name").hint
    assert "间隔号" in help_of(matter, matter.field("applicant_name")).how


def test_no_words_of_help_are_written_in_one_definition_after_another(catalogue: Catalogue) -> None:
    """A common block carries them once; so does help.toml."""
    own: dict[str, set[str]] = {}
    for code in matter_codes():
        for section in catalogue.matter(code).sections:
            for field in section.fields if not section.block else ():
                for one in (field, *field.columns):
                    if one.found:
                        own.setdefault(one.found, set()).add(code)
    assert {found: len(codes) for found, codes in own.items() if len(codes) > OWN_WORDS} == {}
