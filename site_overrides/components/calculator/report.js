// The results of a calculator as elements, built from text alone.

// Each part of a report as elements: the same that macros/fragments/calculator_parts.html prints from the same data.
export const parts = {
  headline: (figures) => [
    element("dl", "calculator__headline", ...figures.map((figure) =>
      element("div", "calculator__figure",
        element("dt", "", figure.label),
        element("dd", "calculator__number", ...measure(figure.text)),
        element("dd", "calculator__detail", figure.detail)))),
  ],
  sentences: (entries) => entries.map(([role, sentence]) => {
    const words = role.replaceAll("-", " ");
    const label = element("strong", "", words.charAt(0).toUpperCase() + words.slice(1));
    const paragraph = element("p", "calculator__sentence", label, sentence);
    paragraph.dataset.role = role;
    return paragraph;
  }),
  tables: (entries) => entries.map((table) => {
    const bar = barOf(segmentsOf(table.rows, table.total_row));
    return element("div", "calculator__breakdown", element("p", "calculator__caption", table.title), ...bar, scrollOf(table));
  }),
  formulas: (entries) => [
    element("dl", "calculator__formulas", ...entries.flatMap((entry) => [
      element("dt", "", entry.label),
      element("dd", "", element("code", "", entry.formula)),
      element("dd", "", element("code", "", entry.substituted)),
    ])),
  ],
  notes: (entries) =>
    entries.length ? [element("ul", "calculator__notes", ...entries.map((note) => element("li", "", note)))] : [],
};

// The second unit of "16.06 GB (14.96 GiB)" stands apart.
function measure(text) {
  const split = text.indexOf(" (");
  return split < 0 ? [text] : [`${text.slice(0, split)} `, element("small", "", text.slice(split + 1))];
}

// A table too wide for a phone scrolls, by keyboard too.
function scrollOf(table) {
  const scroll = element("div", "calculator__scroll", tableOf(table));
  for (const [key, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", table.title]]) scroll.setAttribute(key, value);
  return scroll;
}

function tableOf({ title, columns, rows, total_row: hasTotal }) {
  const head = columns.map((column) => scoped("col", column));
  const body = rows.map((row, index) => {
    const isTotal = hasTotal && index === rows.length - 1;
    const cells = row.map((cell, column) => (column === 0 ? scoped("row", cell) : element("td", "", ...measure(cell))));
    return element("tr", isTotal ? "calculator__total" : "", ...cells);
  });
  const table = element("table", "calculator__table",
    element("thead", "", element("tr", "", ...head)),
    element("tbody", "", ...body));
  table.setAttribute("aria-label", title);
  return table;
}

function scoped(scope, text) {
  const cell = element("th", "", text);
  cell.scope = scope;
  return cell;
}

// Where each row's share begins and how wide it is, in tenths of a percent; none if the last column has no shares.
function segmentsOf(rows, hasTotal) {
  const parts = hasTotal ? rows.slice(0, -1) : rows;
  const shares = parts.map((row) => /^(\d+)\.(\d)%$/.exec(row.at(-1).replace("<0.1%", "0.1%")));
  if (shares.includes(null)) return [];
  let start = 0;
  return shares.map(([, whole, tenth]) => {
    const width = 10 * Number(whole) + Number(tenth);
    start += width;
    return { start: start - width, width };
  });
}

function barOf(segments) {
  if (!segments.length) return [];
  const bar = drawn("svg", { class: "calculator__bar", viewBox: "0 0 1000 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  bar.append(...segments.map(({ start, width }) => drawn("rect", { x: start, y: 0, width, height: 10 })));
  return [bar];
}

function drawn(name, attributes) {
  const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
  return shape;
}

function element(name, className, ...children) {
  const created = document.createElement(name);
  if (className) created.className = className;
  created.append(...children);
  return created;
}
