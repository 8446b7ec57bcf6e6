"""A write that is killed or fails at any moment: the site is the old one or the new one, and nothing lies about."""

import errno
import itertools
import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest
from faults import dies_at, fails_at, fails_from, faults, in_child

from journal.recovery import recover

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked and killed")

SETTINGS = """-- journal.toml --
title = "Notes"
url = "https://me.example/"
disable = ["archive", "feed", "sitemap", "robots", "404"]
-- templates/post.html --
<title>{{ page.title }}</title>{{ body }}
-- templates/home.html --
{% for group in groups %}{% for entry in group.entries %}{{ entry.title }} {% endfor %}{% endfor %}
"""
OLD = f"""{SETTINGS}-- posts/edited.md --
# Edited

Old text.
-- posts/goes/away.md --
# Away
-- static/picture --
old picture
-- static/file --
will be a folder
-- static/folder/in/it --
will be a file
-- static/more/1 --
old
-- static/more/2 --
old
-- static/more/3 --
old
"""
NEW = f"""{SETTINGS}-- posts/edited.md --
# Edited

New text, longer.
-- posts/comes/along.md --
# Along
-- static/picture --
a new picture
-- static/file/in/it --
was a file
-- static/folder --
was a folder
-- static/more/1 --
new
-- static/more/2 --
new
-- static/more/3 --
new
"""


class Two:
    """A site that is the old one or the new one, and what each of them looks like."""

    def __init__(self, site):
        self.site = site
        self.outputs = {}
        for version in (NEW, OLD):
            self.become(version)
            site.build()
            self.outputs[version] = site.outputs()

    def become(self, version):
        for name in ("posts", "static"):
            for file in sorted((self.site.root / name).rglob("*"), reverse=True):
                file.rmdir() if file.is_dir() else file.unlink()
        self.site.write(version)

    def turns(self):
        """Forever: become the other version, and say which was, and which is to be."""
        for old, new in itertools.cycle([(OLD, NEW), (NEW, OLD)]):
            self.become(new)
            yield self.outputs[old], self.outputs[new]

    def assert_each_file_is_whole(self, old, new):
        now = self.site.outputs()
        assert not [path for path, data in now.items() if data not in (old.get(path), new.get(path))]
        assert old.keys() & new.keys() <= now.keys()

    def assert_nothing_lies_about(self):
        state = self.site.root / ".journal"
        left = {p.name for p in state.iterdir()} - {"build.sqlite", "lock"}
        assert [
            name for name in left if not (name.startswith(("output-", "seal-", "traces-")) and name.endswith(".json"))
        ] == []
        public = self.site.root / "public"
        assert [p for p in public.rglob("*") if p.is_dir() and not any(p.iterdir())] == []
        assert sorted(p.name for p in self.site.root.iterdir()) == [
            ".journal",
            "journal.toml",
            "posts",
            "public",
            "static",
            "templates",
        ]


@pytest.fixture
def two(folder):
    return Two(folder)


def build_and_die(two, number):
    """Build, and be killed at a call; what it was ended by."""

    def work():
        with faults(dies_at(number)):
            assert two.site.run("build").ok

    return in_child(work)[0]


def recover_and_die(two, number):
    with faults(dies_at(number)):
        recover(two.site.root / ".journal")


STEPS = pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.slow)])


@pytest.mark.parametrize("turns", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_kill_at_any_call_leaves_every_file_old_or_new_and_the_next_command_ends_it(two, turns):
    versions, kills = two.turns(), 0
    for number in itertools.count():
        ends = 0
        for old, new in itertools.islice(versions, turns):
            ended = build_and_die(two, number)
            kills, ends = kills + (ended != 0), ends + (ended == 0)
            two.assert_each_file_is_whole(old, new)
            recover(two.site.root / ".journal")
            assert two.site.outputs() in (old, new)
            two.site.build()
            assert two.site.outputs() == new
            two.assert_nothing_lies_about()
        if ends == turns:
            break
    assert kills > 40 * turns


@pytest.mark.parametrize(("firsts", "step"), [((40,), 2), pytest.param(range(28, 60), 1, marks=pytest.mark.slow)])
def test_a_recovery_may_be_killed_at_any_call_too(two, firsts, step):
    kills, turns = 0, two.turns()
    for first in firsts:
        for second in itertools.count(step=step):
            old, new = next(turns)
            assert build_and_die(two, first) == -signal.SIGKILL
            ended, _ = in_child(lambda second=second: recover_and_die(two, second))
            kills += ended != 0
            two.assert_each_file_is_whole(old, new)
            recover(two.site.root / ".journal")
            assert two.site.outputs() in (old, new)
            two.site.build()
            two.assert_nothing_lies_about()
            if ended == 0:
                break
    assert kills > 10 / step


def test_a_disk_that_fails_at_any_call_leaves_the_old_site(two):
    failures, codes = 0, itertools.cycle([errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS, errno.EMFILE])
    old, new = next(two.turns())
    for number, code in zip(itertools.count(), codes, strict=False):
        with faults(fails_at(number, code)) as count:
            ran = two.site.run("build")
        if not ran.ok:
            failures += 1
            assert os.strerror(code) in ran.err
            assert ran.err.endswith("1 error; nothing was written\n")
            assert len(ran.err.splitlines()) == 3
            assert two.site.outputs() == old
            two.assert_nothing_lies_about()
            continue
        assert two.site.outputs() == new
        if count.calls <= number:
            break
        two.become(OLD)
        two.site.build()
        two.become(NEW)
    assert failures > 25


@STEPS
def test_a_disk_that_stays_full_leaves_the_old_site(two, step):
    old, new = next(two.turns())
    for number in itertools.count(step=step):
        with faults(fails_from(number, errno.ENOSPC, ("link", "mkdir", "open", "fsync"))):
            ran = two.site.run("build")
        if ran.ok:
            break
        assert "No space left on device\nhint: make room on its disk and build again\n1 error; nothing" in ran.err
        assert two.site.outputs() == old
        two.assert_nothing_lies_about()
    assert number > 20
    assert two.site.outputs() == new


@STEPS
def test_a_disk_that_fails_for_good_is_told_and_the_next_build_ends_it(two, step):
    half = 0
    for number, (old, new) in zip(itertools.count(step=step), two.turns(), strict=False):
        with faults(fails_from(number, errno.EIO, ("replace", "rename", "unlink", "link"))) as count:
            ran = two.site.run("build")
        two.assert_each_file_is_whole(old, new)
        if not ran.ok and "nothing was written" not in ran.err:
            half += 1
            assert ran.err == (
                "public: error: some pages are new and some old: the write was cut off (Input/output error)"
                " and cannot be undone (Input/output error)\n"
                "hint: see to its disk and build again; that completes it\n1 error\n"
            )
        two.site.build()
        assert two.site.outputs() == new
        two.assert_nothing_lies_about()
        if count.calls <= number:
            break
    assert half > 20 / step


@STEPS
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_ctrl_c_at_any_call_leaves_the_old_site_or_the_new(two, after, step):
    def strike(call):
        if call.number == wanted:
            raise KeyboardInterrupt

    undone = 0
    for wanted, (old, new) in zip(itertools.count(step=step), two.turns(), strict=False):
        with faults(strike, after=after) as count:
            ran = two.site.run("build")
        if count.calls <= wanted:
            break
        assert "Aborted!" in ran.err
        assert two.site.outputs() in (old, new)
        undone += two.site.outputs() == old
        two.site.build()
        assert two.site.outputs() == new
        two.assert_nothing_lies_about()
    assert undone > 20 / step


BREAKS = {
    "a post": "-- posts/bad.md --\n---\ndate: never\n---\n",
    "a template": "-- templates/post.html --\n{{ nothing.at.all }}\n",
    "two pages for one place": "-- posts/edited/index.md --\n# Another\n",
}


@pytest.mark.parametrize("text", BREAKS.values(), ids=BREAKS)
def test_a_build_that_fails_touches_nothing(two, text):
    old, _ = next(two.turns())
    two.site.write(text)
    times = {path: two.site.output("/" + path).stat() for path in old}
    two.site.fails()
    assert two.site.outputs() == old
    assert {path: two.site.output("/" + path).stat()[:8] for path in old} == {p: t[:8] for p, t in times.items()}


# --- what is left of a kill, and who mends it ---


def killed(two):
    """Kill a build in the midst of its write; what was, and what was to be."""
    old, new = next(two.turns())
    assert build_and_die(two, 40) == -signal.SIGKILL
    assert two.site.outputs() not in (old, new)
    return old, new


@pytest.mark.parametrize("command", [("list",), ("new", "Another post")])
def test_any_command_completes_the_write(two, command):
    _, new = killed(two)
    assert two.site.run(*command).ok
    assert two.site.outputs() == new


def test_a_command_leaves_the_write_of_a_build_that_is_at_work_alone(two):
    from journal.lock import lock  # noqa: PLC0415 - here only

    killed(two)
    now = two.site.outputs()
    with lock(two.site.root / ".journal", None):
        assert two.site.run("list").ok
    assert two.site.outputs() == now


def test_a_command_that_cannot_complete_it_says_so_and_does_its_own_work(two):
    killed(two)
    with faults(fails_from(0, errno.ENOSPC, ("link", "replace", "open"))):
        ran = two.site.run("list")
    assert ran.ok
    assert "warning: the last build was cut off while it wrote, and cannot be completed now: No space" in ran.err


def test_a_build_into_another_folder_completes_the_write_into_the_first(two):
    _, new = killed(two)
    two.site.build("--output", "elsewhere")
    assert two.site.outputs() == new


def test_a_site_that_was_moved_after_the_kill_is_completed_where_it_is(two, tmp_path_factory):
    _, new = killed(two)
    there = tmp_path_factory.mktemp("moved") / "site"
    two.site.root.rename(there)
    recover(there / ".journal")
    two.site.root.mkdir()
    assert {p.relative_to(there / "public").as_posix(): p.read_bytes() for p in (there / "public").rglob("*.*")} == {
        path: data for path, data in new.items() if "." in path
    }


@pytest.mark.parametrize("what", ["stage", "stage/*/old", "stage/*/new", "stage/*/new/*"])
def test_a_stage_that_somebody_deleted_costs_only_time(two, what):
    import shutil  # noqa: PLC0415 - here only

    old, new = killed(two)
    for path in (two.site.root / ".journal").glob(what):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    recover(two.site.root / ".journal")
    two.assert_each_file_is_whole(old, new)
    two.site.build()
    assert two.site.outputs() == new
    two.assert_nothing_lies_about()


@pytest.mark.parametrize("data", [b"", b"garbage", b'{"output": "/"}', b"0\n[]"])
def test_a_declaration_cut_off_half_way_means_that_nothing_was_touched(two, data):
    old, new = next(two.turns())
    two.site.put(".journal/write.json", data)
    two.site.put(".journal/stage/abc/half", "staged")
    recover(two.site.root / ".journal")
    assert two.site.outputs() == old
    two.assert_nothing_lies_about()
    two.site.build()
    assert two.site.outputs() == new


def test_a_power_cut_that_tore_a_staged_file_is_undone(two):
    old, _ = next(two.turns())
    numbers = range(34, 38)  # declared, and the first are placed
    for number in numbers:
        assert build_and_die(two, number) == -signal.SIGKILL
        (stage,) = (two.site.root / ".journal/stage").iterdir()
        torn = [file for file in (stage / "new").rglob("*") if file.is_file()]
        assert torn
        torn[-1].write_bytes(torn[-1].read_bytes()[:3])
        recover(two.site.root / ".journal")
        assert two.site.outputs() == old
        two.assert_nothing_lies_about()


def test_what_somebody_put_into_a_new_folder_is_not_undone(two):
    old, _ = killed(two)
    two.site.put("public/comes/notes.txt", "Mine.")
    (stage,) = (two.site.root / ".journal/stage").iterdir()
    (stage / "new/picture").write_text("torn")
    recover(two.site.root / ".journal")
    assert two.site.outputs() == old | {"comes/notes.txt": b"Mine."}


def test_a_declaration_that_cannot_be_read_is_not_taken_for_none(two):
    killed(two)
    intent = two.site.root / ".journal/write.json"
    declared = intent.read_bytes()
    intent.unlink()
    intent.mkdir()
    assert two.site.fails().startswith(".journal: error: cannot be written: Is a directory\n")
    intent.rmdir()
    intent.write_bytes(declared)
    recover(two.site.root / ".journal")
    assert two.site.outputs() == two.outputs[NEW]


# --- against the clock, with whole processes ---


def many(site, posts):
    return site("".join(f"-- posts/{n}.md --\n# Post {n}\n\nText of {n}.\n" for n in range(posts)))


def width_of_the_write(s, version, kill_after=None):
    """Start a build that writes every page again; how long that write took, or None if it was killed as it wrote."""
    s.put("templates/post.html", f"<p>Version {version}</p>{{{{ page.title }}}}{{{{ body }}}}" + "x" * 2000)
    intent = s.root / ".journal/write.json"
    with subprocess.Popen([sys.executable, "-m", "journal", "build", "--quiet"], cwd=s.root) as build:
        while build.poll() is None and not intent.exists():
            time.sleep(0.0001)
        begun = time.monotonic()
        while build.poll() is None and intent.exists():
            if kill_after is not None and time.monotonic() - begun >= kill_after:
                build.kill()
                build.wait()
        return None if intent.exists() else time.monotonic() - begun


def kill_loop(s, kills):
    """Kill so many builds in the midst of their write, trying again where one was too quick; how many were killed."""
    s.build()
    width = width_of_the_write(s, "first")
    rng, hit, old = random.Random(5), 0, s.outputs()
    for version in range(5 * kills):
        if hit == kills:
            break
        hit += width_of_the_write(s, version, rng.random() * width * 0.8) is None
        now = s.outputs()
        recover(s.root / ".journal")
        recovered = s.outputs()
        s.build()
        new = s.outputs()
        assert recovered in (old, new)
        assert not [path for path, data in now.items() if data not in (old[path], new[path])]
        assert now.keys() == new.keys()
        assert not (s.root / ".journal/stage").exists()
        assert not (s.root / ".journal/write.json").exists()
        old = new
    s.build("--output", "fresh", "--clean")
    fresh = s.root / "fresh"
    assert old == {p.relative_to(fresh).as_posix(): p.read_bytes() for p in fresh.rglob("*") if p.is_file()}
    return hit


def test_kill_9_in_the_write(site):
    assert kill_loop(many(site, 120), 2) == 2


@pytest.mark.slow
def test_200_times_kill_9_in_the_write(site):
    assert kill_loop(many(site, 300), 200) == 200


def test_a_reader_never_meets_a_torn_file(two):
    met, stop = {path: set() for path in two.outputs[OLD].keys() & two.outputs[NEW].keys()}, threading.Event()

    def read():
        while not stop.is_set():
            for path, contents in met.items():
                contents.add((two.site.root / "public" / path).read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in itertools.islice(two.turns(), 12):
            two.site.build()
    finally:
        stop.set()
        reader.join()
    assert {path: {two.outputs[OLD][path], two.outputs[NEW][path]} for path in met} == met


def test_builds_at_once_into_two_folders_all_end_well(site):
    s = many(site, 20)
    s.build()
    s.put("templates/post.html", "<p>Another</p>{{ body }}")
    command = [sys.executable, "-m", "journal", "build", "--quiet"]
    builds = [
        subprocess.Popen([*command, *more], cwd=s.root, stderr=subprocess.PIPE)
        for more in ((), ("--clean",), ("--output", "second"))
    ]
    said = [build.communicate(timeout=60)[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0, 0], said
    second = s.root / "second"
    assert s.outputs() == {p.relative_to(second).as_posix(): p.read_bytes() for p in second.rglob("*") if p.is_file()}
    assert "Another" in s.text("/3/")


def test_a_disk_without_hard_links_is_undone_from_copies(two):
    failures, turns = 0, two.turns()
    old, new = next(turns)
    without = fails_from(0, errno.EPERM, ("link",))
    for number in itertools.count(12, step=3):
        full = fails_at(number, errno.ENOSPC)

        def strike(call, full=full):
            without(call)
            if call.name != "rmdir":  # which takes no room
                full(call)

        with faults(strike) as count:
            ran = two.site.run("build")
        if not ran.ok:
            failures += 1
            assert two.site.outputs() == old
            two.assert_nothing_lies_about()
            continue
        assert two.site.outputs() == new
        if count.calls <= number:
            break
        old, new = next(turns)
    assert failures > 8
    assert two.site.outputs() == new
