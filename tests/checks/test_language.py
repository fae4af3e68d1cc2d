"""Which words are marked, which are left alone, and why."""

import pytest

from rca_workbench.checks.language import Pattern, Scope, marks, patterns, praise

SCOPES = [one for one in Scope if one is not Scope.OWN_WORDS]


def by_id(one: object) -> str:
    return one.id if isinstance(one, Pattern) else repr(one)


def scope_of(one: Pattern) -> Scope:
    return next(scope for scope in SCOPES if one.reads(scope))


FIRES = [(one, text) for one in patterns() for text in one.fires]
CLEAN = [(one, text) for one in patterns() for text in one.clean]


@pytest.mark.parametrize(("one", "text"), FIRES, ids=by_id)
def test_a_pattern_marks_what_it_is_for(one: Pattern, text: str) -> None:
    if one.severity is None:
        assert praise(text, scope_of(one))
    else:
        assert one.id in {mark.pattern for mark in marks(text, scope_of(one))}


@pytest.mark.parametrize(("one", "text"), CLEAN, ids=by_id)
def test_a_pattern_leaves_alone_what_only_looks_like_it(one: Pattern, text: str) -> None:
    for scope in SCOPES:
        assert one.id not in {mark.pattern for mark in marks(text, scope)}
    if one.severity is None:
        assert not praise(text, scope_of(one))
