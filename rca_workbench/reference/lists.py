"""The lists that are read as they stand: each a `Sheet` with its source, licence and how sure it is."""

from rca_workbench.reference.sheet import Sheet, sheet


def thresholds() -> Sheet:
    """What makes an incident serious (2015), and which events have a required response (2022)."""
    return sheet("domain", "incident_thresholds.json")


def never_events() -> Sheet:
    """The list of Never Events and where the scheme stands."""
    return sheet("domain", "never_events.json")


def methods() -> Sheet:
    """Methods of analysis: purpose, steps, output, when proportionate."""
    return sheet("domain", "methods.json")


def blame_language() -> Sheet:
    """Patterns of blame, hindsight and counterfactual wording, with ways to reword."""
    return sheet("domain", "blame_language.json")


def graph_rules() -> Sheet:
    """Rules for a sound graph of contributory factors."""
    return sheet("domain", "causal_graph_rules.json")


def five_rules() -> Sheet:
    """The five rules of causation."""
    return sheet("domain", "five_rules_of_causation.json")


def closure_checklist() -> Sheet:
    """What a finished investigation is judged by."""
    return sheet("domain", "closure_checklist.json")


def learning_sharing() -> Sheet:
    """Ways to share learning, and how to tell whether risk fell."""
    return sheet("domain", "learning_sharing.json")


def investigation_levels() -> Sheet:
    """Levels of investigation (2015) and learning responses (2022)."""
    return sheet("domain", "investigation_levels.json")
