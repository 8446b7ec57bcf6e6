"""Sources parsed elsewhere: the same bytes, on a real Dask cluster of two workers."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from journal.build import build
from journal.config import load_config
from journal.options import Options
from journal.pool import WORTH_IT

CLUSTER = """\
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""
POSTS = "".join(
    f"-- posts/{n}.md --\n---\ntitle: Post {n}\ntags: [t{n % 5}]\n---\nSee [next]({n + 1}.md).[^1]\n\n"
    f"```python\nx = {n}\n```\n\n[^1]: A note.\n"
    for n in range(WORTH_IT + 10)
)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The address of a cluster."""
    script = tmp_path_factory.mktemp("cluster") / "cluster.py"
    script.write_text(CLUSTER)
    command = [sys.executable, str(script)]
    with subprocess.Popen(
        command, cwd=script.parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        yield process.stdout.readline().strip()
        process.stdin.close()
        process.wait(30)


def command(site, *args):
    done = subprocess.run(
        [sys.executable, "-m", "journal", "build", *args], cwd=site.root, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.xdist_group("dask")
def test_a_cluster_makes_the_same_bytes(site, cluster):
    s = site(POSTS)
    code, said = command(s, "--executor", f"dask:{cluster}")
    assert code == 0, said
    elsewhere = s.outputs()
    s.build("--clean", "--workers", "1")
    assert s.outputs() == elsewhere


@pytest.mark.xdist_group("dask")
def test_a_cluster_loads_a_sites_own_modules(site, cluster):
    s = site(POSTS + "-- posts/3.md --\n{{< said >}}\n-- journal.toml --\nextensions = ['own']\n")
    s.put("own.py", "def register(registry):\n    registry.add_shortcode('said', lambda: '<b>this</b>')\n")
    code, said = command(s, "--executor", f"dask:{cluster}")
    assert code == 0, said
    assert "<b>this</b>" in s.text("/3/")


@pytest.mark.xdist_group("dask")
def test_a_cluster_tells_what_is_wrong_with_a_post(site, cluster):
    s = site(POSTS + "-- posts/3.md --\n---\ndate: tomorrow\n---\n")
    code, said = command(s, "--executor", f"dask:{cluster}")
    assert code == 1
    assert "posts/3.md:2:7: error: date: 'tomorrow' is not a date" in said


def test_any_executor_will_do(site):
    s = site(POSTS)
    with ThreadPoolExecutor(1) as executor:
        build(load_config(s.root), Options(executor=executor))
    elsewhere = s.outputs()
    s.build("--clean")
    assert s.outputs() == elsewhere


def test_workers_of_other_versions_are_refused(site, monkeypatch):
    s = site(POSTS)
    monkeypatch.setattr("journal.read.versions", lambda: "journal 2")
    monkeypatch.setattr("journal.batch.versions", lambda: "journal 1")
    with (
        ThreadPoolExecutor(1) as executor,
        pytest.raises(Exception, match="they have journal 1, and here is journal 2"),
    ):
        build(load_config(s.root), Options(executor=executor))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ray:tcp://127.0.0.1:1", "'ray:tcp://127.0.0.1:1' is no address of an executor"),
        ("dask:", "'dask:' is no address of an executor"),
        ("dask:tcp://127.0.0.1:1", "no Dask scheduler answers at tcp://127.0.0.1:1"),
    ],
)
def test_a_wrong_address_is_told(site, monkeypatch, address, said):
    monkeypatch.setattr("journal.executors._PATIENCE", 1)
    s = site(POSTS)
    assert f"--executor: error: {said}" in s.fails("--executor", address)
    assert not (s.root / "public").exists()


def test_a_missing_part_is_told(site, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    said = site(POSTS).fails("--executor", "dask:tcp://127.0.0.1:1")
    assert "hint: pip install 'learning-journal[dask]'" in said
