"""The published list of checks is the one the rules give."""

from pathlib import Path

from rca_workbench.checks import all_rules
from rca_workbench.checks.page import page

PUBLISHED = Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_published_page_is_the_one_the_rules_give() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == page(), (
        "run python -m rca_workbench.checks.page docs/checks.md"
    )


def test_the_page_holds_every_rule_with_its_source_and_an_example() -> None:
    sections = {part.split(" ", 1)[0]: part for part in page().split("\n### ")}
    for one in all_rules():
        said = sections[one.id]
        assert one.title in said
        assert one.source in said, one.id
        assert one.example, one.id
        assert one.sound, one.id
        assert f"**Speaks up:** {one.example}" in said
