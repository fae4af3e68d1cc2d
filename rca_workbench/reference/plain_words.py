"""What the NHS asks of writing for everyone, how a reading age is worked out, and plain words for the field's own."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from rca_workbench.reference.sheet import Checked, Row, sheet, text, texts, unchecked_mark


@dataclass(frozen=True, slots=True)
class Aim:
    """What writing for patients and families should come to: reading ages in years, words in a sentence."""

    youngest: int
    oldest: int
    medical: int
    """How far it may go where medical matters cannot be put more simply."""
    sentence: int
    source: str


@dataclass(frozen=True, slots=True)
class Formula:
    """How a reading age is worked out: a x words per sentence + b x syllables per word - c, and years added."""

    name: str
    source: str
    per_sentence: float
    per_word: float
    less: float
    years_added: int
    least_words: int
    """With fewer there is nothing to go by."""
    sure_from: int
    """With fewer the figure jumps about."""
    hard_syllables: int
    mark: str
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word of the field, its forms, and how a family would say it."""

    said: str
    plain: str
    forms: tuple[str, ...]
    mark: str


@cache
def reading_aim() -> Aim:
    """The reading age the NHS aims for."""
    page = sheet("domain", "plain_words.json")
    row = cast(Row, page.content["aim"])
    youngest, oldest, medical, sentence = (
        int(str(row[name])) for name in ("from", "to", "medical_to", "words_in_sentence")
    )
    return Aim(youngest, oldest, medical, sentence, f"{page.source.document}, {page.source.publisher}")


@cache
def reading_formula() -> Formula:
    """The formula in use, with what it cannot tell."""
    page = sheet("domain", "plain_words.json")
    row = cast(Row, page.content["formula"])

    def number(name: str) -> float:
        return float(str(row[name]))

    return Formula(
        text(row, "name"), text(row, "source"), number("per_word_of_sentence"), number("per_syllable_of_word"),
        number("less"), int(number("years_added")), int(number("least_words")), int(number("sure_from_words")),
        int(number("hard_word_syllables")), unchecked_mark(Checked(text(row, "checked"))),
        texts(page.content, "limits"),
    )  # fmt: skip


@cache
def plain_words() -> tuple[PlainWord, ...]:
    """Words of the field with plain ones for them."""
    page = sheet("domain", "plain_words.json")
    return tuple(
        PlainWord(
            text(row, "said"), text(row, "plain"), texts(row, "forms"), unchecked_mark(page.checked_row(row))
        )
        for row in page.rows("words")
    )
