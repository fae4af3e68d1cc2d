"""Reads the comments of a Word file: who says what, where, in answer to what."""

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from rca_workbench.report.document import FieldKey
from rca_workbench.report.returned.body import Spot, W
from rca_workbench.report.returned.file import ReturnedComment
from rca_workbench.report.returned.package import Package

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def comments_in(package: Package, spots: Mapping[str, Spot]) -> tuple[ReturnedComment, ...]:
    """The comments in the order in which they stand in the text; those whose place is gone come last."""
    root = package.root("word/comments.xml")
    if root is None:
        return ()
    threads, by_place = _threads(package), package.program().startswith("LibreOffice")
    ids: dict[str, str] = {}
    found: list[tuple[ReturnedComment, str]] = []
    for one in root.iter(f"{W}comment"):
        id = one.get(f"{W}id", "")
        para = _last_paragraph(one)
        if para:
            ids[para] = id
        _, resolved = threads.get(para, ("", False))
        spot = spots.get(id)
        quote = _quote(spot) if spot is not None else ""
        made = ReturnedComment(
            id=id,
            author=one.get(f"{W}author", ""),
            on=one.get(f"{W}date", "")[:10],
            text=_text(one),
            quote=quote,
            line=spot.line if spot is not None else None,
            tags=_tags(spot) if spot is not None else (),
            resolved=resolved,
            at=one.get(f"{W}date", ""),
        )
        found.append((made, para))

    def answers(one: ReturnedComment, para: str) -> str:
        if para in threads:
            return ids.get(threads[para][0], "")
        return _behind(spots.get(one.id)) if by_place else ""

    answered = [_answering(one, answers(one, para)) for one, para in found]
    last = max((one.line for one in answered if one.line is not None), default=0) + 1
    # Word writes them in the order in which they were made.
    return tuple(sorted(answered, key=lambda one: last if one.line is None else one.line))


def _answering(one: ReturnedComment, to: str) -> ReturnedComment:
    if not to or to == one.id:
        return one
    return replace(one, answers=to)


def _behind(spot: Spot | None) -> str:
    """The comment that one answers in a file of LibreOffice that does not say.

    LibreOffice writes no threads for replies that were not there when it opened a file. It puts a reply, on no words of
    its own, right behind what it answers. From any other program such a comment is one of its own.
    """
    return spot.behind if spot is not None else ""


def _threads(package: Package) -> dict[str, tuple[str, bool]]:
    """By the id of a comment's last paragraph: that of the comment it answers, and whether it is marked as resolved."""
    found: dict[str, tuple[str, bool]] = {}
    for name in package.part_names("word/commentsExtended"):
        root = package.root(name)
        for one in root.iter(f"{_W15}commentEx") if root is not None else ():
            done = one.get(f"{_W15}done", "0") in ("1", "true")
            found[one.get(f"{_W15}paraId", "").upper()] = (one.get(f"{_W15}paraIdParent", "").upper(), done)
    return found


def _last_paragraph(comment: etree._Element) -> str:
    paragraphs = comment.findall(f"{W}p")
    return paragraphs[-1].get(f"{_W14}paraId", "").upper() if paragraphs else ""


def _text(comment: etree._Element) -> str:
    lines = []
    for paragraph in comment.iter(f"{W}p"):
        words = []
        for one in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
            words.append((one.text or "") if one.tag == f"{W}t" else "\n" if one.tag == f"{W}br" else " ")
        lines.append("".join(words).strip())
    return "\n".join(lines).strip()


def _quote(spot: Spot) -> str:
    words = "".join(spot.words) if "".join(spot.words).strip() else "".join(spot.gone)
    return words.strip()


def _tags(spot: Spot) -> tuple[FieldKey, ...]:
    """The fields a comment is about: that around either end before those between."""
    ends = [one[0] for one in (spot.first, spot.last) if one is not None]
    return tuple(dict.fromkeys((*ends, *spot.tags)))
