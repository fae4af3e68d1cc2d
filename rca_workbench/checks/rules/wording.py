"""Whether what stands on the map can be read as a statement: cause, effect, something that could be true or false."""

from collections.abc import Iterator

from rca_workbench.checks.causal_words import has_verb
from rca_workbench.checks.facts import CAUSES, Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.language import Scope, marks
from rca_workbench.checks.language_fields import DECIDING, Around
from rca_workbench.checks.rule import At, Severity
from rca_workbench.model import Factor

_WORDS = 40
"""Words beyond which a factor is more than one statement (rule G-21, the project's number)."""


@graph_rule(
    "G-20",
    needs=("link",),
    example="A link leads from a factor without words to “The patient fell”.",
    sound="“Two of three nurses were on escort” leads to “The bay was unobserved”, and that to “The patient fell”.",
)
def links_say_cause_and_effect(case: Facts) -> Iterator[At]:
    # The link itself is the verb between the two. That it leads to an event or harm is asked by rule G-07, and the
    # words of a finding are read by rules.
    graph = case.graph
    for one in graph.causal:
        cause, effect = graph.factors[str(one.source)], graph.factors[str(one.target)]
        empty = [end for end in (cause, effect) if not end.text.strip()]
        if empty and cause is not effect:
            which = "Both ends" if len(empty) > 1 else "The cause" if empty[0] is cause else "The effect"
            yield At(
                one,
                f"{which} of a link {'have' if len(empty) > 1 else 'has'} no words: {case.called(cause)} leads to "
                f"{case.called(effect)}. Say what was so.",
                tuple(end.id for end in empty),
                begin="text",
            )


@graph_rule(
    "G-21",
    reads=("factor", "link", *DECIDING),
    example="“Poor communication”",
    sound="“The evening team had the chart of the day before, without the new allergy”",
)
def factors_are_statements(case: Facts) -> Iterator[At]:
    around: Around | None = None
    for one in case.graph.factors.values():
        if not one.text.strip():
            yield _at(one, "This factor has no words. Say what was so.", Severity.WARNING)
            continue
        found = marks(one.text, Scope.FINDING)
        if found:
            # Only where words were found is it asked what the case knows that excuses them.
            around = around or Around(case.snapshot)
            found = marks(one.text, Scope.FINDING, around.context(one, "text"))
        judging = [mark for mark in found if mark.severity is not Severity.ADVICE and mark.pattern != "BL064"]
        if judging:
            said = " and ".join(dict.fromkeys(f"“{mark.phrase}”" for mark in judging))
            yield _at(
                one,
                f"{said} in {case.called(one)} cannot be shown to be true or false. Describe what was so.",
                Severity.WARNING,
            )
            continue
        unclear = case.kept("unclear", one, _unclear)
        if unclear:
            yield _at(one, f"{case.called(one)} {unclear}", Severity.ADVICE)


def _unclear(one: Factor) -> str:
    """Why a text is no single statement; empty where it is one."""
    if one.text.rstrip().endswith("?"):
        return "asks a question. Write what is known, and put the question under evidence still wanted."
    words = len(one.text.split())
    if words > _WORDS:
        return (
            f"has {words} words. Make one statement of it, or several factors, and put the rest in its note."
        )
    if one.factor_kind in CAUSES and not has_verb(one.text):
        return "is a name, not a statement: nobody could show that it is true or false. Say what was so."
    return ""


def _at(one: Factor, message: str, severity: Severity) -> At:
    return At(one, message, field="text", said=one.text, begin="text", severity=severity)
