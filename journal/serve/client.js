// Follows the author: asks what has changed since this page was sent, and shows it.
(() => {
  const OURS = "/.journal-serve/";
  const PLACE = "journal-serve: place";
  let edition = document.currentScript.dataset.edition;
  let asked = false;
  let closed = ""; // the problems that the author has looked at and put away

  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const here = () => location.pathname + location.search;
  const pathOf = (url) => new URL(url, location).pathname;
  const plain = (path) => { try { return decodeURIComponent(path); } catch { return path; } };

  function reload() {
    try { sessionStorage.setItem(PLACE, JSON.stringify([here(), scrollX, scrollY])); } catch { /* not allowed to */ }
    location.reload();
  }

  // The browser does this by itself, but not where the page has an anchor, or grows while it loads.
  function scrollBack() {
    let kept;
    try { kept = JSON.parse(sessionStorage.getItem(PLACE)); sessionStorage.removeItem(PLACE); } catch { return; }
    if (!kept || kept[0] !== here()) return;
    const back = () => scrollTo({ left: kept[1], top: kept[2], behavior: "instant" });
    back();
    if (document.readyState === "complete") return;
    const moved = new AbortController();
    for (const how of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      addEventListener(how, () => moved.abort(), { once: true, passive: true, signal: moved.signal });
    }
    addEventListener("load", () => { back(); moved.abort(); }, { once: true, signal: moved.signal });
  }

  function showAssets(paths) {
    const changed = new Set(paths);
    const has = (url) => Boolean(url) && new URL(url, location).origin === location.origin && changed.has(plain(pathOf(url)));
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const images = [...document.images].map((image) => image.currentSrc);
    const used = [...new Set([...loaded, ...images])].filter(has);
    if (!used.length) return;
    if (used.some((url) => !pathOf(url).endsWith(".css"))) { reload(); return; }
    const sheets = [...document.querySelectorAll("link[rel~=stylesheet][href]")];
    const direct = sheets.filter((sheet) => has(sheet.href));
    // One that is not named here is imported by one that is.
    const imported = used.some((url) => !sheets.some((sheet) => pathOf(sheet.href) === pathOf(url)));
    for (const sheet of imported ? sheets : direct) swap(sheet);
  }

  function swap(sheet) {
    const url = new URL(sheet.href);
    if (url.origin !== location.origin) return;
    url.searchParams.set("edition", edition);
    const next = sheet.cloneNode();
    next.href = url.href;
    // The old one stays until the new one is there, so that the page is never bare.
    next.onload = () => sheet.remove();
    next.onerror = () => next.remove();
    sheet.after(next);
  }

  function showProblems(problems) {
    const text = problems.join("\n\n");
    if (text !== closed) closed = "";
    document.querySelector("journal-problems")?.remove();
    if (!problems.length || closed) return;
    const host = document.createElement("journal-problems");
    const root = host.attachShadow({ mode: "open" });
    root.innerHTML = `<style>
      :host { all: initial; }
      aside { position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto; box-sizing: border-box;
        padding: 1rem 1.25rem 1.25rem; border-top: 3px solid #d33a2c; background: #1d1a19; color: #f3eeea;
        font: 14px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; box-shadow: 0 -8px 32px #0006; }
      header { display: flex; justify-content: space-between; gap: 1rem; font-weight: bold; color: #ff9d8f; }
      button { all: unset; cursor: pointer; padding: 0 .5rem; } button:focus-visible { outline: 2px solid; }
      article { margin-top: .75rem; } p { margin: 0; overflow-wrap: anywhere; } b { color: #fff; }
      pre { margin: .25rem 0; overflow-x: auto; font: inherit; color: #d8cfc8; } .hint { color: #9fd3a8; }
      @media print { aside { display: none; } }</style>
      <aside role="alert"><header><span></span><button type="button" aria-label="Close">✕</button></header></aside>`;
    const aside = root.querySelector("aside");
    root.querySelector("span").textContent =
      problems.length === 1 ? "The site cannot be built" : `The site cannot be built: ${problems.length} problems`;
    root.querySelector("button").onclick = () => { closed = text; host.remove(); };
    for (const problem of problems) aside.append(article(problem));
    // Beside the body, not in it, so that no style of the site meets it, and it none.
    document.documentElement.append(host);
  }

  function article(problem) {
    const made = document.createElement("article");
    const [first, ...lines] = problem.split("\n");
    const [, place, message] = /^(.*?): ((?:error|warning): .*)$/.exec(first) ?? ["", "", first];
    const what = made.appendChild(document.createElement("p"));
    what.appendChild(document.createElement("b")).textContent = place && `${place}: `;
    what.append(message);
    const source = lines.filter((line) => !line.startsWith("hint: "));
    if (source.length) made.appendChild(document.createElement("pre")).textContent = source.join("\n");
    for (const line of lines.filter((one) => one.startsWith("hint: "))) {
      const hint = made.appendChild(document.createElement("p"));
      hint.className = "hint";
      hint.textContent = line;
    }
    return made;
  }

  async function ask(signal) {
    const query = new URLSearchParams({ at: plain(location.pathname), edition });
    if (!asked) query.set("new", "1");
    const answer = await fetch(`${OURS}news?${query}`, { signal, cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  async function follow() {
    for (;;) {
      // A window that nobody sees would only take up one of the few connections that a browser makes to one host.
      while (document.hidden) {
        await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
      }
      const hidden = new AbortController();
      document.addEventListener("visibilitychange", () => hidden.abort(), { once: true, signal: hidden.signal });
      let told;
      try {
        told = await ask(hidden.signal);
      } catch {
        if (!hidden.signal.aborted) await pause(1000); // the server is not there just now
        continue;
      } finally {
        hidden.abort();
      }
      asked = true;
      edition = told.edition;
      if (told.reload) { reload(); return; }
      showAssets(told.assets);
      showProblems(told.problems);
      const progress = document.getElementById("progress");
      if (progress && told.progress) progress.textContent = told.progress;
    }
  }

  scrollBack();
  follow();
})();
