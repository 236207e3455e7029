// Terms are plain Markdown; only the pages that list them are templates.
module.exports = (config) => {
  config.addGlobalData("layout", "base.njk");
  config.addCollection("terms", (all) =>
    all.getFilteredByGlob("content/*.md").sort((one, other) => (one.data.title < other.data.title ? -1 : 1)),
  );
  config.addCollection("byCategory", (all) => {
    const groups = new Map();
    for (const term of all.getFilteredByGlob("content/*.md")) {
      for (const category of term.data.categories) {
        if (!groups.has(category)) groups.set(category, []);
        groups.get(category).push(term);
      }
    }
    return [...groups].sort().map(([name, terms]) => ({ name, terms }));
  });
  return {
    dir: { input: "content", includes: "../_includes", output: "site" },
    markdownTemplateEngine: false,
  };
};
