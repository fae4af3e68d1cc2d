"""Comments of a file that came back: which of them is an answer to another."""

from pathlib import Path

import pytest
from lxml import etree

from rca_workbench.report.returned import read
from tests.report.returned.conftest import Sent
from tests.report.returned.packages import NAMES, changed, controls, in_body, run

_PROGRAM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>{}</Application></Properties>"
)


@pytest.mark.parametrize(
    ("program", "answers"),
    [("LibreOffice/25.2.3.2$Linux_X86_64", "7"), ("Microsoft Office Word", ""), ("ONLYOFFICE/8.2", "")],
)
def test_a_comment_on_no_words_is_an_answer_only_where_libreoffice_saved_it(
    sent: Sent, tmp_path: Path, program: str, answers: str
) -> None:
    """One on words and one on none right behind it, in a file that says nothing of threads."""

    def edit(root: etree._Element) -> None:
        control = controls(root)[0]
        parent = control.getparent()
        assert parent is not None
        at = parent.index(control)
        sign = '<w:r><w:commentReference w:id="{}"/></w:r>'
        behind = ('<w:commentRangeEnd w:id="7"/>', sign.format(7), sign.format(8))
        for one in reversed(behind):
            parent.insert(at + 1, etree.fromstring(f"<w:x {NAMES}>{one}</w:x>")[0])
        parent.insert(at, etree.fromstring(f'<w:x {NAMES}><w:commentRangeStart w:id="7"/></w:x>')[0])

    comments = "".join(
        f'<w:comment w:id="{id}" w:author="{by}"><w:p>{run(said)}</w:p></w:comment>'
        for id, by, said in ((7, "Ann", "Is that so?"), (8, "Ben", "Where is the plan?"))
    )
    back = changed(
        sent.draft,
        tmp_path / "back.docx",
        {
            **in_body(edit),
            "word/comments.xml": lambda _: f"<w:comments {NAMES}>{comments}</w:comments>".encode(),
            "docProps/app.xml": lambda _: _PROGRAM.format(program).encode(),
        },
    )
    assert [(one.id, one.answers) for one in read(back).comments] == [("7", ""), ("8", answers)]
