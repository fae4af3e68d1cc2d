"""A registered name is found in whatever part of a Word file it stands, however it is split and written."""

import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.leak_seeds import SEEDS, into_body, seeded
from rca_workbench.analysis.naming import FoundKind, Register
from rca_workbench.leaks import leaks_in
from rca_workbench.model import Actor
from rca_workbench.reference import template_folder

NAME = "Zoë O’Quenwick"
PATIENT = Actor(
    id="p", role="Patient", name=NAME, nhs_number="943 476 5919", born="12/03/1948",
    contact="07700 900123 or zoe@example.org",
)  # fmt: skip
REGISTER = Register([PATIENT, Actor(id="n", role="Ward nurse 1", name="Ward, Grace")])


@cache
def plain() -> bytes:
    """A Word file that names nobody."""
    return (template_folder() / "investigation_report" / "style.docx").read_bytes()


def found(data: bytes, name: str = "report.docx") -> list[tuple[FoundKind, tuple[str, ...]]]:
    return [(one.kind, one.actors) for one in leaks_in(data, name, REGISTER)]


def test_a_file_that_names_nobody_is_clean() -> None:
    assert found(plain()) == []


@pytest.mark.parametrize("place", SEEDS)
def test_a_name_is_found_in_every_part(place: str) -> None:
    assert (FoundKind.NAME, ("p",)) in found(seeded(plain(), NAME, SEEDS[place]))


IN_PIECES = ("a bookmark", "a link", "the name of a part", "two cells", "lines of a cell", "a vector picture")
"""Where only a registered number is known again: it stands there in pieces, or beside digits that are no numbers."""


@pytest.mark.parametrize("place", [one for one in SEEDS if one not in ("half of it removed", *IN_PIECES)])
@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("943 476 5919", FoundKind.NHS_NUMBER),
        ("401 023 2137", FoundKind.NHS_NUMBER),
        ("zoe@example.org", FoundKind.EMAIL),
        ("07700 900123", FoundKind.PHONE),
    ],
)
def test_a_number_or_address_is_found_in_every_part(place: str, words: str, kind: FoundKind) -> None:
    assert kind in {one for one, _ in found(seeded(plain(), words, SEEDS[place]))}


PEN = {
    "as it is": lambda name: name,
    "capitals": str.upper,
    "without accents": lambda name: "".join(
        one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one)
    ),
    "accents apart": lambda name: unicodedata.normalize("NFD", name),
    "straight apostrophe": lambda name: name.replace("’", "'"),
    "other apostrophe": lambda name: name.replace("’", "\u02bc"),
    "hard blank": lambda name: name.replace(" ", "\u00a0"),
    "thin blank": lambda name: name.replace(" ", "\u202f"),
    "soft hyphens": lambda name: "\u00ad".join(name),
    "zero width": lambda name: "\u200b".join(name),
    "wide letters": lambda name: "".join(
        chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in name
    ),
}


@settings(max_examples=60)
@given(st.sampled_from(sorted(SEEDS)), st.sampled_from(sorted(PEN)), st.data())
def test_a_name_is_found_however_it_is_written(place: str, pen: str, data: st.DataObject) -> None:
    words = PEN[pen](data.draw(st.sampled_from([NAME, "O’Quenwick", "O’Quenwick, Zoë", "Mrs O’Quenwick"])))
    around = data.draw(st.sampled_from(["", "seen by ", "(", "—"]))
    if around and place in ("a bookmark", "the name of a part", "a link", "two cells", "half of it removed"):
        around = ""
    if place == "half of it removed" and pen != "as it is":
        words = NAME
    assert any("p" in ids for _, ids in found(seeded(plain(), around + words, SEEDS[place])))


@settings(max_examples=40)
@given(st.lists(st.integers(1, len(NAME) - 1), max_size=6), st.lists(st.booleans(), min_size=7, max_size=7))
def test_a_name_is_found_over_runs_however_they_are_cut(cuts: list[int], formatted: list[bool]) -> None:
    ends = [0, *sorted(set(cuts)), len(NAME)]
    look, spelling = "<w:rPr><w:b/></w:rPr>", '<w:proofErr w:type="spellStart"/>'
    runs = "".join(
        f'<w:r>{look if bold else ""}<w:t xml:space="preserve">{NAME[start:end]}</w:t></w:r>{spelling if bold else ""}'
        for start, end, bold in zip(ends, ends[1:], formatted, strict=False)
    )
    data = seeded(plain(), NAME, into_body(lambda _: f"<w:p>{runs}</w:p>"))
    assert (FoundKind.NAME, ("p",)) in found(data)


def test_the_name_of_the_file_counts() -> None:
    assert found(plain(), "Report on Zoe_O'Quenwick.docx") == [(FoundKind.NAME, ("p",))]
    assert found(plain(), "ZoeOQuenwick.docx") == []  # no more than the letters of it


def test_a_registered_number_is_known_in_any_grouping() -> None:
    for words in (
        "9434765919",
        "9434 765 919",
        "943\u2009476\u20095919",
        "NHS9434765919",
        "+44 7700 900 123",
    ):
        assert {ids for _, ids in found(seeded(plain(), words, SEEDS["a paragraph"]))} == {("p",)}


def test_a_date_of_birth_is_found() -> None:
    for words in ("12 March 1948", "1948-03-12", "12.3.48"):
        assert found(seeded(plain(), f"born {words}", SEEDS["a footnote"])) == [(FoundKind.BORN, ("p",))]


def test_places_are_said_in_words() -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Appendix 2</w:t></w:r></w:p>'

    def where(place: str, words: str = NAME) -> tuple[str, str]:
        data = seeded(plain(), "", into_body(lambda _: heading + "<w:p><w:r><w:t>Said</w:t></w:r></w:p>"))
        (one,) = leaks_in(seeded(data, words, SEEDS[place]), "r.docx", REGISTER)
        return one.where, one.tag

    assert where("a paragraph") == ("Appendix 2, line 2", "")
    assert where("a control") == ("Appendix 2, line 2", "rca/factor/abc/text/0")
    assert where("two cells")[0].startswith("Appendix 2, table ") and where("two cells")[0].endswith(
        ", row 1"
    )
    assert where("a header") == ("the header", "")
    assert where("a footnote") == ("footnote 3", "")
    assert where("a comment") == ("comment 1", "")
    assert where("the author of a comment")[0].startswith("the name of an author")
    assert where("alt text")[0].startswith("the alt text")
    assert where("a property") == ("the property “creator”", "")
    assert where("a property of one's own") == ("the property “Owner”", "")


def test_attributes_are_named_in_the_order_of_the_file() -> None:
    said = [f"reader{number}@example.org" for number in (3, 1, 4, 2, 9, 6, 5, 8, 7)]
    marks = "".join(f'<one title="{each}"/>' for each in said)
    assert [one.text for one in leaks_in(f"<all>{marks}</all>".encode(), "a.xml", REGISTER)] == said


def test_the_name_itself_is_in_no_words_of_a_leak() -> None:
    (one,) = leaks_in(seeded(plain(), NAME, SEEDS["a paragraph"]), "r.docx", REGISTER)
    assert "Quenwick" not in repr(one) and "Quenwick" not in one.where
    assert one.text == "Zoë O'Quenwick"


def test_who_may_be_named_may_stand_and_nothing_else_of_theirs() -> None:
    data = seeded(plain(), f"{NAME}, 943 476 5919", SEEDS["a paragraph"])
    left = leaks_in(data, "r.docx", REGISTER, frozenset({"p"}))
    assert [one.kind for one in left] == [FoundKind.NHS_NUMBER]
    assert [one.kind for one in leaks_in(data, "r.docx", REGISTER, frozenset({"n"}))] == [
        FoundKind.NAME,
        FoundKind.NHS_NUMBER,
    ]


def test_roles_and_common_words_are_no_leaks() -> None:
    said = "Ward nurse 1 told the patient on the ward. The grace period was over; Grace was said at the ward."
    assert [
        one.kind for one in leaks_in(seeded(plain(), said, SEEDS["a paragraph"]), "r.docx", REGISTER)
    ] == []


def test_ids_and_hashes_are_no_numbers() -> None:
    xml = (
        '<w:p w:rsidR="9434765919"><w:bookmarkStart w:id="9434765919" w:name="_Toc9434765919"/><w:sdt><w:sdtPr>'
        '<w:id w:val="9434765919"/></w:sdtPr></w:sdt><w:r><w:t>'
        "573d7fdf9a93f12d199ce6c11ef33871725e8abffeacc40428d2dbb338ab879d</w:t></w:r></w:p>"
    )
    nobody = Register([])
    data = seeded(plain(), "", into_body(lambda _: xml))
    assert leaks_in(data, "r.docx", nobody) == ()
    told = seeded(plain(), "9434765919", SEEDS["alt text"])
    assert [one.kind for one in leaks_in(told, "r.docx", nobody)] == [FoundKind.NHS_NUMBER]


def test_the_organisations_own_numbers_may_stand() -> None:
    data = seeded(plain(), "Call 01632 960960, 0300 123 4567 or pals@trust.example", SEEDS["a footer"])
    assert [one.text for one in leaks_in(data, "r.docx", REGISTER)] == ["01632 960960", "pals@trust.example"]
    assert leaks_in(data, "r.docx", REGISTER, ours=frozenset({"01632960960", "pals@trust.example"})) == ()


def test_the_path_of_a_file_is_not_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "Zoe O'Quenwick"
    assert found(plain(), (folder / "r.docx").name) == []
