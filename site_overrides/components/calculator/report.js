// The results of a calculator as elements, built from text alone.

// Each part of a report as elements: the same that macros/fragments/calculator_parts.html prints from the same data.
// `page` says where the calculator stands: the way to the site's root and the slugs that links may lead to.
export const parts = {
  headline: (figures) => [
    element("dl", "calculator__headline", ...figures.map((figure) =>
      element("div", "calculator__figure",
        element("dt", "", figure.label, ...labelOf(figure.kind)),
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
  chart: (chart) => (chart ? [chartOf(chart)] : []),
  tables: (entries) => entries.map((table) => {
    const bar = barOf(segmentsOf(table.rows, table.total_row));
    const caption = element("p", "calculator__caption", table.title, ...labelOf(commonKind(table)));
    return element("div", "calculator__breakdown", caption, ...bar, scrollOf(table));
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
  terms: (entries = [], page) => {
    const slugs = page.slugs.split(" ");
    const links = entries.filter(([slug]) => slugs.includes(slug)).map(([slug, label]) => {
      const link = element("a", "", label);
      link.setAttribute("href", `${page.root}${slug}/`);
      return link;
    });
    const listed = links.flatMap((link, index) => (index ? [", ", link] : [link]));
    return links.length ? [element("p", "calculator__terms", "Words used here: ", ...listed)] : [];
  },
};

// Makes these the children of an element. What stays the same stays in the page, selected and scrolled as it is: a browser
// takes many times as long to lay out new tables as to change a few texts in old ones.
export function update(parent, children) {
  if (parent.childNodes.length !== children.length) parent.replaceChildren(...children);
  else children.forEach((child, index) => become(parent.childNodes[index], child));
}

function become(node, other) {
  if (node.isEqualNode(other)) return;
  if (node.nodeName !== other.nodeName) {
    node.replaceWith(other);
  } else if (node.nodeType === Node.TEXT_NODE) {
    node.data = other.data;
  } else {
    for (const { name } of [...node.attributes]) if (!other.hasAttribute(name)) node.removeAttribute(name);
    for (const { name, value } of other.attributes) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
    update(node, [...other.childNodes]);
  }
}

// The kind of every row, where it is the same: it then stands in the caption.
function commonKind({ kinds = [] }) {
  return new Set(kinds).size === 1 ? kinds[0] : "";
}

// How sure a figure is: exact, derived or empirical.
function labelOf(kind) {
  return kind ? [" ", element("span", `calculator__kind calculator__kind--${kind}`, kind)] : [];
}

// A bar of what fills the memory, and a line where each device ends. Lengths are percentages, so text keeps its shape.
// A label's anchor leaves it two thirds of the width at least; on a phone its size is left to the caption.
function chartOf({ title, segments, lines, caption }) {
  const top = 16 * lines.length;
  const across = { y: top + 4, height: 26 };
  const plot = drawn("svg", { class: "calculator__plot", role: "img", "aria-label": chartWords(title, segments, lines), height: top + 34 },
    drawn("rect", { class: "calculator__track", x: 0, y: across.y, width: "100%", height: across.height }),
    drawn("g", {}, ...stretches(segments.map((segment) => segment.share_permille)).map(({ start, width }) =>
      drawn("rect", { x: percent(start), y: across.y, width: percent(width), height: across.height }))),
    drawn("g", {}, ...lines.map(({ share_permille: share }, index) =>
      drawn("line", { x1: percent(share), x2: percent(share), y1: 16 * index + 14, y2: top + 34 }))),
    ...lines.map(({ label, share_permille: share }, index) => {
      const anchor = share < 333 ? "start" : share < 667 ? "middle" : "end";
      const [name, ...size] = label.split(", ");
      const words = size.length ? [name, drawn("tspan", {}, `, ${size.join(", ")}`)] : [name];
      return drawn("text", { x: percent(share), y: 16 * index + 11, "text-anchor": anchor }, ...words);
    }));
  const key = segments.map(({ label, bytes_text: size }) => element("li", "", `${label} `, element("span", "", size)));
  const words = caption ? [element("p", "calculator__chart-caption", caption)] : [];
  return element("figure", "calculator__chart",
    element("figcaption", "calculator__caption", title), plot, element("ul", "calculator__key", ...key), ...words);
}

// The chart for those who listen.
function chartWords(title, segments, lines) {
  const filled = segments.map((segment) => `${segment.label} ${segment.bytes_text}`).join(", ");
  const sorted = [...lines].sort((one, other) => one.share_permille - other.share_permille);
  const ends = lines.length ? ` Lines, from left to right: ${sorted.map((line) => line.label).join(", ")}.` : "";
  return `${title}: ${filled}.${ends}`;
}

function percent(tenths) {
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`;
}

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

function tableOf(table) {
  const { title, columns, rows, kinds = [], total_row: hasTotal } = table;
  const common = commonKind(table);
  const head = columns.map((column) => scoped("col", column));
  const body = rows.map((row, index) => {
    const isTotal = hasTotal && index === rows.length - 1;
    const kind = kinds[index] ?? "";
    const label = kind === common || row.at(-1).startsWith(kind) ? [] : labelOf(kind);
    const cells = row.map((cell, column) => (column === 0 ? scoped("row", cell, ...label) : element("td", "", ...measure(cell))));
    return element("tr", isTotal ? "calculator__total" : "", ...cells);
  });
  const created = element("table", "calculator__table",
    element("thead", "", element("tr", "", ...head)),
    element("tbody", "", ...body));
  created.setAttribute("aria-label", title);
  return created;
}

function scoped(scope, ...children) {
  const cell = element("th", "", ...children);
  cell.scope = scope;
  return cell;
}

// Where each row's share begins and how wide it is, in tenths of a percent; none if the last column has no shares.
function segmentsOf(rows, hasTotal) {
  const parts = hasTotal ? rows.slice(0, -1) : rows;
  const shares = parts.map((row) => /^(\d+)\.(\d)%$/.exec(row.at(-1).replace("<0.1%", "0.1%")));
  return shares.includes(null) ? [] : stretches(shares.map(([, whole, tenth]) => 10 * Number(whole) + Number(tenth)));
}

// Widths as stretches of one bar, each where the last ended.
function stretches(widths) {
  let end = 0;
  return widths.map((width) => ({ start: (end += width) - width, width }));
}

function barOf(segments) {
  if (!segments.length) return [];
  const bar = drawn("svg", { class: "calculator__bar", viewBox: "0 0 1000 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  bar.append(...segments.map(({ start, width }) => drawn("rect", { x: start, y: 0, width, height: 10 })));
  return [bar];
}

function drawn(name, attributes, ...children) {
  const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
  shape.append(...children);
  return shape;
}

function element(name, className, ...children) {
  const created = document.createElement(name);
  if (className) created.className = className;
  created.append(...children);
  return created;
}
