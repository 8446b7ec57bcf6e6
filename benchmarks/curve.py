"""Measure how journal's costs grow with the number of posts: `curve.py --posts 1000,3000`."""

import argparse
import json
import shlex
import shutil
import statistics
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from blog import Blog
from compare import WORK, machine, one_line, versions
from generators import JOURNAL
from measure import Cost

STEPS = ("cold", "noop", "edit")
SIZES = "1000,3000,10000,30000,100000"
HEAD = ("posts", "cold s", "ms/post", "noop s", "ms/post", "edit s", "ms/post", "peak MiB", "KiB/post", "edit MiB")


def grow(command: list[str], count: int, rounds: int, folder: Path, *, prose: bool) -> dict[str, Any]:
    """The costs of a blog of so many posts, which is taken away again."""
    blog = Blog(JOURNAL, command, folder, count=count, prose=prose)
    runs: dict[str, list[Cost]] = {step: [] for step in STEPS}
    for turn in range(rounds):
        for step in STEPS:
            runs[step].append(blog.run(step, turn))
    shutil.rmtree(folder)
    found: dict[str, Any] = {"posts": count}
    for step, costs in runs.items():
        wall, mib = (statistics.median(getattr(cost, what) for cost in costs) for what in ("wall", "mib"))
        found[step] = {
            "wall": wall,
            "mib": mib,
            "ms_per_post": wall * 1000 / count,
            "kib_per_post": mib * 1024 / count,
            "runs": [asdict(cost) for cost in costs],
        }
    return found


def row(found: dict[str, Any]) -> str:
    """One size, for people."""
    cold, edit = found["cold"], found["edit"]
    cells = [f"{found['posts']:,}"]
    for step in STEPS:
        cells += [f"{found[step]['wall']:.2f}", f"{found[step]['ms_per_post']:.3f}"]
    cells += [f"{cold['mib']:.0f}", f"{cold['kib_per_post']:.1f}", f"{edit['mib']:.0f}"]
    return " ".join(f"{cell:>9}" for cell in cells)


def main() -> None:
    """Read the command line, measure size by size, and report each as it is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", default=SIZES, help="the sizes, with commas between (%(default)s)")
    parser.add_argument("--prose", action="store_true", help="posts without code, tables, quotations or footnotes")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--journal", default=f"{shlex.quote(sys.executable)} -m journal", help="the command to measure")
    parser.add_argument("--work", type=Path, default=WORK, help="where the blogs are put")
    parser.add_argument("--json", type=Path, help="also write every figure to this file")
    args = parser.parse_args()
    command = shlex.split(args.journal)
    facts = {"prose": args.prose, "rounds": args.rounds, "machine": machine()}
    facts["versions"] = versions({JOURNAL.name: command})
    print(f"{one_line(facts['machine'])}\n{one_line(facts['versions'])}")
    print(" ".join(f"{name:>9}" for name in HEAD), flush=True)
    sizes = []
    for count in map(int, args.posts.split(",")):
        sizes.append(grow(command, count, args.rounds, args.work.resolve() / "blogs/curve", prose=args.prose))
        print(row(sizes[-1]), flush=True)
    if args.json:
        args.json.write_text(json.dumps(facts | {"sizes": sizes}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
