"""A report as Markdown."""

from calculators.report_parts import Report


def as_markdown(title: str, report: Report) -> str:
    """A report as Markdown: what to paste into a document."""
    lines = ["## " + title, ""]
    lines += [f"- {figure.label}: **{figure.text}** ({figure.detail})" for figure in report.headline]
    for table in report.tables:
        lines += ["", "### " + table.title, "", _row(table.columns), _row(["---"] + ["--:"] * (len(table.columns) - 1))]
        lines += [_row(row) for row in table.rows]
    lines += ["", "### Formulas", ""]
    lines += [f"- {formula.label}: `{formula.formula}` = `{formula.substituted}`" for formula in report.formulas()]
    return "\n".join(lines + ["", "### Notes", ""] + ["- " + note for note in report.notes]) + "\n"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join([cell.replace("|", "\\|") for cell in cells]) + " |"
