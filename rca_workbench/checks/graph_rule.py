"""Rules of the graph whose words stand in `resources/domain/causal_graph_rules.json`, under the same id."""

from collections.abc import Callable, Iterable
from functools import cache

from rca_workbench.checks.rule import Gate, Run, Severity, rule
from rca_workbench.reference import graph_rules
from rca_workbench.reference.sheet import Row, text, texts, unchecked_mark

PROJECT = "X"
"""The key of what is the project's own judgement."""


def graph_rule(
    id: str,
    *,
    reads: Iterable[str] = ("factor", "link"),
    needs: Iterable[str] = ("factor",),
    example: str = "",
    sound: str = "",
    title: str = "",
    why: str = "",
    how: str = "",
) -> Callable[[Run], Run]:
    """Declare the rule of that id: title, severity, gate, reason, mend and source are read from the list.

    Where the list speaks to programmers, of nodes and edges, `title`, `why` and `how` say the same to investigators.
    """
    sheet = graph_rules()
    row = _rows()[id]
    return rule(
        id,
        title=title or text(row, "statement").rstrip("."),
        severity=Severity(text(row, "severity")),
        gate=Gate(text(row, "gate")),
        group=text(row, "group"),
        why=why or text(row, "why"),
        how=how or text(row, "fix"),
        source=_source(row),
        reads=reads,
        mark=unchecked_mark(sheet.checked_row(row)),
        override=row.get("override_with_reason") is not False,
        needs=needs,
        example=example,
        sound=sound,
    )


@cache
def _rows() -> dict[str, Row]:
    return {text(row, "id"): row for row in graph_rules().rows("rules")}


def _source(row: Row) -> str:
    keys = graph_rules().content["source_keys"]
    assert hasattr(keys, "get")
    return "; ".join(str(keys.get(key, key)) for key in texts(row, "sources"))
