"""What is shipped: the wheel alone, in an environment with the core dependencies only, builds sites."""

import email
import html
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from example import copy_example
from packaging.requirements import Requirement

from journal import __version__

ROOT = Path(__file__).parent.parent
CORE = {"click", "jinja2", "markdown", "pygments", "pymdown-extensions", "pyyaml"}

pytestmark = pytest.mark.xdist_group("packaging")


@pytest.fixture(scope="module")
def dist(tmp_path_factory) -> Path:
    """A folder with the sdist, and the wheel built from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(dist) -> Path:
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory) -> Path:
    """The `bin` of a new environment that holds the wheel, what the core needs, and nothing else."""
    venv = tmp_path_factory.mktemp("venv")
    _run(sys.executable, "-m", "venv", "--without-pip", str(venv), cwd=venv)
    scripts = venv / ("Scripts" if os.name == "nt" else "bin")
    python = str(scripts / "python")
    install = ("install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel))
    _run(sys.executable, "-m", "pip", "--python", python, *install, cwd=venv)
    packages = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=venv).strip())
    for distribution in map(importlib.metadata.distribution, _closure(CORE)):
        # From here rather than from the index: the test then needs no network, and sees what the others see.
        for top in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
            (packages / top).symlink_to(Path(str(distribution.locate_file(top))))
    return scripts


@pytest.fixture
def journal(environment, tmp_path):
    """Runs the installed `journal` in a folder that is not the checkout."""

    def run(*args: str, cwd: Path = tmp_path) -> str:
        return _run(str(environment / "journal"), *args, cwd=cwd)

    return run


def test_the_wheel_carries_the_package_and_the_theme_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"journal", next(top for top in tops if top.endswith(".dist-info"))}
    wanted = {f"journal/{file}" for folder in ("templates", "static") for file in _files(ROOT / folder, ROOT)}
    wanted |= set(_files(ROOT / "journal", ROOT))
    assert {name for name in names if name.startswith("journal/")} == wanted
    assert {"journal/templates/base.html", "journal/static/journal.css", "journal/py.typed"} <= wanted
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_sdist_carries_the_tests_and_the_example_site(dist):
    archive = next(dist.glob("*.tar.gz"))
    with tarfile.open(archive) as tar:
        names = {name.partition("/")[2] for name in tar.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "Makefile", "tests/conftest.py"} <= names
    assert set(_files(ROOT / "posts", ROOT)) | set(_files(ROOT / "benchmarks", ROOT)) <= names
    assert not [name for name in names if re.match(r"(\.venv|\.git|public|\.journal|dist)/", name)]


def test_only_the_core_is_needed(wheel):
    archive = zipfile.ZipFile(wheel)
    name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = email.message_from_bytes(archive.read(name))
    needs = [Requirement(need) for need in metadata.get_all("Requires-Dist", [])]
    needs = [need for need in needs if not need.marker]
    assert {need.name for need in needs} == CORE
    assert all(">=" in str(need.specifier) for need in needs), "each with the oldest version that works"
    assert metadata["Name"] == "learning-journal"
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"


def test_the_installed_command_and_the_module_are_one(environment, journal, tmp_path):
    python = str(environment / "python")
    assert __version__ in journal("--version")
    assert __version__ in _run(python, "-m", "journal", "--version", cwd=tmp_path)
    where = _run(python, "-c", "import journal; print(journal.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(environment.parent)


def test_a_new_journal_builds(journal, tmp_path):
    journal("init", "mine")
    journal("new", "What I learned", cwd=tmp_path / "mine")
    assert "2 posts" in journal("build", cwd=tmp_path / "mine")
    assert "What I learned" in (tmp_path / "mine/public/index.html").read_text()
    assert (tmp_path / "mine/public/journal.css").is_file()


def test_the_example_site_builds_the_same_pages_as_from_the_checkout(journal, tmp_path):
    for folder in ("installed", "checkout"):
        copy_example(tmp_path / folder)
    journal("build", cwd=tmp_path / "installed")
    _run(sys.executable, "-m", "journal", "build", cwd=tmp_path / "checkout", PYTHONPATH=str(ROOT))
    installed, checkout = tmp_path / "installed/public", tmp_path / "checkout/public"
    names = sorted(_files(checkout, checkout))
    assert sorted(_files(installed, installed)) == names
    differing = [name for name in names if (installed / name).read_bytes() != (checkout / name).read_bytes()]
    texts = {name: html.unescape((checkout / name).read_text()).replace(r"\u003c", "<") for name in differing}
    assert [name for name, text in texts.items() if "<math" not in text] == [], "only formulas need an extra"


def test_the_built_in_theme_is_found_in_the_installed_package(journal, tmp_path):
    shutil.copytree(ROOT / "posts", tmp_path / "posts")
    journal("build")
    assert (tmp_path / "public/journal.css").read_bytes() == (ROOT / "static/journal.css").read_bytes()


def _run(*command: str, cwd: Path, **variables: str) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "VIRTUAL_ENV"))}
    ran = subprocess.run(command, cwd=cwd, env=env | variables, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{' '.join(command)}\n{ran.stdout}{ran.stderr}"
    return ran.stdout


def _files(folder: Path, base: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.relative_to(base).as_posix()


def _closure(names: set[str]) -> set[str]:
    """These distributions, and all that they need in turn."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        needs = map(Requirement, importlib.metadata.requires(name) or ())
        waiting |= {
            need.name.lower() for need in needs if not need.marker or need.marker.evaluate({"extra": ""})
        } - found
    return found
