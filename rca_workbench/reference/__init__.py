"""Reads `resources/`: the field's facts, design tokens, icons, typeface, sample case. Data only.

Everything is read when first asked for and kept. What a file is not sure of carries a mark (`unchecked_mark`), which
every screen and page shows beside it.
"""

from rca_workbench.reference.action_mixes import ActionMix, action_mixes, action_mixes_sheet
from rca_workbench.reference.candour import candour
from rca_workbench.reference.engagement import engagement
from rca_workbench.reference.frameworks import (
    Category,
    Crossing,
    Framework,
    Level,
    accimap_levels,
    category,
    crosswalk,
    framework,
    frameworks,
)
from rca_workbench.reference.glossary import Term, confusable, glossary
from rca_workbench.reference.harm import HarmLevel, harm_levels, harm_sheet
from rca_workbench.reference.learning import (
    SharingForm,
    SharingRule,
    form_label,
    sharing_form,
    sharing_forms,
    sharing_rules,
)
from rca_workbench.reference.lists import (
    blame_language,
    closure_checklist,
    five_rules,
    graph_rules,
    investigation_levels,
    learning_sharing,
    methods,
    never_events,
    thresholds,
)
from rca_workbench.reference.locate import resource, template_folder
from rca_workbench.reference.look import (
    font_paths,
    icon_path,
    sample_case_path,
    sample_sources,
    theme,
    tokens,
)
from rca_workbench.reference.profiles import ProfileWords, profile, profiles
from rca_workbench.reference.report_structures import (
    ReportStructure,
    Section,
    export_rules,
    report_structure,
    report_structures,
)
from rca_workbench.reference.safety_actions import (
    ActionStrength,
    ActionType,
    Asks,
    action_strengths,
    follow_through,
    ifaces,
    papers,
    safety_actions,
    smart,
)
from rca_workbench.reference.sheet import Checked, Row, Sheet, Source, sheet, unchecked_mark

__all__ = [
    "ActionMix",
    "ActionStrength",
    "ActionType",
    "Asks",
    "Category",
    "Checked",
    "Crossing",
    "Framework",
    "HarmLevel",
    "Level",
    "ProfileWords",
    "ReportStructure",
    "Row",
    "Section",
    "SharingForm",
    "SharingRule",
    "Sheet",
    "Source",
    "Term",
    "accimap_levels",
    "action_mixes",
    "action_mixes_sheet",
    "action_strengths",
    "blame_language",
    "candour",
    "category",
    "closure_checklist",
    "confusable",
    "crosswalk",
    "engagement",
    "export_rules",
    "five_rules",
    "follow_through",
    "font_paths",
    "form_label",
    "framework",
    "frameworks",
    "glossary",
    "graph_rules",
    "harm_levels",
    "harm_sheet",
    "icon_path",
    "ifaces",
    "investigation_levels",
    "learning_sharing",
    "methods",
    "never_events",
    "papers",
    "profile",
    "profiles",
    "report_structure",
    "report_structures",
    "resource",
    "safety_actions",
    "sample_case_path",
    "sample_sources",
    "sharing_form",
    "sharing_forms",
    "sharing_rules",
    "sheet",
    "smart",
    "template_folder",
    "theme",
    "thresholds",
    "tokens",
    "unchecked_mark",
]
