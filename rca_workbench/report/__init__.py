"""Case and template to a Word report and to its preview."""

from rca_workbench.report.compose import Section, build, outline
from rca_workbench.report.export import TemplateInfo, check_template, export_docx, templates
from rca_workbench.report.preview import preview_html
from rca_workbench.report.template import title_of

__all__ = [
    "Section",
    "TemplateInfo",
    "build",
    "check_template",
    "export_docx",
    "outline",
    "preview_html",
    "templates",
    "title_of",
]
