// The list below the input: groups of links, each an option of the listbox.

import { marked } from "./marks.js";

/** An option that leads to a term, with a line that says what it is. */
export function termOption({ entry, label, role }, query, root, line) {
  const option = optionTo(new URL(`${entry.slug}/`, root).href);
  const title = element("span", "finder__title", marked(entry.title, query));
  if (label && role !== "title") title.append(" ", element("span", "finder__name", ...nameNodes(label, role, query)));
  option.append(title, element("span", "finder__line", marked(line, query)));
  return option;
}

// A former name says why the title is another one.
const nameNodes = (label, role, query) => [role === "former" ? "replaces " : "", marked(label, query)];

/** An option that leads to a place in the text. */
export function placeOption({ address, page, heading, excerpt }, query) {
  const option = optionTo(address);
  const title = element("span", "finder__title", page);
  if (heading) title.append(" ", element("span", "finder__name", heading));
  option.append(title, element("span", "finder__line", marked(excerpt, query)));
  return option;
}

/** An option that asks again what was asked before. */
export function recentOption(query) {
  const option = optionTo(`?${new URLSearchParams({ q: query })}`);
  option.dataset.query = query;
  option.append(element("span", "finder__title", query));
  return option;
}

/** Options under a label. */
export function group(name, label, options) {
  const made = element("div", "finder__group");
  made.setAttribute("role", "group");
  made.setAttribute("aria-labelledby", `finder-${name}`);
  const heading = element("p", "finder__group-label", label);
  heading.id = `finder-${name}`;
  heading.setAttribute("role", "presentation");
  options.forEach((option, index) => (option.id = `finder-${name}-${index}`));
  made.append(heading, ...options);
  return made;
}

/**
 * Make `list` hold these groups. What stays is the same element: a finger may be on it already, and the browser need not
 * lay it out again.
 */
export function replaceChanged(list, groups) {
  replaceChildren(list, groups, (shown, group) => {
    if (shown.getAttribute("aria-labelledby") !== group.getAttribute("aria-labelledby")) shown.replaceWith(group);
    else replaceChildren(shown, [...group.children], (old, now) => old.replaceWith(now));
  });
}

function replaceChildren(parent, children, replace) {
  const shown = [...parent.children];
  for (const [place, child] of children.entries()) {
    if (!shown[place]) parent.append(child);
    else if (!shown[place].isEqualNode(child)) replace(shown[place], child);
  }
  for (const left of shown.slice(children.length)) left.remove();
}

function optionTo(address) {
  const option = element("a", "finder__option");
  Object.assign(option, { href: address, role: "option", tabIndex: -1, ariaSelected: "false" });
  return option;
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}
