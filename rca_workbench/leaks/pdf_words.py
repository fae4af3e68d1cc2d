"""What a PDF says: its pages, its properties, what stands in its tags, links, notes and attached files."""

import io
from collections.abc import Callable, Iterator

from rca_workbench.leaks.words import Place, Words, at

_TEXT_KEYS = (
    "/Alt",
    "/ActualText",
    "/E",
    "/Contents",
    "/T",
    "/TU",
    "/Title",
    "/Subj",
    "/URI",
    "/F",
    "/UF",
    "/Desc",
    "/NM",
)
"""Entries of a PDF's objects that hold words (ISO 32000-2)."""


def pdf_words(data: bytes, called: str) -> Iterator[Words]:
    """The words of a PDF, page by page, then those that are not seen on a page."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        yield Words(called, text.splitlines(), _on(number))
        if "-\n" in text:  # a word that was divided at the end of a line
            yield Words(called, text.replace("-\n", "").splitlines(), at(f"page {number}"))
    told = [str(value) for value in (reader.metadata or {}).values()]
    yield Words(called, told, at("the properties of the file"), together=False)
    packet = reader.xmp_metadata
    if packet is not None:
        from rca_workbench.leaks.markup import markup_words

        for words in markup_words(packet.stream.get_data(), called):
            yield Words(called, words.pieces, at("the properties of the file"), words.together, words.spelled)
    numbers = {number for held in reader.xref.values() for number in held} | set(reader.xref_objStm)
    said = [one for number in sorted(numbers) for one in _said(reader.get_object(number))]
    yield Words(called, said, at("a description, a note or a link"), together=False)
    from rca_workbench.leaks.contents import words_of

    for name, contents in reader.attachments.items():
        for content in contents:
            yield from words_of(content, name, f"{called} {name}")


def _on(page: int) -> Callable[[int, str], Place]:
    return lambda number, _words: (f"page {page}, line {number + 1}", "")


def _said(held: object) -> Iterator[str]:
    """Words among the entries of one object and of those that stand in it."""
    match held:
        case dict():
            for key, value in held.items():
                if isinstance(value, str | bytes):
                    if key in _TEXT_KEYS:
                        yield value if isinstance(value, str) else value.decode("latin-1")
                else:
                    yield from _said(value)
        case list():
            for value in held:
                yield from _said(value)
