"""The generators that are compared: where each keeps what, how it is started, and where it is got from."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FOOTER = "templates/partials/footer.html"


@dataclass(frozen=True)
class Generator:
    """One generator, as far as a benchmark has to know it."""

    name: str
    output: str
    caches: tuple[str, ...]
    footer: str  # a template that every page includes
    arguments: tuple[str, ...]
    python: tuple[str, ...] = ()  # its packages, where it is in Python
    node: tuple[str, ...] = ()  # … and where it is in JavaScript
    binary: str = ""  # the program, where a package only wraps one


JOURNAL = Generator("journal", "public", (".journal",), FOOTER, ("build", "--quiet"))
PEERS = {
    peer.name: peer
    for peer in (
        Generator(
            "hugo",
            "public",
            ("resources", ".hugo_build.lock"),
            "layouts/partials/footer.html",
            ("--quiet",),
            python=("hugo",),
            binary="lib/python*/site-packages/hugo/binaries/hugo*",
        ),
        Generator(
            "eleventy",
            "_site",
            (".cache",),
            "_includes/footer.njk",
            ("--quiet",),
            node=(
                "@11ty/eleventy@3.1.7",
                "@11ty/eleventy-plugin-rss@2",
                "@11ty/eleventy-plugin-syntaxhighlight@5",
                "markdown-it-footnote@4",
            ),
        ),
        Generator(
            "pelican",
            "output",
            ("cache", "__pycache__"),
            "theme/templates/footer.html",
            ("--quiet",),
            python=("pelican[markdown]",),
        ),
    )
}


def program(peer: Generator, work: Path) -> Path | None:
    """The installed program of a peer: the one below `work`, else the one on PATH if it needs nothing beside it."""
    place = f"node_modules/.bin/{peer.name}" if peer.node else f"peers/{peer.name}/{peer.binary or f'bin/{peer.name}'}"
    found = next(work.glob(place), None)
    on_path = shutil.which(peer.name) if peer.binary else None
    return found or (Path(on_path) if on_path else None)


def install(peer: Generator, work: Path) -> str:
    """Get a peer that is not there yet, from PyPI or npm; why that failed, or nothing."""
    if program(peer, work):
        return ""
    venv = work / "peers" / peer.name
    if peer.python:
        commands = [
            [sys.executable, "-m", "venv", "--clear", str(venv)],
            [str(venv / "bin/pip"), "install", "--quiet", "--disable-pip-version-check", *peer.python],
        ]
    else:
        quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        commands = [["npm", "install", "--prefix", str(work), *quiet, *peer.node]]
    work.mkdir(parents=True, exist_ok=True)
    for command in commands:
        try:
            ran = subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            return f"{command[0]} is not installed"
        if ran.returncode:
            shutil.rmtree(venv, ignore_errors=True)
            return ran.stderr.strip() or f"{command[0]} failed"
    return ""


def version(command: list[str]) -> str:
    """The number in what a program says it is."""
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"\d+\.[\w.]+", ran.stdout)
    return found[0] if found else "unknown"
