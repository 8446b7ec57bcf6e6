"""Measure how soon a save is seen in a real browser: `serve.py --posts 1000,10000`."""

import argparse
import json
import os
import re
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from compare import WORK, machine, one_line
from generators import FOOTER, HERE, JOURNAL
from playwright.sync_api import Page, sync_playwright

import posts

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 600_000
LOADED = """() => {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation.loadEventEnd && performance.timeOrigin + navigation.loadEventEnd;
}"""
COLOUR = """(wanted) =>
  getComputedStyle(document.documentElement).getPropertyValue("--edition").trim() === wanted && Date.now()
"""


class Served:
    """A blog that is being served."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._log = (folder / "serve.log").open("w+")
        self._process = subprocess.Popen(
            [*command, "serve", "--port", "0"], cwd=folder, stdout=self._log, stderr=self._log
        )
        self._seen = 0
        self.address = str(self._wait_for(r"http://\S+/"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait()
        self._log.close()

    def until_built(self) -> None:
        """Wait for a build that was not waited for yet."""
        self._wait_for(r" in [\d.]+ s\n")

    def _wait_for(self, pattern: str) -> str:
        end = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < end and self._process.poll() is None:
            said = Path(self._log.name).read_text(encoding="utf-8")
            if found := re.compile(pattern).search(said, self._seen):
                self._seen = found.end()
                return found[0]
            time.sleep(0.05)
        sys.exit(f"the server does not say what it should: {Path(self._log.name).read_text(encoding='utf-8')}")


def blog(count: int, folder: Path) -> None:
    """The posts of the other benchmarks, with a stylesheet and a template of their own to be edited."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "themes" / JOURNAL.name, folder)
    (folder / FOOTER).parent.mkdir(parents=True)
    shutil.copyfile(HERE.parent / FOOTER, folder / FOOTER)
    (folder / "static").mkdir()
    shutil.copyfile(HERE.parent / "static/journal.css", folder / "static/journal.css")
    posts.write(JOURNAL.name, count, folder)


def replace(file: Path, text: str) -> float:
    """Save as most editors do, in one step; gives the moment before."""
    beside = file.with_name(f".{file.name}.new~")
    before = time.time()
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, file)
    return before


def edit(page: Page, folder: Path, said: str) -> float:
    """A paragraph more in the post that is being looked at."""
    file = folder / "posts" / f"{page.url.rstrip('/').rpartition('/')[2]}.md"
    saved = replace(file, f"{file.read_text(encoding='utf-8')}\n{said}\n")
    return loaded(page, said) - saved


def rename(page: Page, folder: Path, said: str) -> float:
    """Another title for it."""
    file = folder / "posts" / f"{page.url.rstrip('/').rpartition('/')[2]}.md"
    saved = replace(file, re.sub(r'title: ".*"', f'title: "{said}"', file.read_text(encoding="utf-8"), count=1))
    return loaded(page, said) - saved


def restyle(page: Page, folder: Path, said: str) -> float:
    """A template that every page includes."""
    file = folder / FOOTER
    saved = replace(file, f"{file.read_text(encoding='utf-8')}\n<p>{said}</p>\n")
    return loaded(page, said) - saved


def recolour(page: Page, folder: Path, said: str) -> float:
    """The stylesheet."""
    value = said.replace(" ", "-")
    file = folder / "static/journal.css"
    saved = replace(file, f"{file.read_text(encoding='utf-8')}\n:root {{ --edition: {value}; }}\n")
    return float(page.wait_for_function(COLOUR, arg=value, timeout=PATIENCE).json_value()) / 1000 - saved


STEPS: dict[str, Callable[[Page, Path, str], float]] = {
    "edit": edit,
    "title": rename,
    "template": restyle,
    "css": recolour,
}


def loaded(page: Page, said: str) -> float:
    """The moment when the page that says so had been loaded."""
    page.wait_for_function("(said) => document.body?.textContent.includes(said)", arg=said, timeout=PATIENCE)
    return float(page.wait_for_function(LOADED, timeout=PATIENCE).json_value()) / 1000


def first(page: Page, address: str, path: str) -> dict[str, float]:
    """Seconds until anything is shown, and until the page itself is."""
    began = time.time()
    page.goto(address)
    answered = time.time() - began
    page.goto(f"{address}{path}/")
    page.wait_for_function("document.querySelector('article')", timeout=PATIENCE)
    return {"answered": answered, "page": time.time() - began}


def measure(command: list[str], count: int, rounds: int, pause: float, folder: Path) -> dict[str, Any]:
    """The figures of a blog of so many posts, which is taken away again."""
    blog(count, folder)
    number = count // 2
    path = posts.post(number).slug
    found: dict[str, Any] = {"posts": count, "runs": {}}
    with sync_playwright() as playwright:
        chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        with Served(command, folder) as server:
            found["cold"] = first(page, server.address, path)
            server.until_built()
        with Served(command, folder) as server:
            found["warm"] = first(page, server.address, path)
            server.until_built()
            for step, save in STEPS.items():
                found["runs"][step] = []
                for turn in range(rounds):
                    page.goto(f"{server.address}{posts.post(number + turn).slug}/")
                    time.sleep(pause)
                    found["runs"][step].append(save(page, folder, f"This is {step} {turn} of {count}"))
                    server.until_built()
        browser.close()
    shutil.rmtree(folder)
    return found


def main() -> None:
    """Read the command line, measure size by size, and report each as it is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", default="1000,10000", help="the sizes, with commas between (%(default)s)")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds of peace before each save (%(default)s)")
    parser.add_argument("--journal", default=f"{shlex.quote(sys.executable)} -m journal", help="the command to measure")
    parser.add_argument("--work", type=Path, default=WORK, help="where the blogs are put")
    parser.add_argument("--json", type=Path, help="also write every figure to this file")
    args = parser.parse_args()
    facts = machine()
    print(f"{one_line(facts)}\n\nseconds from a save to the page that shows it, in Chromium: median (most)\n")
    print(" ".join(f"{name:>14}" for name in ("posts", "cold answer", "cold page", "warm page", *STEPS)), flush=True)
    sizes = []
    for count in map(int, args.posts.split(",")):
        folder = args.work.resolve() / "blogs/serve"
        found = measure(shlex.split(args.journal), count, args.rounds, args.pause, folder)
        sizes.append(found)
        cells = [f"{count:,}", *(f"{s:.2f}" for s in (*found["cold"].values(), found["warm"]["page"]))]
        cells += [f"{statistics.median(runs):.3f} ({max(runs):.2f})" for runs in found["runs"].values()]
        print(" ".join(f"{cell:>14}" for cell in cells), flush=True)
    if args.json:
        args.json.write_text(json.dumps({"machine": facts, "sizes": sizes}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
