"""The page that lists every check with its source and an example, made from the rules themselves.

`python -m rca_workbench.checks.page FILE` writes it; a test keeps the published file equal to it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from rca_workbench.checks.engine import all_rules
from rca_workbench.checks.language import Scope, patterns
from rca_workbench.checks.language_fields import READ
from rca_workbench.checks.rule import Rule
from rca_workbench.checks.words import GATES, SEVERITIES
from rca_workbench.model import KINDS
from rca_workbench.model.words import listed
from rca_workbench.reference import blame_language, profile
from rca_workbench.reference.sheet import Row, text
from rca_workbench.store.writing import write_whole


def page() -> str:
    """The page, as Markdown."""
    rules = all_rules()
    return "\n".join((*_opening(rules), *_groups(rules), *_language())) + "\n"


def _opening(rules: tuple[Rule, ...]) -> Iterator[str]:
    yield "# Checks"
    yield ""
    yield (
        f"The {len(rules)} checks of RCA Workbench. None of them stops work: each stands at a gate, and all but the few "
        "that say so can be accepted as they are, with a reason that is kept in the history and printed in the report. "
        "What a source says is restated here; how far it was read is said beside it. Thresholds are the project's own "
        "where no source is named for them. How often these checks find a fault, and how often they speak up without "
        "one, is in [checks-measured.md](checks-measured.md)."
    )
    yield ""
    yield "Made by `python -m rca_workbench.checks.page docs/checks.md`; a rule is changed where it is declared."
    yield ""
    yield f"| | {' | '.join(_capital(said) for said in GATES.values())} | all |"
    yield f"| --- |{' ---: |' * (len(GATES) + 1)}"
    for severity, said in SEVERITIES.items():
        of_it = [one for one in rules if one.severity is severity]
        counts = [sum(one.gate is gate for one in of_it) for gate in GATES]
        yield f"| {said} | {' | '.join(str(count) for count in (*counts, len(of_it)))} |"
    yield ""


def _groups(rules: tuple[Rule, ...]) -> Iterator[str]:
    for group in dict.fromkeys(one.group for one in rules):
        yield f"## {_capital(group)}"
        yield ""
        for one in rules:
            if one.group == group:
                yield from _rule(one)


def _rule(one: Rule) -> Iterator[str]:
    yield f"### {one.id} {one.title}"
    yield ""
    said = [f"{SEVERITIES[one.severity]}, {GATES[one.gate]}"]
    if not one.override:
        said.append("cannot be accepted as it is")
    if one.profiles:
        said.append(f"for {' and '.join(profile(each).name for each in one.profiles)}")
    if one.needs:
        said.append(f"asked where the case has {listed([KINDS[kind].plural for kind in one.needs])}")
    if one.by_day:
        said.append("judged by the day")
    yield f"*{'; '.join(said)}.*"
    yield ""
    yield f"- **Why:** {one.why}"
    yield f"- **What to do:** {one.how}"
    if one.example:
        yield f"- **Speaks up:** {one.example}"
    if one.sound:
        yield f"- **Sound:** {one.sound}"
    yield f"- **Source:** {one.source}{f' *({one.mark})*' if one.mark else ''}"
    yield ""


def _language() -> Iterator[str]:
    """How the patterns of language are read: what they praise, which texts, which exceptions."""
    yield "## How wording is read"
    yield ""
    yield (
        "Each text is parted into sentences; marked quotations, references and clinical terms are taken out; then each "
        "pattern is matched, and what excuses it is asked. Of phrases that overlap, the one that weighs more is marked. "
        "Words are offered, never changed."
    )
    yield ""
    yield "Good ways to say it, which are no fault and no check:"
    yield ""
    for one in patterns():
        if one.severity is None:
            yield f"- {one.id} {one.statement}: {one.explanation} “{one.fires[0]}”"
    yield ""
    yield "### Which texts are read"
    yield ""
    yield "| Text | Read as |"
    yield "| --- | --- |"
    for kind, fields in READ.items():
        for scope in dict.fromkeys(fields.values()):
            labels = [KINDS[kind].by_name[field].type.label for field, one in fields.items() if one is scope]
            yield f"| {_capital(KINDS[kind].word)}: {', '.join(labels)} | {_SCOPES[scope]} |"
    yield ""
    yield (
        "What is in no row is somebody else's own words, or no prose, and is not read: questions, contacts, accounts, "
        "quotations, statements, interview notes, apologies, responses to recommendations, readers' comments."
    )
    yield ""
    yield "### What excuses a phrase"
    yield ""
    yield "| Exception | How it is decided | Patterns |"
    yield "| --- | --- | --- |"
    decisions = blame_language().content["exception_decisions"]
    assert hasattr(decisions, "items")
    name: str
    row: Row
    for name, row in decisions.items():
        used = [one.id for one in patterns() if name in one.exceptions]
        yield f"| {name.replace('_', ' ')} | {text(row, 'how')} | {', '.join(used) or 'none at present'} |"


_SCOPES = {
    Scope.FINDING: "finding",
    Scope.CAUSAL_STATEMENT: "causal statement",
    Scope.SUMMARY: "summary",
    Scope.TITLE: "title",
    Scope.RECOMMENDATION: "recommendation",
    Scope.ACTION: "action",
    Scope.TIMELINE_FACT: "what happened",
    Scope.OTHER: "names only",
}


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


if __name__ == "__main__":
    write_whole(Path(sys.argv[1]), page().encode())
