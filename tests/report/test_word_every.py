"""Every document of the case, on both frameworks, is sound and can be read by everyone."""

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from rca_workbench.model import Snapshot
from rca_workbench.report import Copy, Edition, export_docx, templates
from tests.checks.days import TODAY

from .looking import File, broken, unreadable

NAMES = [one.name for one in templates()]


@pytest.mark.parametrize("name", NAMES)
def test_every_document_is_sound_and_readable(
    name: str, snapshot: Snapshot, on_the_other_profile: Snapshot, tmp_path: Path
) -> None:
    for case, copy in ((snapshot, Copy.REVIEW), (on_the_other_profile, Copy.SIGNED)):
        out = tmp_path / f"{copy}.docx"
        edition = Edition(TODAY, copy=copy, export_id="e1", case_id="c1")
        pictures = name != "analysis_pack" and copy is Copy.REVIEW
        export_docx(case, out, edition, template=name, page_numbers=False, pictures=pictures)
        assert not list(OpenXmlValidator().validate(str(out)).errors)
        file = File(out)
        assert broken(file) == []
        assert unreadable(file) == []
