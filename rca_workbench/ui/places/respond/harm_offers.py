"""The levels of harm as one chooses them: physical first, then psychological; the two scales stay apart."""

from rca_workbench.reference import harm_levels

SCALES = (("physical", "Physical harm"), ("psychological", "Psychological harm"))


def harm_offers() -> list[tuple[str, str]]:
    """What is kept and what one reads for each level: "Severe physical harm", "Physical harm: severe"."""
    return [
        (level.name, f"{title}: {level.label.lower()}")
        for scale, title in SCALES
        for level in harm_levels(scale)
    ]


def harm_mark() -> str:
    """How sure the list of levels is; empty where nothing need be said."""
    mark = next((one.mark for one in harm_levels("physical")), "")
    return f"Levels of harm: {mark[:1].lower()}{mark[1:]}" if mark else ""
