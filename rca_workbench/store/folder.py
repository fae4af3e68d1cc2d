"""Where this program keeps its own files on a laptop."""

import os
from pathlib import Path


def data_folder() -> Path:
    """The folder for safe copies, the sample case, the list of recent cases and the log.

    The environment variable RCA_WORKBENCH_DATA names another one.
    """
    chosen = os.environ.get("RCA_WORKBENCH_DATA")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("RCA Workbench", appauthor=False)
