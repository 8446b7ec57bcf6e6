// When a card comes due: the scheduler FSRS-6, written from its published formulas, with its default parameters.
// https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm
// The tests hold it against the package `fsrs`. No chance is added to the days, so that a forecast comes true.

const fsrs = (() => {
  const MINUTE = 60_000;
  const DAY = 24 * 60 * MINUTE;
  const W = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ];
  const DECAY = -W[20];
  const FACTOR = 0.9 ** (1 / DECAY) - 1;
  // How likely one is to know a card when it comes due.
  const RETENTION = 0.9;
  const LONGEST = 36_500;
  const STEPS = { learning: [MINUTE, 10 * MINUTE], relearning: [10 * MINUTE] };
  const [AGAIN, HARD, GOOD, EASY] = [1, 2, 3, 4];

  const within = (value, least, most) => Math.min(Math.max(value, least), most);
  const stable = (stability) => Math.max(stability, 0.001);
  const firstDifficulty = (grade) => W[4] - Math.exp(W[5] * (grade - 1)) + 1;

  function nextDifficulty(difficulty, grade) {
    const damped = difficulty - (W[6] * (grade - 3) * (10 - difficulty)) / 9;
    return within(W[7] * firstDifficulty(EASY) + (1 - W[7]) * damped, 1, 10);
  }

  function nextStability({ stability, difficulty }, grade, days) {
    if (days < 1) {
      const growth = Math.exp(W[17] * (grade - 3 + W[18])) * stability ** -W[19];
      return stable(stability * (grade === AGAIN ? growth : Math.max(growth, 1)));
    }
    const known = (1 + (FACTOR * days) / stability) ** DECAY;
    if (grade === AGAIN) {
      const after =
        W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * Math.exp((1 - known) * W[14]);
      return stable(Math.min(after, stability / Math.exp(W[17] * W[18])));
    }
    const growth = Math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (Math.exp((1 - known) * W[10]) - 1);
    const weight = grade === HARD ? W[15] : grade === EASY ? W[16] : 1;
    return stable(stability * (1 + growth * weight));
  }

  function days(stability) {
    return within(Math.round((stability / FACTOR) * (RETENTION ** (1 / DECAY) - 1)), 1, LONGEST);
  }

  // The step to take next, or none if the card has been learned.
  function nextStep(steps, step, grade) {
    if (grade === AGAIN) return [0, steps[0]];
    if (step >= steps.length || grade === EASY) return null;
    if (grade === GOOD) return step + 1 < steps.length ? [step + 1, steps[step + 1]] : null;
    if (step > 0) return [step, steps[step]];
    return [0, steps.length > 1 ? (steps[0] + steps[1]) / 2 : steps[0] * 1.5];
  }

  // A card after a review, given as it was before (nothing for a new one), a grade from 1 to 4, and the time.
  function review(card, grade, now) {
    const next = card
      ? {
          stability: nextStability(card, grade, Math.floor((now - card.last) / DAY)),
          difficulty: nextDifficulty(card.difficulty, grade),
        }
      : { stability: stable(W[grade - 1]), difficulty: within(firstDifficulty(grade), 1, 10) };
    const before = card ? card.state : "learning";
    const state = before === "review" && grade === AGAIN ? "relearning" : before;
    const taken =
      state === "review"
        ? null
        : before === "review"
          ? [0, STEPS.relearning[0]]
          : nextStep(STEPS[state], card ? card.step : 0, grade);
    const [step, wait] = taken ?? [0, days(next.stability) * DAY];
    return { ...next, state: taken ? state : "review", step, due: now + wait, last: now };
  }

  return { review };
})();
