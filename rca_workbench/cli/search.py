"""The command that finds things of a case by their words."""

import argparse

from rca_workbench.cli.terminal import DONE, give, give_json, say
from rca_workbench.model import shortened
from rca_workbench.model.fields import Plain
from rca_workbench.store import Case
from rca_workbench.store.search import Search

_ALL = 1 << 30
_TITLE = 60
"""Letters of a title shown where other words of the thing are what was found."""


def search(asked: argparse.Namespace) -> int:
    """List everything that holds all the words, grouped by kind; as JSON one object a hit."""
    words = " ".join(asked.words)
    with Case.open(asked.case, read_only=True) as case:
        groups = Search.of(case.snapshot).find(words, each=_ALL)
    hits: list[Plain] = [
        {
            "kind": hit.kind,
            "id": hit.id,
            "code": hit.code,
            "title": hit.title,
            "field": hit.field,
            "snippet": hit.snippet,
        }
        for group in groups
        for hit in group.hits
    ]
    if asked.json:
        give_json(hits)
    else:
        for group in groups:
            for hit in group.hits:
                # Words from another field stand behind the title, those of the title for it.
                is_title = hit.field in ("", "code", group.kind.title_field)
                title = "" if is_title else shortened(hit.title.removeprefix(hit.code), _TITLE)
                parts = (group.kind.word, hit.code, title, hit.snippet.removeprefix(hit.code).strip())
                give("  ".join(part for part in parts if part))
    if not hits:
        say(f"Nothing in the case holds “{words}”.")
    return DONE
