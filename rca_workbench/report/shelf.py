"""The report templates at hand: those that come with the program, and an organisation's own before them."""

from pathlib import Path

from rca_workbench.reference import template_folder
from rca_workbench.store.own_templates import is_template, own_folder, own_folders, templates_in


def folder_of(name: str) -> Path:
    """The folder of the template of that name: the organisation's own, where it has one, before the program's."""
    if name and name == Path(name).name and name not in (".", ".."):
        own = own_folder() / name
        if is_template(own):
            return own
    return template_folder() / Path(name).name


def folders() -> tuple[Path, ...]:
    """The folders of all templates in use, each name once."""
    standard = {one.name: one for one in templates_in(template_folder())}
    own = {one.name: one for one in own_folders()}
    return tuple(found for _, found in sorted((standard | own).items()))


def is_own(folder: Path) -> bool:
    """Whether a template is the organisation's own."""
    return folder.parent != template_folder()


def replaces_standard(folder: Path) -> bool:
    """Whether an organisation's template stands in place of one that comes with the program, for it has its name."""
    return is_own(folder) and is_template(template_folder() / folder.name)
