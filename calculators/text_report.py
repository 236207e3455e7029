"""A report as plain text for a terminal."""

from calculators.report_parts import Report


def as_text(report: Report) -> str:
    """A report as plain text for a terminal."""
    lines = [f"{figure.label}: {figure.text} ({figure.detail})" for figure in report.headline]
    for table in report.tables:
        lines += ["", table.title] + _aligned([table.columns] + table.rows)
    lines += ["", "Formulas"]
    for formula in report.formulas():
        lines += [f"  {formula.label}: {formula.formula}", f"    {formula.substituted}"]
    lines += ["", "In words"] + ["  " + sentence for sentence in report.sentences]
    lines += ["", "Notes"] + ["  " + note for note in report.notes]
    return "\n".join(lines) + "\n"


def _aligned(rows: list[list[str]]) -> list[str]:
    """Rows as lines: the first column to the left, the others to the right."""
    widths = [max([len(row[column]) for row in rows]) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0] + " " * (widths[0] - len(row[0]))]
        cells += [" " * (width - len(cell)) + cell for cell, width in zip(row[1:], widths[1:])]
        lines.append("  " + "  ".join(cells))
    return lines
