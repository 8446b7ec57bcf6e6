// When a card comes due: the scheduler FSRS-6, written from its published formulas, with its default parameters.
// https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm
// The tests hold it against the package `ts-fsrs`, which rounds to eight places, counts days as those of the calendar in UTC,
// and has a better grade come due later. No chance is added to the days, so that a forecast comes true.

const fsrs = (() => {
  const MINUTE = 60_000;
  const DAY = 24 * 60 * MINUTE;
  const W = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ];
  const rounded = (value) => Math.round(value * 1e8) / 1e8;
  const within = (value, least, most) => Math.min(Math.max(value, least), most);

  const DECAY = -W[20];
  // How likely one is to know a card when it comes due.
  const RETENTION = 0.9;
  const FACTOR = rounded(0.9 ** (1 / DECAY) - 1);
  const PACE = rounded((RETENTION ** (1 / DECAY) - 1) / FACTOR);
  const LONGEST = 36_500;
  const STEPS = { learning: [1, 10], relearning: [10] };
  const [AGAIN, HARD, GOOD, EASY] = [1, 2, 3, 4];

  const stable = (stability) => rounded(within(stability, 0.001, LONGEST));
  const firstDifficulty = (grade) => rounded(W[4] - Math.exp(W[5] * (grade - 1)) + 1);

  function nextDifficulty(difficulty, grade) {
    const damped = difficulty + rounded((-W[6] * (grade - 3) * (10 - difficulty)) / 9);
    return within(rounded(W[7] * firstDifficulty(EASY) + (1 - W[7]) * damped), 1, 10);
  }

  function nextStability({ stability, difficulty }, grade, days) {
    if (days < 1) {
      const growth = Math.exp(W[17] * (grade - 3 + W[18])) * stability ** -W[19];
      return stable(stability * (grade === AGAIN ? growth : Math.max(growth, 1)));
    }
    const known = rounded((1 + (FACTOR * days) / stability) ** DECAY);
    if (grade === AGAIN) {
      const after =
        W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * Math.exp((1 - known) * W[14]);
      return Math.min(stable(after), stable(stability / Math.exp(W[17] * W[18])));
    }
    const growth = Math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (Math.exp((1 - known) * W[10]) - 1);
    const weight = grade === HARD ? W[15] : grade === EASY ? W[16] : 1;
    return stable(stability * (1 + growth * weight));
  }

  const wait = (stability) => within(Math.round(stability * PACE), 1, LONGEST);

  // Days to wait for a card that has been learned. A better grade waits a day longer at least.
  function daysAfter(card, grade, days) {
    const [hard, good, easy] = [HARD, GOOD, EASY].map((each) => wait(nextStability(card, each, days)));
    const least = Math.min(hard, good);
    const middle = Math.max(good, least + 1);
    return grade === HARD ? least : grade === GOOD ? middle : Math.max(easy, middle + 1);
  }

  // The step to take next and its minutes, or none if the card has been learned.
  function nextStep(steps, step, grade) {
    if (step >= steps.length || grade === EASY) return null;
    if (grade === AGAIN) return [0, steps[0]];
    if (grade === HARD) return [step, Math.round(steps.length > 1 ? (steps[0] + steps[1]) / 2 : steps[0] * 1.5)];
    return step + 1 < steps.length ? [step + 1, steps[step + 1]] : null;
  }

  // A card after a review, given as it was before (nothing for a new one), a grade from 1 to 4, and the time.
  function review(card, grade, now) {
    // A clock that was set back makes no days.
    const days = card ? Math.max(0, Math.floor(now / DAY) - Math.floor(card.last / DAY)) : 0;
    const next = card
      ? { stability: nextStability(card, grade, days), difficulty: nextDifficulty(card.difficulty, grade) }
      : { stability: W[grade - 1], difficulty: within(firstDifficulty(grade), 1, 10) };
    const before = card ? card.state : "learning";
    if (before === "review" && grade !== AGAIN) {
      return { ...next, state: before, step: 0, due: now + daysAfter(card, grade, days) * DAY, last: now };
    }
    const state = before === "review" ? "relearning" : before;
    const taken = nextStep(STEPS[state], card ? card.step : 0, grade);
    if (!taken) return { ...next, state: "review", step: 0, due: now + wait(next.stability) * DAY, last: now };
    const [step, minutes] = taken;
    return { ...next, state, step, due: now + minutes * MINUTE, last: now };
  }

  return { review };
})();
