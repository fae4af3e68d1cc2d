"""Text pasted from spreadsheets, from tables and paragraphs of Word, and from anywhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.exchange.sheet import Role, guess, plan, read_pasted
from rca_workbench.model import Snapshot
from rca_workbench.model.fault import Fault
from tests.checks.days import TODAY

from .sheets import planned, told


def pasted(text):
    return told(planned(read_pasted(text)))


def rows(text):
    return [list(row) for row in read_pasted(text).sheets[0].rows]


def test_cells_of_a_spreadsheet_come_in_with_their_line_ends():
    text = 'When\tWhat happened\n13/04/2025 02:15\t"Fell\nand said ""help"""\n13/04/2025 02:20\tHelped\n'
    assert [what for _, _, what in pasted(text)] == ['Fell\nand said "help"', "Helped"]


def test_quotation_marks_of_a_word_table_stay():
    assert rows('02:15\tNurse\t"Help," he said\n02:20\tNurse\tHelped') == [
        ["02:15", "Nurse", '"Help," he said'],
        ["02:20", "Nurse", "Helped"],
    ]


def test_paragraphs_inside_a_cell_of_a_word_table_are_put_together():
    text = (
        "Date and time\tWho\tWhat happened\tComment\n13/04/2025 02:15\tWard nurse\nand sister\tFell.\nWas helped.\tDark\n"
        "No rails\n13/04/2025 02:20\tDoctor\tCame\t\n"
    )
    assert rows(text)[1:] == [
        ["13/04/2025 02:15", "Ward nurse\nand sister", "Fell.\nWas helped.", "Dark\nNo rails"],
        ["13/04/2025 02:20", "Doctor", "Came", ""],
    ]
    assert pasted(text)[0][1] == "Ward nurse and sister"


def test_paragraphs_that_begin_with_a_time_become_rows():
    text = (
        "Sunday 13 April 2025\n"
        "02:15 – Patient found on the floor.\n"
        "He said he had called twice.\n"
        "c. 0220: registrar bleeped\n"
        "\n"
        "• 02:40\tRegistrar answered\n"
        "14 April 2025, 09:00 Family told\n"
    )
    assert [row for row in pasted(text) if row[2]] == [
        ("at 02:15 on 13 April 2025", "", "Patient found on the floor.\nHe said he had called twice."),
        ("about 02:20 on 13 April 2025", "", "registrar bleeped"),
        ("at 02:40 on 13 April 2025", "", "Registrar answered"),
        ("at 09:00 on 14 April 2025", "", "Family told"),
    ]


def test_separated_values_are_seen_in_a_paste_too():
    text = "When,Who,What happened\n13/04/2025 02:15,Nurse,Fell\n13/04/2025 02:20,Nurse,Helped\n"
    assert pasted(text)[1] == ("at 02:20 on 13 April 2025", "Nurse", "Helped")


def test_sentences_with_commas_are_no_separated_values():
    text = "The patient, a man, fell.\nThe nurse, alone, helped."
    assert [what for _, _, what in pasted(text)] == ["The patient, a man, fell.\nThe nurse, alone, helped."]


def test_nothing_pasted_is_said():
    with pytest.raises(Fault, match="There is no text to bring in"):
        read_pasted(" \n\t ")


@given(st.text(st.sampled_from('0123 :/\t\n,;"abc.-–\x0b\x07'), min_size=1, max_size=80))
def test_whatever_is_pasted_no_word_is_lost_and_nothing_is_raised(text):
    try:
        book = read_pasted(text)
    except Fault:
        return
    kept = "".join(str(cell) for row in book.sheets[0].rows for cell in row)
    assert sum(kept.count(letter) for letter in "abc") == sum(text.count(letter) for letter in "abc")
    layout = guess(book)
    if layout.column(Role.WHAT) is not None:
        assert plan(book, layout, Snapshot.empty(), now=TODAY).workbook is book
