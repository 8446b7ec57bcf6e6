"""The pool: results in the order of the items, whoever works them out."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest

from journal.diagnostics import ContentError
from journal.pool import WORTH_IT, cores, in_batches, processes


def _doubled(items):
    return [2 * item for item in items]


def _fails(items):
    raise ValueError(items[0])


def _ids(items):
    return [os.getpid() for _ in items]


@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, WORTH_IT - 1, WORTH_IT, 200])
def test_results_come_in_the_order_of_the_items(workers, count):
    with processes(workers, count) as executor:
        assert list(in_batches(executor, _doubled, range(count))) == [2 * n for n in range(count)]


def test_few_items_are_worked_out_here(tmp_path):
    with processes(8, WORTH_IT - 1) as executor:
        assert executor is None
    with processes(1, 10 * WORTH_IT) as executor:
        assert executor is None


def test_many_items_are_worked_out_elsewhere():
    with processes(2, WORTH_IT) as executor:
        assert os.getpid() not in set(in_batches(executor, _ids, range(WORTH_IT), size=8))


def test_a_failure_in_a_worker_reaches_the_caller():
    with pytest.raises(ValueError, match="0"), processes(2, WORTH_IT) as executor:
        list(in_batches(executor, _fails, range(WORTH_IT)))


def test_there_is_a_core():
    assert cores() >= 1


HOST = r"""
import os, time
from journal import pool

def work(batch):
    os.write(1, f"{os.getpid()}\n".encode())  # in one piece, as two processes write here
    time.sleep(60)
    return list(batch)

with pool.processes(2, 1000) as executor:
    list(pool.in_batches(executor, work, range(1000)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_when_their_build_is_killed(end):
    with subprocess.Popen([sys.executable, "-c", HOST], stdout=subprocess.PIPE, text=True) as host:
        workers = [int(host.stdout.readline()) for _ in range(2)]
        host.send_signal(end)
        host.wait(10)
        waited_until = time.monotonic() + 20
        while (left := [worker for worker in workers if is_alive(worker)]) and time.monotonic() < waited_until:
            time.sleep(0.1)
    assert left == []


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{process}/stat").exists() or Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"


def _ended(_items):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_worker_that_is_ended_from_outside_is_told():
    with pytest.raises(ContentError, match="a worker process was ended from outside"), processes(2, 100) as executor:
        list(in_batches(executor, _ended, range(100)))


@pytest.mark.parametrize("problem", [OSError(30, "Read-only file system"), ImportError("no sem_open")])
def test_where_processes_can_share_nothing_it_is_worked_out_here(monkeypatch, problem):
    def none(*_):
        raise problem

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", none)
    with processes(2, WORTH_IT) as executor:
        assert list(in_batches(executor, _ids, range(3))) == [os.getpid()] * 3


NO_THREADS = """
import sys, threading
from journal import pool
from journal.diagnostics import ContentError

started, start = [], threading.Thread.start

def none(thread):
    started.append(thread)
    if len(started) > int(sys.argv[1]):
        raise RuntimeError("can't start new thread")
    start(thread)

try:
    with pool.processes(2, 1000) as executor:
        threading.Thread.start = none
        list(pool.in_batches(executor, list, range(1000)))
except ContentError as problem:
    print(problem)
"""


@pytest.mark.parametrize("threads", [0, 1])
def test_too_few_threads_are_told_and_nothing_is_waited_for(threads):
    command = [sys.executable, "-c", NO_THREADS, str(threads)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.startswith("journal: error: no worker processes can be used here\n")


@pytest.mark.skipif(sys.platform != "linux", reason="no process is forked elsewhere")
def test_a_worker_whose_build_was_killed_before_it_could_look_ends():
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    code = f"from journal import pool; import time; pool._begin({int(ended.stdout)}, None); time.sleep(60)"
    done = subprocess.run([sys.executable, "-c", code], timeout=30, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


def test_work_that_was_given_up_elsewhere_is_told():
    class Gone(Executor):
        def submit(self, *_):
            future = Future()
            future.cancel()
            future.set_running_or_notify_cancel()
            return future

    with pytest.raises(ContentError, match="the work was given up there"):
        list(in_batches(Gone(), _doubled, range(3)))
