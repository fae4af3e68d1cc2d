"""Case and template to a Word report and to its preview."""

from rca_workbench.report.compose import Section, build, outline
from rca_workbench.report.document import Copy, Edition, Since, running_text
from rca_workbench.report.export import (
    TemplateInfo,
    check_template,
    export_docx,
    export_pdf,
    templates,
    usable_templates,
)
from rca_workbench.report.preview import preview_html
from rca_workbench.report.template import is_for_family, names_nothing, title_of

__all__ = [
    "Copy",
    "Edition",
    "Section",
    "Since",
    "TemplateInfo",
    "build",
    "check_template",
    "export_docx",
    "export_pdf",
    "is_for_family",
    "names_nothing",
    "outline",
    "preview_html",
    "running_text",
    "templates",
    "title_of",
    "usable_templates",
]
