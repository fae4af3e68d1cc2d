"""What the team writes in a report: whether what it refers to is still there."""

from collections.abc import Iterator

from rca_workbench.analysis.prose import PART, REFERRED
from rca_workbench.analysis.quoting import in_quotes
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import PROJECT
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.checks.rules.report import GROUP
from rca_workbench.model import ReportText
from rca_workbench.model.referring import REFERENCE


@case_rule(
    "C-201",
    "What the report refers to is in the case",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="A reader who follows a reference and finds nothing there cannot check what the report says.",
    how="Refer to what stands for it now, or say it in words of your own.",
    rests_on=(PROJECT,),
    reads=("report_text", *(one.kind.name for one in REFERRED)),
    needs=("report_text",),
    example="“As T12 shows”, and T12 was taken out of the timeline.",
    sound="“As T14 shows”, and T14 is an entry of the timeline.",
)
def references_stand(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(ReportText).values():
        gone: dict[str, str] = {}
        for hit in REFERENCE.finditer(one.text):
            said, id = hit[1], hit[2]
            if not id.startswith(PART) and all(case.snapshot.get(cls, id) is None for cls in REFERRED):
                gone.setdefault(id, said)
        for id, said in gone.items():
            yield At(
                one,
                f"The text refers to {in_quotes(said, 60)}, which is no longer in the case. Refer to what stands for it "
                "now, or say it in words.",
                field="text",
                said=id,
                begin="text",
            )
