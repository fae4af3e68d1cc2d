"""Commands of the investigation linter: what it finds in a case, and every rule it knows."""

import argparse
from collections.abc import Sequence
from datetime import date

from rca_workbench.checks import Checks, Found, Gate, Rule, all_rules
from rca_workbench.checks.words import GATES, SEVERITIES, up_to
from rca_workbench.cli.terminal import DONE, FAILED, FINDINGS, give, give_json, log_defect, one_line, say
from rca_workbench.model.fields import Plain
from rca_workbench.store import Case


def check(asked: argparse.Namespace) -> int:
    """Say what the rules find in a case, the weightiest first; with a gate, what has to be settled by then."""
    with Case.open(asked.case, read_only=True) as case:
        snapshot = case.snapshot
    checks = Checks(snapshot, on_defect=_broke, today=date.today())
    gates = up_to(Gate(asked.gate)) if asked.gate else frozenset(Gate)
    found = checks.at(gates)
    accepted = sum(one.found.gate in gates for one in checks.accepted)
    if asked.json:
        give_json([_plain(one) for one in found])
    else:
        _list(found)
    say(f"{_counted(found, asked.gate)} {_let_stand(accepted)}".rstrip())
    if found:
        return FINDINGS
    # Nothing found by the rules that ran does not say that nothing is there.
    return FAILED if checks.not_run else DONE


def checks(asked: argparse.Namespace) -> int:
    """List every rule with its source."""
    rules = all_rules()
    if asked.json:
        give_json(
            [
                {
                    "rule": one.id,
                    "title": one.title,
                    "severity": one.severity.value,
                    "gate": one.gate.value,
                    "source": one.source,
                }
                for one in rules
            ]
        )
    else:
        for one in rules:
            stands = f"{SEVERITIES[one.severity]}, {GATES[one.gate]}"
            give(one_line(f"{one.id}  {one.title}. {stands}. Source: {one.source}{_mark(one)}"))
    say(f"{len(rules)} checks.")
    return DONE


def _plain(one: Found) -> Plain:
    return {
        "rule": one.rule.id,
        "severity": one.severity.value,
        "gate": one.gate.value,
        "subject": {"kind": one.kind, "id": one.id},
        "message": one.message,
        "source": one.rule.source,
    }


def _list(found: Sequence[Found]) -> None:
    for severity, words in SEVERITIES.items():
        group = [one for one in found if one.severity is severity]
        if group:
            give(f"{words} ({len(group)})")
        for one in group:
            when = GATES[one.gate]
            give(one_line(f"  {one.rule.id}  {when[:1].upper()}{when[1:]}: {one.message}"))


def _counted(found: Sequence[Found], gate: str | None) -> str:
    at = f" that matters {GATES[Gate(gate)]}" if gate else ""
    if not found:
        return f"Nothing found{at}."
    counts = [
        f"{count} {words[:1].lower()}{words[1:]}"
        for severity, words in SEVERITIES.items()
        if (count := sum(one.severity is severity for one in found))
    ]
    return f"{len(found)} found{at}: {', '.join(counts)}."


def _let_stand(count: int) -> str:
    return f"{count} more accepted with a reason." if count else ""


def _mark(one: Rule) -> str:
    return f" ({one.mark})" if one.mark else ""


def _broke(rule: Rule, defect: Exception) -> None:
    say(f"The check {rule.id} could not be run. {log_defect(defect)}")
