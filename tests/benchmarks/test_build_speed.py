"""The build benchmark measures what it says, and peers are given what ours is given."""

import sys
from pathlib import Path

import pytest

from tests.benchmarks.build_cost import Cost, cost_of
from tests.benchmarks.build_report import Measured, bar_chart, growth_exponent, growth_section
from tests.benchmarks.generated_glossary import generated_terms
from tests.benchmarks.site_generators import OURS


def test_processor_time_of_subprocesses_counts(tmp_path: Path) -> None:
    work = "import time\nwhile time.process_time() < 0.3: pass"
    cost = cost_of(
        [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"],
        tmp_path,
        60,
    )
    assert cost is not None
    assert cost.cpu_s > 0.3


def test_a_slow_build_is_stopped(tmp_path: Path) -> None:
    assert cost_of([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, 0.2) is None


def test_a_failed_build_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no such theme"):
        cost_of([sys.executable, "-c", "raise SystemExit('no such theme')"], tmp_path, 60)


@pytest.mark.parametrize(("seconds", "exponent"), [(10, 0), (100, 1), (10_000, 3)])
def test_growth_is_a_slope_on_logarithmic_axes(seconds: float, exponent: float) -> None:
    assert growth_exponent((100, 10), (1_000, seconds)) == pytest.approx(exponent)


def test_a_stopped_build_has_no_growth() -> None:
    def measured(seconds: float) -> Measured:
        return Measured([Cost(seconds, seconds, 1_000_000, 500_000)])

    stopped = Measured(missing="over 300 s")
    rows = growth_section({10: {OURS: measured(1), "Slow": measured(2)}, 100: {OURS: measured(10), "Slow": stopped}})
    ours, slow = ([cell.strip() for cell in row.split("|")[1:-1]] for row in rows.splitlines()[-2:])
    assert ours == [OURS, "1.00", "100.00 ms", "0 KB", "0 KB"]
    assert slow == ["Slow", "–", "–", "–", "–"]


def test_bars_are_as_long_as_their_values() -> None:
    one, half, stopped = bar_chart(
        [("one", 4.0, "4 s"), ("half", 2.0, "2 s"), ("stopped", None, "over 9 s")]
    ).splitlines()
    assert one.count("█") == 2 * half.count("█") > 0
    assert stopped.split() == ["stopped", "over", "9", "s"]


def test_the_glossary_is_the_same_each_time() -> None:
    assert list(generated_terms(20)) == list(generated_terms(20))


def test_a_peer_is_given_the_same_sections_and_relations() -> None:
    for term in generated_terms(20):
        peer = term.peer_markdown("../{slug}/")
        assert all(line in peer for line in term.body.splitlines() if "{{" not in line)
        assert all(f"(../{slug}/): {why}" in peer for slug, _, why in term.related)
        assert "{{" not in peer
