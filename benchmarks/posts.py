"""Write a blog of so many posts, in the layout of one generator: `posts.py journal 1000 DIR`.

The same seed gives the same posts, whichever the generator, and post 7 is the same in a blog of 10 and of 100,000.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from prose import HEADINGS, HOW, WHAT, clause, link, listed, paragraph, sentence
from snippets import snippet

TAGS = listed("""
algorithms, bash, books, c, compilers, css, databases, debugging, design, dns, docker, editors, git, graphs,
haskell, html, http, javascript, json, linux, logic, maths, memory, networks, numpy, parsing, performance, physics,
puzzles, python, regex, rust, sorting, sql, statistics, strings, testing, tools, typography, unicode
""")
FIRST = date(2012, 1, 1)
DAYS = 12 * 365  # dates begin again after these, so that no blog reaches into the future


@dataclass(frozen=True)
class Post:
    """A post as its writer knows it."""

    slug: str
    title: str
    date: date
    tags: list[str]
    excerpt: str
    body: str


def post(number: int, *, seed: int = 0, prose: bool = False) -> Post:
    """The post of this number, counted from 0; with `prose` no code, tables, quotations or footnotes."""
    rng = Random(f"{seed} {number}")
    slug = f"note-{number:06}"
    title = f"Note {number} on {rng.choice(WHAT)} {rng.choice(HOW)}"
    # Some tags are on many posts and most on few, as it is with real ones.
    tags = sorted({TAGS[int(len(TAGS) * rng.random() ** 2)] for _ in range(rng.randint(1, 4))})
    body = "\n\n".join(blocks(rng, number, prose=prose)) + "\n"
    excerpt = f"On {clause(rng)}."
    return Post(slug, title, FIRST + timedelta(days=number % DAYS), tags, excerpt, body)


def blocks(rng: Random, number: int, *, prose: bool) -> list[str]:
    """The blocks of a body: an opening, two to four sections, and notes at the foot."""
    shapes = [bullets, steps] if prose else [bullets, steps, table, quotation, snippet, snippet]
    notes: list[str] = []
    found = [paragraph(rng), f"{paragraph(rng)} See {link(rng)}."]
    for heading in rng.sample(HEADINGS, rng.randint(2, 4)):
        found += [f"{rng.choice(['##', '##', '###'])} {heading}", paragraph(rng)]
        if not prose and rng.random() < 0.4:
            notes.append(f"[^{len(notes) + 1}]: {sentence(rng)}")
            found[-1] += f"[^{len(notes)}]"
        found += [rng.choice(shapes)(rng), paragraph(rng)]
    if number:
        earlier = rng.randrange(number)
        found.append(f"{sentence(rng)} More of it in [note {earlier}](/note-{earlier:06}/).")
    return found + notes


def bullets(rng: Random) -> str:
    """A list, some of whose items have a list of their own."""
    lines = []
    for _ in range(rng.randint(3, 5)):
        lines.append(f"- {sentence(rng)}")
        if rng.random() < 0.3:
            lines += [f"    - {clause(rng)}", f"    - see {link(rng)}"]
    return "\n".join(lines)


def steps(rng: Random) -> str:
    """A numbered list."""
    return "\n".join(f"{number}. {sentence(rng)}" for number in range(1, rng.randint(4, 6)))


def table(rng: Random) -> str:
    """A table of measurements."""
    rows = [f"| {rng.choice(WHAT)} | {rng.randint(1, 9999)} | {rng.uniform(0, 60):.2f} |" for _ in range(5)]
    return "\n".join(["| what | count | seconds |", "| :--- | ---: | ---: |", *rows])


def quotation(rng: Random) -> str:
    """Somebody else's words."""
    return f"> {sentence(rng)} {sentence(rng)}\n>\n> *{clause(rng)}*"


def yaml(this: Post) -> str:
    """The post with a head in YAML."""
    head = f'title: "{this.title}"\ndate: {this.date}\nslug: {this.slug}\ntags: [{", ".join(this.tags)}]\n'
    return f'---\n{head}excerpt: "{this.excerpt}"\n---\n\n{this.body}'


def headers(this: Post) -> str:
    """The post with a head in Pelican's own form."""
    head = f"Title: {this.title}\nDate: {this.date}\nSlug: {this.slug}\nTags: {', '.join(this.tags)}\n"
    return f"{head}Summary: {this.excerpt}\n\n{this.body}"


LAYOUTS: dict[str, tuple[str, Callable[[Post], str]]] = {
    "journal": ("posts", yaml),
    "hugo": ("content/posts", yaml),
    "eleventy": ("posts", yaml),
    "pelican": ("content", headers),
}


def write(generator: str, count: int, folder: Path, *, seed: int = 0, prose: bool = False) -> None:
    """Write the posts, one at a time, so that a large blog needs no memory."""
    where, layout = LAYOUTS[generator]
    (folder / where).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        this = post(number, seed=seed, prose=prose)
        (folder / where / f"{this.slug}.md").write_text(layout(this), encoding="utf-8")


def main() -> None:
    """Read the command line, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("generator", choices=LAYOUTS)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--prose", action="store_true", help="no code, tables, quotations or footnotes")
    args = parser.parse_args()
    write(args.generator, args.count, args.folder, seed=args.seed, prose=args.prose)


if __name__ == "__main__":
    main()
