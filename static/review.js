// Reviewing flashcards: one after another, each graded, the next day for each worked out and kept in this browser.
// Without it, the page is the list of all cards, each with its answer folded away.

(() => {
  const root = document.querySelector(".review");
  if (!root) return;

  const KEY = `journal-review ${root.dataset.store}`;
  const NEW_AT_ONCE = 20;
  const SOON = 20 * 60_000;
  const find = (selector) => root.querySelector(selector);
  const [begin, sheet, answer] = [find(".begin"), find(".sheet"), find(".answer")];
  const rows = new Map([...document.querySelectorAll("[data-card]")].map((row) => [row.dataset.card, row]));

  let lasting = true;
  let known = read();
  let queue = [];
  let shown = null;
  let undo = null;

  // What is kept

  function isState(card) {
    const numbers = ["stability", "difficulty", "step", "due", "last"];
    return (
      card !== null &&
      typeof card === "object" &&
      numbers.every((name) => Number.isFinite(card[name])) &&
      card.stability > 0 &&
      card.difficulty >= 1 &&
      card.difficulty <= 10 &&
      ["learning", "review", "relearning"].includes(card.state)
    );
  }

  function parsed(text) {
    const cards = JSON.parse(text)?.cards;
    if (cards === null || typeof cards !== "object") throw new TypeError("no cards");
    return new Map(Object.entries(cards).filter(([, card]) => isState(card)));
  }

  function written() {
    return JSON.stringify({ version: 1, site: root.dataset.store, cards: Object.fromEntries(known) });
  }

  function read() {
    try {
      const text = localStorage.getItem(KEY);
      return text ? parsed(text) : new Map();
    } catch (error) {
      // Damaged, or storage is forbidden; the review then lasts as long as the page.
      if (!(error instanceof SyntaxError || error instanceof TypeError)) lasting = false;
      return new Map();
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, written());
    } catch {
      lasting = false;
    }
    find(".where").hidden = !lasting;
  }

  // Of two tabs, each grades cards of its own.
  function merge(others) {
    for (const [key, card] of others) {
      if (!known.has(key) || known.get(key).last < card.last) known.set(key, card);
    }
  }

  // What is due

  function inWords(wait) {
    const [minutes, hours, whole] = [60_000, 3_600_000, 86_400_000].map((unit) => Math.max(1, Math.round(wait / unit)));
    if (wait < 3_600_000) return `${minutes} min`;
    if (wait < 86_400_000) return `${hours} h`;
    if (whole < 60) return whole === 1 ? "1 day" : `${whole} days`;
    return whole < 730 ? `${Math.round(whole / 30.4)} months` : `${Math.round(whole / 365.25)} years`;
  }

  function whatIsDue(keys = [...rows.keys()]) {
    const now = Date.now();
    const due = keys.filter((key) => known.has(key) && known.get(key).due <= now);
    due.sort((a, b) => known.get(a).due - known.get(b).due);
    const fresh = keys.filter((key) => !known.has(key));
    const later = keys.filter((key) => known.has(key) && known.get(key).due > now);
    const next = Math.min(...later.map((key) => known.get(key).due));
    return { due, fresh, later, next };
  }

  function inNumbers(counts) {
    const parts = Object.entries(counts).filter(([, count]) => count);
    return parts.map(([name, number]) => `${number} ${name}`).join(", ");
  }

  function told({ due, fresh, later, next }) {
    const count = inNumbers({ due: due.length, new: fresh.length, later: later.length });
    const when = Number.isFinite(next) && !due.length ? ` The next comes due in ${inWords(next - Date.now())}.` : "";
    const lost = lasting ? "" : " This browser keeps nothing for this page: what you do lasts until you leave it.";
    return `${count}.${when}${lost}`;
  }

  // Beside the name of each deck stands what of it is there to review; if that is nothing, how many cards it has.
  function tellOfDecks() {
    const lists = [...document.querySelectorAll(".deck")];
    document.querySelectorAll(".decks .count").forEach((place, n) => {
      const keys = [...lists[n].querySelectorAll("[data-card]")].map((row) => row.dataset.card);
      const { due, fresh } = whatIsDue(keys);
      place.textContent = inNumbers({ due: due.length, new: fresh.length }) || keys.length;
    });
  }

  function overview() {
    const now = whatIsDue();
    tellOfDecks();
    const count = now.due.length + Math.min(now.fresh.length, NEW_AT_ONCE);
    shown = null;
    sheet.hidden = true;
    find(".state").textContent = told(now);
    begin.textContent = count ? `Review ${count === 1 ? "1 card" : `${count} cards`}` : "Nothing is due";
    begin.disabled = !count;
    begin.parentElement.hidden = false;
    for (const [key, row] of rows) {
      const card = known.get(key);
      row.querySelector(".when").textContent = !card
        ? ""
        : card.due <= Date.now()
          ? "due now"
          : `due in ${inWords(card.due - Date.now())}`;
    }
  }

  // One card after another

  function start() {
    merge(read());
    const { due, fresh } = whatIsDue();
    queue = [...due, ...fresh.slice(0, NEW_AT_ONCE)];
    undo = null;
    next();
  }

  function copied(key, side) {
    return [...rows.get(key).querySelector(`.${side}`).cloneNode(true).childNodes];
  }

  function next() {
    if (queue.length) show(queue.shift());
    else end();
  }

  function end() {
    overview();
    (begin.disabled ? find(".kept summary") : begin).focus();
  }

  function show(key) {
    shown = key;
    sheet.hidden = false;
    begin.parentElement.hidden = true;
    answer.hidden = true;
    find(".ask").hidden = false;
    find(".state").textContent = "";
    const left = queue.length;
    find(".place").textContent = left === 0 ? "The last card" : left === 1 ? "1 more card" : `${left} more cards`;
    find(".front").replaceChildren(...copied(key, "front"));
    find(".back").replaceChildren();
    sheet.focus({ preventScroll: true });
    sheet.scrollIntoView({ block: "nearest" });
  }

  function reveal() {
    const now = Date.now();
    find(".back").replaceChildren(...copied(shown, "back"));
    for (const button of root.querySelectorAll("[data-grade]")) {
      const after = fsrs.review(known.get(shown), Number(button.dataset.grade), now);
      button.querySelector("span").textContent = inWords(after.due - now);
    }
    find(".ask").hidden = true;
    answer.hidden = false;
    find('[data-grade="3"]').focus({ preventScroll: true });
  }

  function grade(value) {
    const now = Date.now();
    merge(read());
    undo = { key: shown, card: known.get(shown), queue: [...queue] };
    const after = fsrs.review(known.get(shown), value, now);
    known.set(shown, after);
    keep();
    if (after.due - now < SOON) queue.push(shown);
    next();
  }

  function takeBack() {
    if (!undo) return;
    if (undo.card) known.set(undo.key, undo.card);
    else known.delete(undo.key);
    keep();
    queue = undo.queue;
    const { key } = undo;
    undo = null;
    show(key);
  }

  // What is pressed

  begin.addEventListener("click", start);
  find(".reveal").addEventListener("click", reveal);
  for (const button of root.querySelectorAll("[data-grade]")) {
    button.addEventListener("click", () => grade(Number(button.dataset.grade)));
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const pressed = event.target.closest("button, a, summary") && [" ", "Enter"].includes(event.key);
    if (event.key === "u" && undo) takeBack();
    else if (!shown || pressed) return;
    else if ([" ", "Enter"].includes(event.key) && answer.hidden) reveal();
    else if ("1234".includes(event.key) && !answer.hidden) grade(Number(event.key));
    else if (event.key === "Escape") end();
    else return;
    event.preventDefault();
  });

  find(".export").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = `data:application/json;charset=utf-8,${encodeURIComponent(written())}`;
    link.download = "flashcards.json";
    link.click();
  });

  find(".import").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) return;
    try {
      merge(parsed(await file.text()));
      keep();
      overview();
    } catch {
      find(".state").textContent = `${file.name} holds no progress that was saved here.`;
    }
  });

  find(".reset").addEventListener("click", () => {
    if (!confirm("Forget what you have reviewed on this site?")) return;
    known = new Map();
    keep();
    overview();
  });

  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    known = read();
    if (!shown) overview();
  });

  keep();
  root.hidden = false;
  overview();
})();
