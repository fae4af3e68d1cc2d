"""The places of the left rail, in the order of an investigation. One folder each; a place's tabs live in it."""

from rca_workbench.ui.places.analysis import ANALYSIS
from rca_workbench.ui.places.evidence import EVIDENCE
from rca_workbench.ui.places.improve import IMPROVE
from rca_workbench.ui.places.overview import OVERVIEW
from rca_workbench.ui.places.people import PEOPLE
from rca_workbench.ui.places.report import REPORT
from rca_workbench.ui.places.respond import RESPOND
from rca_workbench.ui.places.timeline import TIMELINE
from rca_workbench.ui.view import Place

PLACES: tuple[Place, ...] = (OVERVIEW, RESPOND, PEOPLE, EVIDENCE, TIMELINE, ANALYSIS, IMPROVE, REPORT)
