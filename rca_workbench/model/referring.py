"""How a text that the team writes holds a reference: `⟦T12, 02:05|ID⟧`, the words it was put in with and what it means.

The brackets are signs nobody types and every format carries. Whoever reads the text raw still reads the words; whoever
searches or checks it reads them alone.
"""

import re

OPENS, CLOSES, PARTS = "⟦", "⟧", "|"
REFERENCE = re.compile(r"⟦([^⟦⟧|\n]*)\|([^⟦⟧|\s]+)⟧")
"""Words, then the id of a thing of the case, or `#` and the id of a heading, table or figure of the report."""


def reference(said: str, id: str) -> str:
    """A reference as a text holds it."""
    words = " ".join(re.sub(r"[⟦⟧|]", " ", said).split())
    return f"{OPENS}{words}{PARTS}{id}{CLOSES}"


def said_plainly(text: str) -> str:
    """A text with each reference in the words it was put in with, for who does not have the case at hand."""
    return REFERENCE.sub(r"\1", text) if OPENS in text else text
