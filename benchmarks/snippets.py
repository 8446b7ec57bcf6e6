"""Code such as learners show, in seven languages; `NAME` and `NUMBER` differ from post to post."""

from random import Random

NAMES = ["queue", "ledger", "trie", "parser", "window", "graph", "buffer", "router", "matrix", "cursor", "bucket"]

SNIPPETS = {
    "python": '''
from collections import deque
from dataclasses import dataclass, field


@dataclass
class NAME:
    """Keeps the last NUMBER values, and their sum."""

    values: deque[float] = field(default_factory=lambda: deque(maxlen=NUMBER))
    total: float = 0.0

    def add(self, value: float) -> float:
        # The one that falls out at the other end is taken off first.
        if len(self.values) == NUMBER:
            self.total -= self.values[0]
        self.values.append(value)
        self.total += value
        return self.total / len(self.values)


if __name__ == "__main__":
    NAME_ = NAME()
    print([f"{NAME_.add(n):.2f}" for n in range(1_000) if n % 7 != 3])
''',
    "javascript": """
import { readFile } from "node:fs/promises";

const limit = NUMBER;

export async function NAME(path, { separator = "\\n" } = {}) {
  const lines = (await readFile(path, "utf8")).split(separator);
  const seen = new Map();
  for (const [at, line] of lines.entries()) {
    if (!line.trim() || /^\\s*#/.test(line)) continue; // nothing, or a comment
    seen.set(line, [...(seen.get(line) ?? []), at + 1]);
  }
  return [...seen].filter(([, at]) => at.length > 1).slice(0, limit);
}
""",
    "rust": """
use std::collections::BTreeMap;

/// How often each word occurs, if it does so NUMBER times or more.
fn NAME(text: &str) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts.retain(|_, count| *count >= NUMBER);
    counts
}
""",
    "sql": """
-- Entries of the last NUMBER days, the longest first.
SELECT e.title, COUNT(t.name) AS tags, SUM(e.words) AS words
FROM entries AS e
LEFT JOIN NAME AS t ON t.entry = e.id
WHERE e.date > date('now', '-NUMBER days') AND e.draft IS NOT TRUE
GROUP BY e.id
HAVING words > NUMBER
ORDER BY words DESC, e.title
LIMIT 20;
""",
    "bash": """
set -euo pipefail
for file in NAME/*.txt; do
    lines=$(wc -l <"$file")
    if ((lines > NUMBER)); then
        printf '%s: %d lines\\n' "${file##*/}" "$lines" # only the name
    fi
done | sort -t: -k2 -n
""",
    "json": """
{
  "name": "NAME",
  "limit": NUMBER,
  "ratio": 0.NUMBER,
  "steps": ["read", "check", "write"],
  "retry": { "times": 3, "wait": null, "quiet": true }
}
""",
    "css": """
.NAME {
  display: grid;
  grid-template-columns: minmax(0, NUMBERpx) 1fr;
  gap: 1.5rem; /* as wide as a line is high */
}
.NAME > a:not([href^="#"]):hover { color: #b24; }
@media (width < 40em) { .NAME { display: block; } }
""",
}


def snippet(rng: Random) -> str:
    """A fenced code block."""
    language = rng.choice(list(SNIPPETS))
    code = SNIPPETS[language].replace("NAME", rng.choice(NAMES)).replace("NUMBER", str(rng.randint(11, 980)))
    return f"```{language}{code}```"
