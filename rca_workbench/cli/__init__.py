"""The command line: the same operations as the window, for people who automate.

Messages go to standard error, data to standard output. Exit code 0: done; 1: findings; 2: could not, with one
plain line; 130: stopped with Ctrl+C.
"""

import sys
from collections.abc import Sequence

from rca_workbench.cli.terminal import FAILED, INTERRUPTED, begin, complain, log_defect, was_done
from rca_workbench.model.fault import Fault


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code.

    Args:
        arguments: the words after the program's name; those of the process if None.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    begin()
    try:
        if not words:
            from rca_workbench.cli.window import open_library

            return open_library()
        from rca_workbench.cli.arguments import read_arguments

        asked = read_arguments(words)
        return asked if isinstance(asked, int) else asked.run(asked.values)
    except Fault as fault:
        complain(str(fault))
        return FAILED
    except KeyboardInterrupt:
        complain(was_done() or "Stopped. Nothing was changed.")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output, such as `head`, has seen enough. Keep Python from flushing into the pipe.
        sys.stdout = None
        return 0
    except Exception as defect:
        complain(log_defect(defect))
        return FAILED
