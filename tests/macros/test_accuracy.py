"""The accuracy page: complete, counted right, and honest about every residual."""

import copy
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from calculators.catalogue.devices import DEVICES
from calculators.errors import InputError
from calculators.vectors.models import DATA, REFERENCE
from calculators.vectors.parts import PARTS, VECTORS
from calculators.vectors.vector import Group, Source, Vector, result
from macros import accuracy
from macros.bundle import Bundle
from macros.calculators import Placement

ROOT = Path(__file__).parents[2]
PLACEMENT = Placement("calculator-1", {})
HOSTILE = "<script>alert(1)</script>&\"'"
PLAIN = [
    accuracy.accuracy_summary,
    accuracy.accuracy_models,
    accuracy.accuracy_devices,
    accuracy.accuracy_architectures,
]


class Tables(HTMLParser):
    """The folds of some HTML: the text of each summary, and of each cell of each row below it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.summaries: list[str] = []
        self.open: list[bool] = []
        self.rows: list[list[str]] = []
        self.per_fold: list[int] = []
        self.ids: list[str] = []
        self._text: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert not {"style", "onclick"} & values.keys()
        if tag == "details":
            self.open.append("open" in values)
            self.ids.append(str(values["id"]))
            self.per_fold.append(0)
        if tag == "tr":
            self.rows.append([])
        if tag in ("summary", "td", "th"):
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = " ".join("".join(self._text or []).split())
        if tag == "summary":
            self.summaries.append(text)
        if tag in ("td", "th"):
            self.rows[-1].append(text)
        if tag == "td" and len(self.rows[-1]) == 2:
            self.per_fold[-1] += 1
        if tag in ("summary", "td", "th"):
            self._text = None

    def row(self, title: str) -> list[str]:
        """The one row with that title."""
        [found] = [row for row in self.rows if row[0] == title]
        return found


def models() -> Tables:
    return Tables(accuracy.accuracy_models(PLACEMENT))


def vectors(part: str) -> Tables:
    return Tables(accuracy.accuracy_vectors(PLACEMENT, part=part))


def test_every_reference_model_is_on_the_page_with_its_total() -> None:
    shown = models()
    for entry in REFERENCE:
        row = shown.row(entry["name"])
        assert row[1:4] == [f"{entry['total_params']:,}", f"{entry['total_params']:,}", "0"]
        assert row[4] == f"{entry['active_params']:,}"
        cache = entry["kv_bytes_per_token_bf16"]
        assert row[6] == ("none" if cache is None else f"{cache:,}")


def test_every_config_and_every_published_total_says_where_it_is_from() -> None:
    shown = models()
    for entry in REFERENCE:
        config, published = shown.row(entry["name"])[9:]
        assert all(DATA["sources"][name]["title"] in config for name in entry["config_sources"])
        assert config.startswith(accuracy.CONFIDENCE[entry["config_confidence"]])
        for each in entry["published"]:
            assert f"{each['total_params']:,}" in published
            assert DATA["sources"][each["source"]]["title"] in published
            assert all(f"{abs(part['count']):,} {part['what']}" in published for part in each["difference"])
        assert entry["published"] or published == "none found"


def test_a_published_total_names_what_it_holds_besides() -> None:
    shown = models()
    assert "671,026,419,200, +14,848 router correction biases" in shown.row("DeepSeek-V3")[10]
    assert "+3,392: +1,664 router correction biases, +1,728 not explained" in (shown.row("Moonlight-16B-A3B")[10])


def test_summaries_count_the_rows_below_them() -> None:
    shown = models()
    assert sum(shown.per_fold) == len(REFERENCE)
    assert len(set(shown.ids)) == len(shown.ids) == len({entry["family"] for entry in REFERENCE})
    for summary, count in zip(shown.summaries, shown.per_fold, strict=True):
        assert summary.endswith(f"{count} models, all exact" if count > 1 else "1 model, exact")
    assert not any(shown.open)


@pytest.mark.parametrize("part", PARTS)
def test_every_vector_is_on_the_page_with_its_residual(part: str) -> None:
    shown = vectors(part)
    for group, summary, count in zip(PARTS[part], shown.summaries, shown.per_fold, strict=True):
        assert count == len(group.vectors)
        assert summary.startswith(f"{group.title} {count} figures")
        for vector in group.vectors:
            found = result(vector)
            [row] = [
                r for r in shown.rows if r[0] == vector.title and r[1].endswith(f"{vector.expected} {vector.unit}")
            ]
            assert row[2:4] == [found.ours_text, found.residual_text]
            assert row[4:6] == [vector.how, vector.kind]
            assert vector.source.title == row[7]


@pytest.mark.parametrize("part", PARTS)
def test_a_residual_that_is_not_zero_is_bold_and_explained(part: str) -> None:
    html = accuracy.accuracy_vectors(PLACEMENT, part=part)
    shown = Tables(html)
    rows = [row for row in shown.rows if row[0] != "What"]
    off = [row for row in rows if row[3] != "0"]
    assert all(row[6] not in ("", "none", "not explained") for row in off)
    assert all(row[6] == "none" for row in rows if row[3] == "0")
    assert html.count('<strong class="accuracy__off">') == len(off)


def test_the_page_says_how_many_figures_there_are() -> None:
    summary = Markup(accuracy.accuracy_summary(PLACEMENT)).striptags()
    assert f"{len(REFERENCE)} reference models" in summary
    assert f"{len(DEVICES)} devices" in summary
    assert f"{len(VECTORS)} figures: " in summary
    counts = [int(count) for count in re.findall(r"(\d+) (?:exact|equal|within|different)", summary)]
    assert sum(counts) == len(VECTORS)


def test_every_device_is_on_the_page() -> None:
    shown = Tables(accuracy.accuracy_devices(PLACEMENT))
    assert sum(shown.per_fold) == len(DEVICES)
    assert shown.row("NVIDIA H100 SXM")[1:6] == [
        "80.00 GiB (85.90 GB)",
        "79.65 GiB (85.52 GB)",
        "99.6%",
        "measured",
        "3,350.0 GB/s",
    ]
    assert {device.kind for device in DEVICES} == set(accuracy.DEVICE_KINDS)


def test_every_model_type_of_the_reference_is_among_those_that_can_be_counted() -> None:
    listed = {row[0] for row in Tables(accuracy.accuracy_architectures(PLACEMENT)).rows}
    assert {entry["config"]["model_type"] for entry in REFERENCE} <= listed
    assert {"gpt2", "llama", "deepseek_v3"} <= listed


@pytest.fixture
def wrong_model(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """GPT-2 with a total and a part that are not its own, in place of all reference models."""
    entry = copy.deepcopy(next(entry for entry in REFERENCE if entry["name"] == "gpt2"))
    entry["total_params"] -= 3
    entry["breakdown"]["mlp"] += 5
    other = next(entry for entry in REFERENCE if entry["name"] == "gpt2-large")
    monkeypatch.setattr(accuracy, "REFERENCE", [entry, other])
    return entry


def test_a_wrong_count_would_show(wrong_model: dict[str, Any]) -> None:
    shown = models()
    row = shown.row("gpt2")
    assert row[1:4] == ["124,439,805", "124,439,808", "+3"]
    assert "total_params: 124,439,805 counted, 124,439,808 ours" in row[8]
    assert "breakdown.mlp: 56,669,189 counted, 56,669,184 ours" in row[8]
    right, _, compared = row[8].split("total_params")[0].partition(" of ")
    assert int(right) == int(compared) - 2
    assert shown.summaries == ["GPT-2 2 models: 1 exact, 1 different"]
    assert shown.open == [True]
    assert "2 different" in accuracy.accuracy_summary(PLACEMENT)


def test_a_component_that_only_one_side_has_would_show(wrong_model: dict[str, Any]) -> None:
    wrong_model["breakdown"]["router"] = 7
    assert "breakdown.router: 7 counted, none ours" in models().row("gpt2")[8]


def test_a_wrong_vector_would_show(monkeypatch: pytest.MonkeyPatch) -> None:
    [group] = [group for group in PARTS["training"] if group.title == "ZeRO"]
    wrong = replace(group.vectors[1], expected="31.5")
    changed = replace(group, vectors=(group.vectors[0], wrong))
    monkeypatch.setattr(accuracy, "PARTS", {"training": (changed,)})
    shown = vectors("training")
    row = shown.row(wrong.title)
    assert row[1:4] == ["31.5 GB", "31.406", "−0.094"]
    assert row[6] == "not explained"
    assert shown.summaries == ["ZeRO 2 figures: 1 exact, 1 different"]


def test_text_is_never_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    vector = Vector(HOSTILE, "1", "%", lambda: Fraction(1), HOSTILE, Source(HOSTILE), "exact", note=HOSTILE)
    monkeypatch.setattr(accuracy, "PARTS", {"training": (Group(HOSTILE, HOSTILE, (vector,)),)})
    assert "<script" not in accuracy.accuracy_vectors(PLACEMENT, part="training")


@pytest.mark.parametrize("macro", PLAIN)
def test_an_argument_that_does_not_exist_is_an_error(macro: Callable[..., Markup]) -> None:
    with pytest.raises(InputError, match="rows"):
        macro(PLACEMENT, rows=3)


def test_an_unknown_part_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(InputError, match='Did you mean "training"'):
        accuracy.accuracy_vectors(PLACEMENT, part="traning")


def test_the_browser_never_loads_a_vector(core: Bundle) -> None:
    assert not [path for path, text in core.files.items() if "calculators/vectors" in text]


def test_nothing_that_the_vectors_know_is_typed_on_the_page() -> None:
    """The text of the page holds no large number: they all come from the macros."""
    text = (ROOT / "terms" / "accuracy.md").read_text(encoding="utf-8")
    assert not re.findall(r"\d{1,3}(?:,\d{3})+|\b\d{4,}\b", text.partition("---\n\n")[2])


def test_the_built_page_holds_all_of_it(built_site: Path) -> None:
    html = (built_site / "accuracy" / "index.html").read_text(encoding="utf-8")
    assert html.count('<details class="accuracy"') == (
        len({entry["family"] for entry in REFERENCE})
        + sum(len(groups) for groups in PARTS.values())
        + len(accuracy.DEVICE_KINDS)
        + 1
    )
    assert "671,026,419,200" in html
