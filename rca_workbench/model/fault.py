"""What a person can mend, said in three sentences.

Every error a user may meet is a `Fault`: the window shows it calmly, the command line prints it on one line
and leaves with exit code 2. Anything else that goes wrong is a defect.
"""


class Fault(Exception):
    """Something that could not be done, in words for a user.

    Args:
        what: what happened, as a sentence.
        safe: what is safe: usually that nothing was changed.
        todo: what to do next.
    """

    def __init__(self, what: str, safe: str = "Nothing was changed.", todo: str = "") -> None:
        super().__init__(what, safe, todo)
        self.what = what
        self.safe = safe
        self.todo = todo
        self.of_case = False
        """It is about the case as a whole, such as a file that cannot be written, and not about one page."""

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.safe, self.todo) if part)
