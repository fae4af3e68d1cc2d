"""Everything one reader gets, in one folder: documents, tables and pictures of the case, with a list of them."""

from rca_workbench.packs.commissioner import FOLDER, Pack, write_pack

__all__ = ["FOLDER", "Pack", "write_pack"]
