"""export, templates, demo."""

import json
import zipfile
from pathlib import Path
from typing import get_args

import openpyxl
import pytest

from rca_workbench.cli.arguments import VIEWS
from rca_workbench.drawing.pictures import View
from rca_workbench.exchange import pictures
from rca_workbench.reference import sample_case_path
from rca_workbench.report.pdf import can_write_pdf

from .conftest import refused


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("out.json", b'{\n "schema": "rca-workbench-1"'),
        ("out.graphml", b"<?xml"),
        ("out.ics", b"BEGIN:VCALENDAR"),
        ("out.svg", b"<?xml"),
        ("out.png", b"\x89PNG"),
    ],
)
def test_a_case_is_written_in_the_format_its_name_asks_for(run, sample, name, begins):
    ran = run("export", sample, name)
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert f"Wrote {name}" in ran.err
    assert Path(name).read_bytes().startswith(begins)


def test_export_import_export_gives_the_same_bytes(run, sample):
    run("export", sample, "first.json")
    run("import", "copy.rca", "first.json")
    run("export", "copy.rca", "second.json")
    assert Path("first.json").read_bytes() == Path("second.json").read_bytes()


def test_every_view_is_a_picture_of_its_own(run, sample):
    for view in VIEWS:
        assert run("export", sample, f"{view}.svg", "--view", view).code == 0
    assert len({Path(f"{view}.svg").read_bytes() for view in VIEWS}) == len(VIEWS)


def test_the_views_of_the_command_line_are_those_there_are():
    assert VIEWS == pictures.VIEWS == get_args(View)


def test_export_leaves_the_case_as_it_was(run, sample):
    before = sample.read_bytes()
    run("export", sample, "out.json")
    assert sample.read_bytes() == before


def test_a_report_can_be_made_from_a_named_template(run, sample):
    assert run("export", sample, "out.docx", "--template", "investigation_report").code == 0
    assert "word/document.xml" in zipfile.ZipFile("out.docx").namelist()
    assert refused(run("export", sample, "other.docx", "--template", "no_such_template"), "no_such_template")
    assert not Path("other.docx").exists()


@pytest.mark.skipif(not can_write_pdf(), reason="LibreOffice is not installed")
def test_a_document_can_be_made_as_pdf(run, sample):
    assert run("export", sample, "out.pdf", "--template", "family_summary").code == 0
    assert Path("out.pdf").read_bytes().startswith(b"%PDF-")


def test_what_cannot_be_written_is_said_and_nothing_is_left(run, sample):
    assert refused(run("export", sample, "out.odt"), "out.odt", ".docx")
    assert refused(run("export", sample, "gone/out.json"), "There is no folder gone")
    Path("folder.json").mkdir()
    assert refused(run("export", sample, "folder.json"), "is a folder")
    assert refused(run("export", sample, "out.json", "--template", "x"), "--template")
    assert refused(run("export", sample, "out.json", "--view", "graph"), "--view")
    Path("linked.json").symlink_to(sample)
    assert refused(run("export", sample, "linked.json"), "is the case itself")
    assert {path.name for path in Path().iterdir()} == {"sample.rca", "folder.json", "linked.json"}


def test_the_templates_are_listed(run):
    ran = run("templates")
    assert ran.code == 0
    assert "investigation_report" in ran.out


def test_what_is_wrong_with_a_template_of_one_s_own_is_listed(run, tmp_path):
    (tmp_path / "mine").mkdir()
    ran = run("templates", "--check", "mine")
    assert ran.code == 1
    assert ran.out.strip()


def test_the_demo_makes_the_sample_case_its_report_and_pictures(run):
    ran = run("demo", "shown", "--no-window")
    assert ran.code == 0, ran.err
    made = [Path(line) for line in ran.out.splitlines()]
    assert {path.suffix for path in made} == {".rca", ".docx", ".svg", ".png", ".json", ".graphml"}
    assert all(path.stat().st_size > 1000 for path in made)
    assert (
        json.loads(next(path for path in made if path.suffix == ".json").read_text())["entities"]["case"][0][
            "sample"
        ]
        is True
    )


def test_the_sample_the_product_brings_is_a_case_to_import():
    assert json.loads(sample_case_path().read_text())["schema"] == "case-1.0"


def test_the_action_plan_is_a_spreadsheet_of_its_own(run, sample):
    assert run("export", sample, "plan.xlsx", "--view", "actions").code == 0
    assert run("export", sample, "timeline.xlsx").code == 0
    plan, timeline = (openpyxl.load_workbook(name) for name in ("plan.xlsx", "timeline.xlsx"))
    assert plan.sheetnames == ["Actions", "Progress", "Measures"]
    assert timeline.sheetnames == ["Timeline"]


def test_the_action_plan_is_no_picture(run, sample):
    assert refused(run("export", sample, "plan.svg", "--view", "actions"), "--view actions goes with a .xlsx")


def test_a_word_file_is_for_comments_unless_it_is_to_be_read_only(run, sample):
    def marked(name: str) -> bool:
        with zipfile.ZipFile(name) as held:
            return b"trackRevisions" in held.read("word/settings.xml")

    assert run("export", sample, "draft.docx", "--template", "sbar").code == 0
    assert run("export", sample, "read.docx", "--template", "sbar", "--copy", "reading").code == 0
    assert marked("draft.docx")
    assert not marked("read.docx")
    assert refused(run("export", sample, "out.json", "--copy", "review"), "--copy", ".docx")
