"""Work that is done aside gives what it gives here."""

import os
import subprocess
import sys

import pytest

from journal.aside import Aside

linux = pytest.mark.skipif(sys.platform != "linux", reason="no process is forked elsewhere")


def nothing():
    """Be ready at once."""


def whose(number):
    return number, os.getpid()


ALONE = """\
import os
from journal.aside import Aside

with Aside(int, lambda number: (number, os.getpid()), wanted=True) as helper:
    helper.begin(5)
    number, process = helper.result()
print(number, process != os.getpid())
"""


@linux
def test_it_is_done_in_a_process_of_its_own():
    # Not from here, where other tests may have left a thread behind: then it is done at home.
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)
    assert done.stdout == "5 True\n"


def test_it_is_done_here_where_nobody_else_is_wanted():
    with Aside(nothing, whose, wanted=False) as helper:
        helper.begin(5)
        assert helper.result() == (5, os.getpid())


@pytest.mark.parametrize("wanted", [True, False])
def test_what_fails_there_fails_here(wanted):
    with Aside(nothing, lambda number: 1 // number, wanted=wanted) as helper:
        helper.begin(0)
        with pytest.raises(ZeroDivisionError):
            helper.result()


def test_who_cannot_get_ready_is_no_loss():
    with Aside(lambda: 1 // 0, whose, wanted=True) as helper:
        helper.begin(5)
        assert helper.result() == (5, os.getpid())


def test_a_big_task_and_a_big_result_get_through():
    with Aside(nothing, lambda data: data * 2, wanted=True) as helper:
        helper.begin(b"x" * 3_000_000)
        assert len(helper.result()) == 6_000_000


IDLE = """\
import os
from journal.aside import Aside

files = os.listdir("/proc/self/fd")
with Aside(int, int, wanted=True):
    pass
print(os.listdir("/proc/self/fd") == files)
"""


@linux
def test_who_has_nothing_to_do_may_go():
    done = subprocess.run([sys.executable, "-c", IDLE], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


@linux
def test_no_more_files_to_open_is_no_loss(monkeypatch):
    def full():
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(os, "pipe", full)
    with Aside(nothing, whose, wanted=True) as helper:
        helper.begin(5)
        assert helper.result() == (5, os.getpid())


EDIT = """\
import sys
from pathlib import Path
from journal.build import build
from journal.config import load_config
from journal.options import Options

config = load_config(Path(sys.argv[1]))
print(len(build(config, Options(workers=2)).written.written))
print([name for name in ("markdown", "pymdownx", "pygments", "yaml") if name in sys.modules])
"""


@linux
def test_the_process_that_waits_for_an_edited_post_imports_nothing_of_what_parses_it(site):
    s = site("-- posts/a.md --\nA.\n-- posts/b.md --\nB.\n")
    s.build()
    s.put("posts/a.md", "---\ntitle: Other\n---\nOther.\n")
    done = subprocess.run([sys.executable, "-c", EDIT, str(s.root)], capture_output=True, text=True, check=True)
    written, heavy = done.stdout.splitlines()
    assert int(written) > 0
    assert heavy == "[]"


TORN = """\
import os, signal, time
from journal.aside import Aside

with Aside(int, lambda number: "x" * number, wanted=True) as helper:
    helper.begin(1_000_000)
    time.sleep(0.5)  # now it waits for what it has said to be read
    os.kill(helper._child, signal.SIGKILL)
    print(len(helper.result()))
"""


@linux
def test_who_is_ended_before_it_has_said_all_is_no_loss():
    done = subprocess.run([sys.executable, "-c", TORN], capture_output=True, text=True, check=True)
    assert done.stdout == "1000000\n"


@linux
def test_where_nobody_is_told_of_ended_processes_it_is_no_loss():
    code = f"import signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\n{ALONE}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "5 True\n"
