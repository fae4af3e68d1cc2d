"""Editors of fields: each shows one field of one thing and keeps every change as one step of the case.

What is typed is kept on leaving the field or after a pause of a second; Ctrl+Z takes back typing first, then steps.
Text that cannot be kept stays where it was typed, with the reason under it.
"""

from rca_workbench.ui.fields.boxes import Line, Pages, Pick, Press
from rca_workbench.ui.fields.certainty import CertaintyEditor
from rca_workbench.ui.fields.choice import ChoiceEditor, FlagEditor, RefChoice, WordsEditor
from rca_workbench.ui.fields.editor import FieldEditor, LabelAt, columns, in_a_sentence
from rca_workbench.ui.fields.finding import FindLine, Offer, offer_of, offers_of
from rca_workbench.ui.fields.form import Form, editor, form
from rca_workbench.ui.fields.identity import IdentityEditor
from rca_workbench.ui.fields.refs import RefPicker, RefsEditor, Row, clear, small_button
from rca_workbench.ui.fields.sources import SourcesEditor
from rca_workbench.ui.fields.tags import TagsEditor
from rca_workbench.ui.fields.time_edit import TimeEdit
from rca_workbench.ui.fields.typed import DayEditor, NumberEditor, TextEditor, TypedEditor, leave, read_day

__all__ = [
    "CertaintyEditor",
    "ChoiceEditor",
    "DayEditor",
    "FieldEditor",
    "FindLine",
    "FlagEditor",
    "Form",
    "IdentityEditor",
    "LabelAt",
    "Line",
    "NumberEditor",
    "Offer",
    "Pages",
    "Pick",
    "Press",
    "RefChoice",
    "RefPicker",
    "RefsEditor",
    "Row",
    "SourcesEditor",
    "TagsEditor",
    "TextEditor",
    "TimeEdit",
    "TypedEditor",
    "WordsEditor",
    "clear",
    "columns",
    "editor",
    "form",
    "in_a_sentence",
    "leave",
    "offer_of",
    "offers_of",
    "read_day",
    "small_button",
]
