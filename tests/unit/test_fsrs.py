"""When a flashcard comes due: our script, run in Node.js beside the packages that are known for it."""

import json
import os
import random
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsrs
import pytest

ROOT = Path(__file__).parents[2]
OURS = ROOT / "static/fsrs.js"
THEIRS = ROOT / ".venv/node/node_modules/ts-fsrs/dist/index.cjs"
MINUTE = 60_000
DAY = 24 * 60 * MINUTE
START = 1_704_067_200_000  # 2024-01-01

RUN = """
const [ours, theirs] = process.argv.slice(1);
const { readFileSync } = require("node:fs");
const script = new Function(`${readFileSync(ours, "utf8")}; return fsrs;`)();
const histories = JSON.parse(readFileSync(0, "utf8"));

function byOurs(history) {
  let card;
  return history.map(([grade, now]) => {
    card = script.review(card, grade, now);
    return [card.due, card.stability, card.difficulty, card.state, card.step];
  });
}

function byTheirs(history) {
  const { createEmptyCard, fsrs, State } = require(theirs);
  const scheduler = fsrs({ enable_fuzz: false });
  let card = createEmptyCard(new Date(history[0][1]));
  return history.map(([grade, now]) => {
    card = scheduler.next(card, new Date(now), grade).card;
    return [+card.due, card.stability, card.difficulty, State[card.state].toLowerCase(), card.learning_steps];
  });
}

process.stdout.write(JSON.stringify(histories.map(theirs ? byTheirs : byOurs)));
"""


def leave_out(reason: str) -> None:
    """Skip for want of a tool; in CI, where everything is there, fail."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


def reviewed(histories, by=None):
    """For each history of grades and moments: due, stability, difficulty, state and step after each review."""
    node = shutil.which("node") or leave_out("no Node.js: install node, so that it is found on PATH")
    command = [node, "-e", RUN, "--", OURS, *([by] if by else [])]
    ran = subprocess.run(command, input=json.dumps(histories), check=True, capture_output=True, text=True)
    return json.loads(ran.stdout)


def test_cards_come_due_when_ts_fsrs_says():
    if not THEIRS.exists():
        leave_out("no ts-fsrs: install npm, then run `make test`")
    chance = random.Random(1)
    # Reviewed when due or at any moment, after minutes or years, around midnight as at noon.
    waits = (0, 1, 9 * MINUTE, 10 * MINUTE, 9 * 60 * MINUTE, DAY - 1, DAY, 3 * DAY, 40 * DAY, 4000 * DAY)
    histories = []
    for _ in range(3000):
        now, history = START + chance.randrange(DAY), []
        for _ in range(chance.randint(1, 20)):
            history.append([chance.choice((1, 2, 3, 3, 3, 4)), now])
            now += chance.choice(waits) + chance.choice((0, 0, chance.randrange(DAY)))
        histories.append(history)
    for history, ours, theirs in zip(histories, reviewed(histories), reviewed(histories, by=THEIRS), strict=True):
        assert ours == theirs, history


def test_cards_that_are_reviewed_when_they_are_due_come_due_when_ts_fsrs_says():
    if not THEIRS.exists():
        leave_out("no ts-fsrs: install npm, then run `make test`")
    chance = random.Random(2)
    histories = [[[chance.choice((1, 2, 3, 3, 3, 4)), START + chance.randrange(DAY)]] for _ in range(500)]
    for _ in range(15):
        ours = reviewed(histories)
        assert ours == reviewed(histories, by=THEIRS)
        for history, after in zip(histories, ours, strict=True):
            history.append([chance.choice((1, 2, 3, 3, 3, 4)), after[-1][0]])


def test_what_is_remembered_is_what_the_package_fsrs_says():
    # It counts days by 24 hours, so reviews are at one hour; its steps are others, so what comes due is not compared.
    chance = random.Random(3)
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    histories, wanted = [], []
    for _ in range(300):
        card, now, history, memory = fsrs.Card(), datetime(2024, 1, 1, 12, tzinfo=UTC), [], []
        for _ in range(chance.randint(1, 12)):
            grade = chance.choice((1, 2, 3, 3, 3, 4))
            card, _ = scheduler.review_card(card, fsrs.Rating(grade), now)
            history.append([grade, round(now.timestamp() * 1000)])
            memory.append([card.stability, card.difficulty])
            now += timedelta(days=chance.choice((0, 0, 1, 2, 5, 30)))
        histories.append(history)
        wanted.append(memory)
    for ours, theirs in zip(reviewed(histories), wanted, strict=True):
        for (_, stability, difficulty, *_), memory in zip(ours, theirs, strict=True):
            assert [stability, difficulty] == pytest.approx(memory, rel=1e-5)


def test_a_clock_that_was_set_back_does_no_harm():
    [[_, after]] = reviewed([[[4, START + 9 * DAY], [3, START]]])
    [[_, same]] = reviewed([[[4, START], [3, START]]])
    assert after == same
