"""Words that somebody said are right are kept on this laptop, for all cases or for one."""

from pathlib import Path

import pytest

from rca_workbench.store.words import add_to_case, add_to_laptop, laptop_words, words_of_case


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RCA_WORKBENCH_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_words_of_the_laptop_are_kept_apart_from_those_of_a_case() -> None:
    assert add_to_laptop("Vocera") and add_to_case("one", "Tythegston")
    assert laptop_words() == {"Vocera"}
    assert words_of_case("one") == {"Tythegston"}
    assert words_of_case("two") == frozenset()


def test_a_list_that_cannot_be_read_counts_as_empty(own_folder: Path) -> None:
    own_folder.mkdir()
    (own_folder / "words.txt").write_bytes(b"\xff\xfe\x00")
    assert laptop_words() == frozenset()


def test_a_list_that_cannot_be_written_is_said(own_folder: Path) -> None:
    own_folder.write_text("a file where the folder should be")
    assert not add_to_laptop("Vocera")


def test_no_id_of_a_case_leads_out_of_the_folder(own_folder: Path) -> None:
    assert add_to_case("../../x", "word")
    assert [one.parent for one in own_folder.rglob("*.txt")] == [own_folder / "words"]
