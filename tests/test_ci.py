"""A site that its host builds: the files for each host, and what is left to do on a machine that knows nothing."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
import yaml

from journal.state import State

ROOT = Path(__file__).parent.parent
FILES = {
    "github": {".github/workflows/site.yml", "requirements.txt"},
    "gitlab": {".gitlab-ci.yml", "requirements.txt"},
    "netlify": {
        "netlify.toml",
        "netlify/journal-cache/index.js",
        "netlify/journal-cache/manifest.yml",
        "requirements.txt",
    },
    "cloudflare": {".github/workflows/site.yml", "wrangler.toml", "requirements.txt"},
}
CALLS_OF_NETLIFY = """\
const plugin = require("./netlify/journal-cache/index.js"), calls = [];
const cache = { restore: (paths) => calls.push(["restore", paths]), save: (paths) => calls.push(["save", paths]) };
plugin.onPreBuild({ utils: { cache } });
plugin.onPostBuild({ utils: { cache } });
console.log(JSON.stringify(calls));
"""


def begun(folder, host, *, settings="", branch="main"):
    (folder.root / ".git").mkdir()
    folder.put(".git/HEAD", f"ref: refs/heads/{branch}\n")
    if settings:
        folder.put("journal.toml", settings)
    ran = folder.run("init", "--ci", host)
    assert ran.ok, ran.err
    return ran


def steps_of(workflow, job):
    return {
        step.get("uses", step.get("run", "")).partition("@")[0]: step.get("with", {})
        for step in workflow["jobs"][job]["steps"]
    }


@pytest.mark.parametrize("host", FILES)
def test_init_writes_what_the_host_needs_and_says_what_is_left_to_do(folder, host):
    ran = begun(folder, host)
    assert {path for path in FILES[host] if (folder.root / path).is_file()} == FILES[host]
    assert f"For {host}: commit and push" in ran.out
    assert "learning-journal[" in (folder.root / "requirements.txt").read_text()
    folder.build()


@pytest.mark.parametrize("host", FILES)
def test_init_adds_to_a_journal_that_is_there_and_overwrites_nothing(folder, host):
    folder.run("init")
    folder.put("requirements.txt", "mine\n")
    before = {p: p.read_bytes() for p in folder.root.rglob("*") if p.is_file()}
    begun(folder, host)
    assert {p: p.read_bytes() for p in before} == before
    assert {path for path in FILES[host] if (folder.root / path).is_file()} == FILES[host]


@pytest.mark.parametrize("host", ["github", "cloudflare"])
def test_a_workflow_keeps_state_and_output_and_builds(folder, host):
    begun(folder, host, settings='output = "build/site"\n', branch="trunk")
    workflow = yaml.safe_load((folder.root / ".github/workflows/site.yml").read_text())
    assert workflow[True]["push"]["branches"] == ["trunk"]  # YAML reads `on` so
    steps = steps_of(workflow, "build" if host == "github" else "site")
    assert list(steps)[:4] == [
        "actions/checkout",
        "actions/setup-python",
        "actions/cache",
        "pip install -r requirements.txt",
    ]
    assert list(steps)[4] == "journal build"
    cache = steps["actions/cache"]
    assert cache["path"].split() == [".journal", "build/site"]
    assert "${{ github.run_id }}" in cache["key"]
    assert cache["key"].startswith(cache["restore-keys"])
    assert steps["actions/checkout"] == {"fetch-depth": 0}


def test_github_gets_the_output_and_may_publish_it(folder):
    begun(folder, "github", settings='output = "site"\n')
    workflow = yaml.safe_load((folder.root / ".github/workflows/site.yml").read_text())
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    upload = steps_of(workflow, "build")["actions/upload-pages-artifact"]
    assert upload == {"path": "site", "include-hidden-files": True}
    deploy = workflow["jobs"]["deploy"]
    assert deploy["needs"] == "build"
    assert deploy["environment"]["url"] == "${{ steps.deployment.outputs.page_url }}"


def test_gitlab_gets_a_job_that_keeps_state_and_output(folder):
    begun(folder, "gitlab")
    job = yaml.safe_load((folder.root / ".gitlab-ci.yml").read_text())["pages"]
    assert job["cache"]["paths"][:2] == [".journal/", "public/"]
    assert job["script"] == ["pip install -r requirements.txt", "journal build"]
    assert job["artifacts"]["paths"] == ["public"]
    assert "pages" not in job


def test_gitlab_is_told_of_another_output(folder):
    begun(folder, "gitlab", settings='output = "site"\n')
    job = yaml.safe_load((folder.root / ".gitlab-ci.yml").read_text())["pages"]
    assert (job["pages"], job["artifacts"]["paths"]) == ({"publish": "site"}, ["site"])


def test_netlify_gets_settings_and_a_plugin_that_keeps_state_and_output(folder):
    begun(folder, "netlify")
    settings = tomllib.loads((folder.root / "netlify.toml").read_text())
    assert settings["build"]["command"] == "journal build"
    assert settings["build"]["publish"] == "public"
    plugin = folder.root / settings["plugins"][0]["package"]
    assert yaml.safe_load((plugin / "manifest.yml").read_text()) == {"name": "journal-cache"}


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
def test_the_plugin_for_netlify_runs(folder):
    begun(folder, "netlify")
    ran = subprocess.run(["node", "-e", CALLS_OF_NETLIFY], cwd=folder.root, capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == [["restore", [".journal", "public"]], ["save", [".journal", "public"]]]


def test_cloudflare_gets_the_name_and_the_output(folder):
    begun(folder, "cloudflare")
    settings = tomllib.loads((folder.root / "wrangler.toml").read_text())
    assert settings["pages_build_output_dir"] == "public"
    assert re.fullmatch(r"[a-z0-9-]+", settings["name"])


def test_a_site_within_a_repository_is_told_where_the_files_go(folder):
    (folder.root / ".git").mkdir()
    ran = folder.run("init", "notes", "--ci", "github")
    assert f"{folder.root} is the repository: move these files there" in ran.err


def test_an_output_outside_of_the_site_is_refused(folder):
    folder.put("journal.toml", 'output = "../www"\n')
    ran = folder.run("init", "--ci", "github")
    assert ran.code == 1
    assert "`output` lies outside of the site" in ran.err


def test_wrong_settings_are_told(folder):
    folder.put("journal.toml", "titel = 1\n")
    ran = folder.run("init", "--ci", "github")
    assert ran.code == 1
    assert "did you mean 'title'?" in ran.err


def what_runs(host, root):
    """The lines that a host gives its shell, and what it keeps for the next time."""
    if host == "netlify":
        settings = tomllib.loads((root / "netlify.toml").read_text())
        told = re.search(r"paths = (.*);", (root / "netlify/journal-cache/index.js").read_text())
        # It installs by itself what is named there.
        return ["pip install -r requirements.txt", settings["build"]["command"]], json.loads(told[1])
    if host == "gitlab":
        job = yaml.safe_load((root / ".gitlab-ci.yml").read_text())["pages"]
        return job["script"], job["cache"]["paths"]
    jobs = yaml.safe_load((root / ".github/workflows/site.yml").read_text())["jobs"]
    steps = jobs["build" if host == "github" else "site"]["steps"]
    (kept,) = [step["with"]["path"].split() for step in steps if step.get("uses", "").startswith("actions/cache@")]
    return [step["run"] for step in steps if "run" in step], kept


@pytest.fixture
def machine(tmp_path):
    """Gives a machine of a host: it checks out, restores what was kept, runs what it is told, and keeps that again."""
    programs, cache = tmp_path / "bin", tmp_path / "cache"
    programs.mkdir()
    (programs / "journal").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m journal "$@"\n')
    # What it would install is here already; that it is named, and by a name that pip knows, is left to be seen.
    (programs / "pip").write_text('#!/bin/sh\n[ "$1 $2" = "install -r" ] && grep -q "^learning-journal\\[" "$3"\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    env = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}

    def run(host, repository, name):
        checkout = tmp_path / name
        subprocess.run(["git", "clone", "--quiet", repository, checkout], check=True)
        lines, kept = what_runs(host, checkout)
        for path in kept:
            if (cache / path).exists():
                shutil.copytree(cache / path, checkout / path, copy_function=shutil.copyfile)
        said = ""
        for line in lines:
            ran = subprocess.run(
                ["bash", "-e", "-c", line], cwd=checkout, env=env, capture_output=True, text=True, check=False
            )
            assert ran.returncode == 0, ran.stderr
            said += ran.stdout
        shutil.rmtree(cache, ignore_errors=True)
        for path in kept:
            if (checkout / path).exists():
                shutil.copytree(checkout / path, cache / path)
        return checkout, said

    return run


@pytest.mark.parametrize("host", FILES)
def test_what_a_host_is_told_to_run_builds_the_site_and_next_time_only_what_has_changed(site, machine, host):
    s = site(SITE)
    git = ("git", "-c", "user.name=Ada", "-c", "user.email=ada@me.example")
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], cwd=s.root, check=True)
    assert s.run("init", "--ci", host).ok

    def commit():
        subprocess.run([*git, "add", "--all"], cwd=s.root, check=True)
        subprocess.run([*git, "commit", "--quiet", "--message=Write"], cwd=s.root, check=True)

    commit()
    _, said = machine(host, s.root, "first")
    assert "28 posts" in said
    s.put("posts/2024-01-03-post-3.md", "---\ntitle: Post 3\n---\nAnother text.\n")
    commit()
    checkout, said = machine(host, s.root, "second")
    assert int(re.search(r"\((\d+) written", said)[1]) < 12  # the post, the feeds, and lists with its excerpt
    other = type(s)(checkout)
    made = other.outputs()
    other.build("--clean")
    assert other.outputs() == made


SITE = """\
-- journal.toml --
title = "Notes"
url = "https://me.example/"
-- templates/page.html --
{% extends "base.html" %}{% block main %}{{ body }}{% endblock %}
-- pages/about.md --
# About
-- static/paper.pdf --
a paper
""" + "".join(f"-- posts/2024-01-{n:02}-post-{n}.md --\n---\ntitle: Post {n}\n---\nText {n}.\n" for n in range(1, 29))


@pytest.fixture
def anew(site, tmp_path_factory):
    """A site that was built, checked out anew elsewhere with the state and the output of the first."""
    s = site(SITE)
    s.build()
    other = type(s)(tmp_path_factory.mktemp("anew") / "checkout")

    def check_out():
        for name in ("journal.toml", "templates", "pages", "static", "posts", ".journal", "public"):
            here = s.root / name
            copy = shutil.copytree if here.is_dir() else shutil.copyfile
            other.root.mkdir(exist_ok=True)
            # As tar and git do: the same bytes, at other times.
            copy(here, other.root / name, **({"copy_function": shutil.copyfile} if here.is_dir() else {}))
        return other

    return check_out


def rendered(ran):
    return dict(
        line.removeprefix("rendered ").split(": ", 1) for line in ran.out.splitlines() if line.startswith("rendered ")
    )


def test_a_machine_with_the_state_of_the_last_build_makes_only_what_has_changed(anew, monkeypatch):
    s = anew()
    parsed = []
    keep = State.keep

    def kept(self, documents, bodies):
        parsed.extend(body.path for body in bodies)
        keep(self, documents, bodies)

    monkeypatch.setattr(State, "keep", kept)
    reasons = {path: why for path, why in rendered(s.build("--explain")).items() if not why.startswith("file ")}
    assert reasons == {}
    assert parsed == []
    s.put("posts/2024-01-03-post-3.md", "# Another\n")
    s.run("build")
    assert parsed == ["posts/2024-01-03-post-3.md"]


def test_after_an_edit_only_that_is_made(anew):
    s = anew()
    s.put("posts/2024-01-03-post-3.md", "---\ntitle: Post 3\n---\nAnother text.\n")
    ran = s.build("--explain")
    pages = {path for path, why in rendered(ran).items() if not why.startswith("file ")}
    assert "post-3/index.html" in pages
    assert "post-10/index.html" not in pages
    assert "post-20/index.html" not in pages
    incremental = s.outputs()
    s.build("--clean")
    assert s.outputs() == incremental


def test_the_second_build_on_such_a_machine_has_nothing_to_do(anew, monkeypatch):
    s = anew()
    old = 1_700_000_000
    for file in s.root.rglob("*"):
        if ".journal" not in file.parts and "public" not in file.parts:
            os.utime(file, (old, old))
    s.build()
    time.sleep(0.06)
    s.build()
    monkeypatch.setattr("journal.rebuild.rebuild", None)
    assert "(0 written" in s.build().out


def test_an_output_that_is_not_what_was_built_is_made_again(anew):
    s = anew()
    right = s.outputs()
    s.output("/post-5/").write_text("somebody else's")
    assert rendered(s.build("--explain"))["post-5/index.html"] == "the file is not as it was written"
    assert s.outputs() == right


def test_a_program_that_was_installed_anew_is_the_same_program(tmp_path):
    def stamp():
        code = "from journal.engine import engine_stamp; print(engine_stamp())"
        ran = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        )
        return ran.stdout

    shutil.copytree(
        ROOT / "journal",
        tmp_path / "journal",
        copy_function=shutil.copyfile,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "static", tmp_path / "static")
    first = stamp()
    for file in (tmp_path / "journal").rglob("*.py"):
        os.utime(file, (1, 1))
    assert stamp() == first
    with (tmp_path / "journal/dates.py").open("a") as file:
        file.write("# changed\n")
    assert stamp() != first
