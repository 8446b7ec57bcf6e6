"""The program: `journal`, and `python -m journal`."""

import gc
import os
import sys


def run() -> None:
    """Run the command line, and end the process."""
    code: object = 1
    _have_streams()
    # A command makes much and throws little away; to go over all of it again and again takes a quarter of a rebuild.
    gc.set_threshold(1_000_000, 50, 50)
    held: list[object] = []
    try:
        try:
            from journal.cli import main  # noqa: PLC0415 - Ctrl-C may come this early

            main(obj=held)
        except KeyboardInterrupt:
            sys.stderr.write("\nAborted!\n")
        except SystemExit as end:
            if sys.getprofile() or sys.gettrace() or isinstance(end.code, str):
                raise
            code = end.code
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # who read along has seen enough
        pass
    except OSError as problem:  # as when what was said had no place to go
        code = 1
        os.write(2, f"Error: {problem.strerror or problem}\n".encode())
    # The system takes the memory of a large site back at once; to give up each object by itself takes a while, and so
    # a command puts into `held` what is large.
    os._exit(code if isinstance(code, int) else 0)


def _have_streams() -> None:
    # Some that start programs close them. Then the next file to be opened would get their number, and what is said
    # would be written into the state.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nothing = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(nothing, True)
            setattr(sys, name, open(nothing, mode, encoding="utf-8"))  # noqa: SIM115 - open until the end


if __name__ == "__main__":
    run()
