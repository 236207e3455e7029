// A card with a term's question, summary and level beside a link to it: for a pointer that rests on the link, for
// keyboard focus and for a finger that stays on it. A click or tap follows the link as ever.
//
// The card follows WCAG 2.2, 1.4.13: Escape dismisses it, the pointer may enter it, and it stays until the reader leaves.
// What it shows is read from the target page itself, fetched once; where that fails there is no card.

const LINKS = "article a[href]";
const NOT_PREVIEWED = "nav a, .card a";
const SHOW_AFTER_MS = 350; // long enough that crossing a paragraph with the pointer shows nothing
const HOLD_MS = 450; // sooner than a phone's own menu
const LEAVE_AFTER_MS = 250; // time for the pointer to reach the card
const GAP_PX = 6;
const MARGIN_PX = 12;

const previews = new Map(); // page address → promise of { question, summary, level }, or of nothing

let card; // made when first needed
let link; // the link that the card is about, or will be
let isDue = false; // the reader has stayed on it long enough
let touchedAt; // when a finger came down on it, in milliseconds of the page's clock
let timer;

function termLink(target) {
  const found = target instanceof Element ? target.closest(LINKS) : null;
  if (!found || found.matches(NOT_PREVIEWED)) return null;
  const { origin, pathname } = new URL(found.href);
  return origin === location.origin && pathname !== location.pathname && pathname.endsWith("/") ? found : null;
}

function preview(address) {
  const { origin, pathname } = new URL(address);
  const page = origin + pathname;
  if (!previews.has(page)) {
    previews.set(
      page,
      fetchPreview(page).catch(() => {
        previews.delete(page); // so that the next time may do better
      }),
    );
  }
  return previews.get(page);
}

async function fetchPreview(page) {
  const response = await fetch(page);
  if (!response.ok) throw new Error(`${page}: ${response.status}`);
  const target = new DOMParser().parseFromString(await response.text(), "text/html");
  const question = target.querySelector(".term__title")?.textContent;
  const summary = target.querySelector("meta[name=description]")?.content;
  const label = [...target.querySelectorAll(".term__fact dt")].find((name) => name.textContent === "Level");
  return question && summary && { question, summary, level: label?.nextElementSibling?.textContent };
}

function plan(target, delay) {
  if (target === link) {
    clearTimeout(timer); // the reader came back before the card left
    if (isShown()) return;
  } else {
    hide();
  }
  link = target;
  timer = setTimeout(show, delay, target);
}

async function show(target) {
  isDue = true;
  const found = await preview(target.href);
  if (!found || target !== link || !target.isConnected) return;
  card ??= makeCard();
  const texts = [found.question, found.summary, found.level ? `Level: ${found.level}` : ""];
  for (const [place, text] of texts.entries()) card.children[place].textContent = text;
  card.hidden = false;
  place(target);
  target.setAttribute("aria-describedby", card.id);
}

function makeCard() {
  const made = document.createElement("div");
  Object.assign(made, { id: "preview", className: "preview", role: "tooltip", hidden: true });
  for (const className of ["preview__question", "preview__summary", "preview__level"]) {
    made.append(Object.assign(document.createElement("p"), { className }));
  }
  document.querySelector("main").append(made);
  made.addEventListener("pointerenter", () => clearTimeout(timer));
  made.addEventListener("pointerleave", leave);
  return made;
}

// Below the line of the link, or above it where there is more room; never over the link itself.
function place(target) {
  const lines = target.getClientRects();
  const first = lines[0];
  const last = lines[lines.length - 1];
  const roomBelow = innerHeight - last.bottom;
  const below = roomBelow >= card.offsetHeight + GAP_PX || roomBelow >= first.top;
  const rightmost = document.documentElement.clientWidth - card.offsetWidth - MARGIN_PX;
  const left = Math.max(MARGIN_PX, Math.min((below ? last : first).left, rightmost));
  const top = below ? last.bottom + GAP_PX : first.top - GAP_PX - card.offsetHeight;
  const origin = card.offsetParent.getBoundingClientRect();
  card.style.left = `${left - origin.left}px`;
  card.style.top = `${top - origin.top}px`;
}

const isShown = () => Boolean(card && !card.hidden);

// The card goes in a moment, unless the pointer arrives on it or the keyboard is still on the link.
function leave() {
  clearTimeout(timer);
  if (link && !link.matches(":focus-visible")) timer = setTimeout(hide, LEAVE_AFTER_MS);
}

function hide() {
  clearTimeout(timer);
  if (link?.getAttribute("aria-describedby") === card?.id) link?.removeAttribute("aria-describedby");
  if (card) card.hidden = true;
  link = undefined;
  isDue = false;
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const target = termLink(event.target);
  if (target && !target.contains(event.relatedTarget)) plan(target, SHOW_AFTER_MS);
});
document.addEventListener("pointerout", (event) => {
  const target = termLink(event.target);
  if (event.pointerType !== "touch" && target === link && !target?.contains(event.relatedTarget)) leave();
});

document.addEventListener("focusin", (event) => {
  const target = termLink(event.target);
  if (target?.matches(":focus-visible")) plan(target, SHOW_AFTER_MS);
});
document.addEventListener("focusout", (event) => {
  if (event.target === link && !card?.matches(":hover")) hide();
});

// A finger that stays: the card shows beside whatever menu the phone brings, and goes at the next touch elsewhere.
document.addEventListener("pointerdown", (event) => {
  if (card?.contains(event.target)) return;
  const target = termLink(event.target);
  touchedAt = event.pointerType === "touch" && target ? event.timeStamp : undefined;
  if (touchedAt !== undefined) {
    preview(target.href); // a tap would ask for the same page
    plan(target, HOLD_MS);
  } else {
    hide();
  }
});
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, (event) => {
    if (event.pointerType === "touch" && !isDue) hide();
  });
}

// Lifting that finger is no tap: it leaves the card to be read.
document.addEventListener("click", (event) => {
  const target = termLink(event.target);
  if (target && target === link && isShown() && event.timeStamp - touchedAt >= HOLD_MS) event.preventDefault();
  else if (target) hide();
});
document.addEventListener("keydown", (event) => {
  touchedAt = undefined;
  if (event.key === "Escape") hide();
});
for (const departure of ["pagehide", "popstate"]) addEventListener(departure, hide);
