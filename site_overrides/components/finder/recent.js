// The reader's last searches, kept on this device only.

const STORAGE_KEY = "glossary-recent-searches";
const KEPT = 5;

/** The last searches, latest first. */
export function recentSearches() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((query) => typeof query === "string").slice(0, KEPT) : [];
  } catch {
    return []; // Storage can be switched off, or hold what another program left there.
  }
}

/** Put a search that led somewhere before the others. */
export function rememberSearch(query) {
  store([query, ...recentSearches().filter((other) => other.toLowerCase() !== query.toLowerCase())].slice(0, KEPT));
}

/** Forget them all. */
export function forgetSearches() {
  store([]);
}

function store(queries) {
  try {
    if (queries.length) localStorage.setItem(STORAGE_KEY, JSON.stringify(queries));
    else localStorage.removeItem(STORAGE_KEY);
  } catch {
    // As above: the search works without.
  }
}
