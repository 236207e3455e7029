"""A calculated scenario as finished text: headline figures, sentences per role, tables, formulas, notes."""

from calculators import report_memory, report_parameters
from calculators.report_parts import Report
from calculators.scenario import Scenario


def report(calculator: str, scenario: Scenario) -> Report:
    """The report of one of the calculators."""
    return report_memory.report(scenario) if calculator == "memory" else report_parameters.report(scenario)


def as_text(report: Report) -> str:
    """A report as plain text for a terminal."""
    lines = [f"{figure.label}: {figure.text} ({figure.detail})" for figure in report.headline]
    for table in report.tables:
        lines += ["", table.title] + _aligned([table.columns] + table.rows)
    lines += ["", "Formulas"]
    for formula in report.formulas:
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
