"""Two builds in one folder take turns."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from journal.lock import lock

HOLDS = """
import pathlib, sys, time
from journal.lock import lock

with lock(pathlib.Path(sys.argv[1]), None):
    print("held", flush=True)
    time.sleep(60)
"""
SITE = "-- posts/a.md --\n# A\n"


def test_a_build_that_shall_not_wait_says_that_another_is_at_work(site):
    s = site(SITE)
    s.build()
    before = s.outputs()
    s.put("posts/b.md", "# B\n")
    with lock(s.root / ".journal", None):
        said = s.fails("--no-wait")
    assert "error: another build is at work in this folder\nhint: wait for it to end, or leave out --no-wait" in said
    assert s.outputs() == before
    s.build("--no-wait")
    assert s.output("/b/").exists()


def test_a_build_waits_its_turn_and_says_so(site):
    s = site(SITE)
    held, let_go = threading.Event(), threading.Event()

    def other():
        with lock(s.root / ".journal", None):
            held.set()
            let_go.wait(10)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(other)
        assert held.wait(10)
        threading.Timer(0.3, let_go.set).start()
        ran = s.build()
    assert "another build is at work in this folder; waiting for it to end" in ran.err
    assert s.output("/a/").exists()


def test_the_lock_of_a_build_that_was_killed_holds_nobody_up(site):
    s = site(SITE)
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(s.root / ".journal")], stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        assert s.run("build", "--no-wait").code == 1
        other.kill()
    s.build("--no-wait")


def test_builds_at_the_same_time_end_in_the_site_of_one(site):
    s = site("".join(f"-- posts/{n}.md --\n---\ntitle: {n}\ndate: 2023-01-{n + 1:02}\n---\nText.\n" for n in range(20)))
    s.build()
    alone = s.outputs()
    for _ in range(2):
        (s.root / "posts/3.md").touch()
        builds = [
            subprocess.Popen([sys.executable, "-m", "journal", "build", "--clean", "--quiet"], cwd=s.root)
            for _ in range(3)
        ]
        assert [build.wait(60) for build in builds] == [0, 0, 0]
        assert s.outputs() == alone
