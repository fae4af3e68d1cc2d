"""The last look at a finished file before it leaves: whether any part of it says who somebody is.

Texts of a case are looked over while they are typed (`analysis/naming.py`); here it is the bytes themselves, whatever
wrote them, with all that a program may have put beside the text: properties, comments, descriptions of pictures, names.
"""

from rca_workbench.leaks.clean import (
    NAMES,
    addressable,
    check_clean,
    clean_file,
    named_in,
    register_of,
    write_clean,
)
from rca_workbench.leaks.finding import leaks_in, numbers_of
from rca_workbench.leaks.leak import Leak, LeakFault, leak_words
from rca_workbench.leaks.sources import Source, placed, sources_of

__all__ = [
    "NAMES",
    "Leak",
    "LeakFault",
    "Source",
    "addressable",
    "check_clean",
    "clean_file",
    "leak_words",
    "leaks_in",
    "named_in",
    "numbers_of",
    "placed",
    "register_of",
    "sources_of",
    "write_clean",
]
