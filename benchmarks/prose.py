"""English that nobody means: sentences from a small grammar, with the marks a writer makes in Markdown."""

from random import Random


def listed(text: str) -> list[str]:
    """What stands between the commas."""
    return [" ".join(part.split()) for part in text.split(",")]


WHO = listed("""
the compiler, my first attempt, a friend of mine, the second chapter, this small tool, the old script, every test,
the index, a plain loop, our parser, the manual, nobody I asked, the whole idea, a hash table, the garbage
collector, the slow query, an iterator, the scheduler, one careful reader, the lecture, that evening’s notebook, the
cache, the proof
""")
DOES = listed("""
explains, hides, needs, rewrites, measures, breaks, copies, remembers, forgets, checks, shortens, postpones, counts,
sorts, invents, replaces, outlives, reads, guards, repeats, follows, contradicts, simplifies
""")
WHAT = listed("""
the invariant, a list of names, what I had written, the boundary case, two kinds of state, a page of notes, the
return value, an empty string, the order of things, more memory than it has, a lock, the whole file, its own cost,
an index of words, the base case, three lines of code, a promise, the error message, each branch of the tree, a
date, the checksum, a pair of numbers, the next question
""")
HOW = listed("""
in practice, without a word, on the second reading, at night, once per request, for a good reason, by accident,
before anything else, in constant time, when the disk is full, as far as I can tell, after lunch, from left to
right, with one exception, twice, in the worst case, under load, like a library does, in most languages, until it
does not
""")
JOINS = ["and", "but", "so", "because", "although", "while", "which is why"]
OPENINGS = ["Today", "Last week", "At first", "In the end", "Strangely", "On paper", "To my surprise", "Of course"]
NAMES = ["len", "yield", "mmap", "O(n)", "EXPLAIN", "git bisect", "None", "fsync", "--verbose", "utf-8", "sort()"]
LINKED = ["the documentation", "this talk", "a longer answer", "the paper", "an old thread", "somebody’s notes"]
HEADINGS = ["What I tried", "What went wrong", "The plan", "A detour", "Numbers", "How it works", "A smaller example"]
HEADINGS += ["What I had missed", "Reading on", "Why it matters", "The fix", "Open questions", "Step by step"]


def clause(rng: Random) -> str:
    """Somebody does something, perhaps somehow."""
    words = [rng.choice(WHO), rng.choice(DOES), rng.choice(WHAT)]
    if rng.random() < 0.4:
        words.append(rng.choice(HOW))
    return " ".join(words)


def sentence(rng: Random) -> str:
    """One to two clauses, now and then with emphasis, code or a quotation."""
    text = clause(rng)
    if rng.random() < 0.55:
        text += f", {rng.choice(JOINS)} {clause(rng)}"
    if rng.random() < 0.2:
        text += f" ({rng.choice(HOW)})"
    if rng.random() < 0.25:
        text = f"{rng.choice(OPENINGS)}, {text}"
    mark = rng.random()
    if mark < 0.12:
        text += f", *{rng.choice(HOW)}*"
    elif mark < 0.2:
        text += f": **{rng.choice(WHAT)}**"
    elif mark < 0.3:
        text += f", as with `{rng.choice(NAMES)}`"
    elif mark < 0.35:
        text += f' -- "{clause(rng)}", it says'
    return text[0].upper() + text[1:] + rng.choice("....?!")


def paragraph(rng: Random) -> str:
    """Three to six sentences on one line."""
    return " ".join(sentence(rng) for _ in range(rng.randint(3, 6)))


def link(rng: Random) -> str:
    """A link to another host."""
    path = f"{rng.choice(DOES)}/{rng.randint(1, 99_999)}"
    return f"[{rng.choice(LINKED)}](https://{rng.choice(['a', 'b', 'c'])}.example/{path})"
