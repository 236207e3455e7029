// Places in the text of the pages, found by Pagefind, which fetches only the parts of its index that a query needs.

import { wordsAnswered } from "./marks.js";

const EXCERPT_WORDS = 18;

/** A function that finds places: `{address, page, heading, excerpt}`, where `excerpt` is HTML with <mark>. */
export async function openPlaces(folder, root) {
  const pagefind = await import(new URL(`${folder}/pagefind.js`, document.baseURI).href);
  await pagefind.options({ excerptLength: EXCERPT_WORDS, baseUrl: new URL(root, document.baseURI).pathname });
  await pagefind.init();
  return async (query, count) => {
    const { results } = await pagefind.search(query);
    const pages = await Promise.all(results.slice(0, count).map((result) => result.data()));
    const places = pages.map(placeOf);
    // Pagefind shortens a word that it cannot find until it finds something: "gibber" would lead to "GiB".
    return places.filter(({ page, heading, excerpt }) => wordsAnswered(`${page} ${heading} ${excerpt}`, query));
  };
}

// The heading whose text fits best; the beginning of a page only where no heading does, as terms are listed already.
function placeOf(page) {
  const score = (part) => part.weighted_locations.reduce((sum, { balanced_score }) => sum + balanced_score, 0);
  const [below] = page.sub_results.filter(({ anchor }) => anchor).sort((one, other) => score(other) - score(one));
  const { url, title, excerpt } = below ?? page;
  return { address: url, page: page.meta.title, heading: title === page.meta.title ? "" : title, excerpt };
}
