// The theme switch and the copy buttons; every page reads the same without them.

const root = document.documentElement;
const themes = ["auto", "light", "dark"];
const button = document.querySelector(".theme");

function show(theme) {
  root.dataset.theme = theme;
  button.title = `Theme: ${theme}`;
  button.setAttribute("aria-label", button.title);
}

if (button) {
  show(themes.includes(root.dataset.theme) ? root.dataset.theme : "auto");
  button.addEventListener("click", () => {
    const theme = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
    show(theme);
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  });
}

// The clipboard exists on secure origins only; without it there is nothing to offer.
if (navigator.clipboard) {
  for (const block of document.querySelectorAll(".highlight")) {
    const copy = document.createElement("button");
    copy.type = "button";
    copy.className = "copy";
    copy.textContent = "Copy";
    copy.setAttribute("aria-live", "polite");
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText((block.querySelector("code") ?? block.querySelector("pre")).textContent);
      copy.textContent = "Copied";
      setTimeout(() => (copy.textContent = "Copy"), 2000);
    });
    block.append(copy);
  }
}

// What was left alone for half a year says so; how long that was, only the reader's clock can tell.
for (const tended of document.querySelectorAll(".tended")) {
  const time = tended.querySelector("time");
  const months = Math.floor((Date.now() - Date.parse(time.dateTime)) / 2629746000);
  if (months >= 6) {
    tended.title = tended.textContent;
    time.textContent = months < 24 ? `${months} months` : `${Math.floor(months / 12)} years`;
    tended.firstChild.data = "not tended for ";
  }
}
