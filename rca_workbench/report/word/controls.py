"""What a Word template asks for: content controls tagged `rca:NAME`, or `{{NAME}}` typed as text, made into such controls.

From `take_up` on there is one kind only: a control inside a paragraph that holds one run, `{{NAME}}`.
"""

import sys
from copy import deepcopy

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from rca_workbench.report.inline import TYPED
from rca_workbench.report.word import xml

TAG = "rca:"
"""What the tag of a placeholder begins with. Fields of the case that go out to readers are `rca/...`."""
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def take_up(root: etree._Element) -> None:
    """Make every placeholder of a part a control of its own, whichever way it was put there."""
    for control in [one for one in root.iter(qn("w:sdt")) if _tagged(one)]:
        _inside_one_paragraph(control)
    for paragraph in list(root.iter(qn("w:p"))):
        _take_up_typed(paragraph)


def controls(paragraph: etree._Element) -> list[tuple[str, etree._Element]]:
    """The placeholders of a paragraph, after `take_up`: name and control."""
    return [
        (name, one)
        for one in paragraph.iter(qn("w:sdt"))
        if (name := _tagged(one)) and next(one.iterancestors(qn("w:p")), None) is paragraph
    ]


def text_of(paragraph: etree._Element) -> str:
    """The words of a paragraph, a tab as a tab, without those of a text box that hangs on it."""
    return "".join(one.text or "" if one.tag == qn("w:t") else "\t" for one in pieces(paragraph))


def pieces(paragraph: etree._Element) -> list[etree._Element]:
    """The texts and tabs of a paragraph, without those of a text box that hangs on it."""
    return [
        one
        for one in paragraph.iter(qn("w:t"), qn("w:tab"))
        if next(one.iterancestors()).tag == qn("w:r") and next(one.iterancestors(qn("w:p"))) is paragraph
    ]


def put(control: etree._Element, made: str, value: str) -> None:
    """Put ready runs, or a value in the look of the control, where a control stands. The control goes."""
    look = next(iter(control.iter(qn("w:rPr"))), None)
    within = control.find(qn("w:sdtContent"))
    if within is not None and (run := next(iter(within.iter(qn("w:r"))), None)) is not None:
        look = run.find(qn("w:rPr"))
    looked = etree.tostring(look, with_tail=False).decode() if look is not None else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{xml.said(line)}</w:t>' for line in value.split("\n"))
    runs = made or f"<w:r>{looked}{lines}</w:r>"
    for element in parse_xml(f"<w:p {xml.NAMES}>{runs}</w:p>"):
        control.addprevious(element)
    take_out(control)


def take_out(element: etree._Element) -> None:
    """Remove an element from what holds it."""
    holder = element.getparent()
    if holder is not None:
        holder.remove(element)


def _tagged(control: etree._Element) -> str:
    """The name a control asks for; empty where it is a control of another kind."""
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    said = "" if tag is None else str(tag.get(qn("w:val")) or "")
    return said.removeprefix(TAG).strip().lower() if said.startswith(TAG) else ""


def _control(name: str, look: str) -> etree._Element:
    made = (
        f"<w:sdt><w:sdtPr><w:alias {_val(name)}/><w:tag {_val(TAG + name)}/></w:sdtPr>"
        f'<w:sdtContent><w:r>{look}<w:t xml:space="preserve">{{{{{xml.said(name)}}}}}</w:t></w:r></w:sdtContent></w:sdt>'
    )
    return parse_xml(f"<w:p {xml.NAMES}>{made}</w:p>")[0]


def _val(text: str) -> str:
    return f'w:val="{xml.said(text)}"'


def _inside_one_paragraph(control: etree._Element) -> None:
    """A control around words, paragraphs or a cell becomes one around `{{NAME}}` in the first paragraph it holds."""
    name, content = _tagged(control), control.find(qn("w:sdtContent"))
    if content is None:
        take_out(control)
        return
    first = next(iter(content.iter(qn("w:p"))), None)
    run = next(iter(content.iter(qn("w:r"))), None)
    look = run.find(qn("w:rPr")) if run is not None else None
    made = _control(name, etree.tostring(look, with_tail=False).decode() if look is not None else "")
    if first is None:  # it stands in a paragraph already
        control.addprevious(made)
        take_out(control)
        return
    for other in [one for one in first if one.tag != qn("w:pPr")]:
        first.remove(other)
    first.append(made)
    for later in [one for one in content.iter(qn("w:p")) if one is not first]:
        take_out(later)
    for child in list(content):
        control.addprevious(child)
    take_out(control)


def _take_up_typed(paragraph: etree._Element) -> None:
    """Put a control where a placeholder is typed, the rest untouched: a logo or a field may stand beside it.

    One that is split over several runs takes the look of the run it begins in.
    """
    limit = sys.maxsize
    while True:
        texts = [one for one in pieces(paragraph) if one.tag == qn("w:t")]
        whole = "".join(one.text or "" for one in texts)
        found = next((one for one in reversed(list(TYPED.finditer(whole))) if one.end() <= limit), None)
        if found is None:
            return
        limit = found.start()
        name = found[1].lower()
        at, first = 0, None
        before = after = ""
        for piece in texts:
            text = piece.text or ""
            start, stop = max(found.start() - at, 0), min(found.end() - at, len(text))
            at += len(text)
            if start >= stop:
                continue
            if first is None and any(_tagged(one) for one in piece.iterancestors(qn("w:sdt"))):
                break  # a control already
            if first is None:
                first, before, after = piece, text[:start], text[stop:]
            else:
                piece.text = text[stop:]
                piece.set(SPACE, "preserve")
        if first is not None:
            _split(first, before, name, after)


def _split(piece: etree._Element, before: str, name: str, after: str) -> None:
    """Split a run at a placeholder: what stood before, the control, what stood after, all in the run's look."""
    run = piece.getparent()
    assert run is not None
    look = run.find(qn("w:rPr"))
    piece.text = before
    piece.set(SPACE, "preserve")
    rest = deepcopy(run)
    place = list(run).index(piece)
    for one in list(run)[place + 1 :]:
        run.remove(one)
    for one in list(rest)[:place]:
        if one.tag != qn("w:rPr"):
            rest.remove(one)
    text = next(one for one in rest if one.tag == qn("w:t"))
    text.text = after
    made = _control(name, etree.tostring(look, with_tail=False).decode() if look is not None else "")
    run.addnext(made)
    if after or len([one for one in rest if one.tag != qn("w:rPr")]) > 1:
        made.addnext(rest)
    if not before and len([one for one in run if one.tag != qn("w:rPr")]) == 1:
        take_out(run)
