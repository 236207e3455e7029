"""A calculator as HTML: complete, labeled, safe; the bundle and the vendored runtime that make it live."""

import ast
import gzip
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import forms
from macros.bundle import ENTRIES, SCRIPTS, Bundle, bundle
from macros.calculators import (
    KINDS,
    PAGES,
    Placement,
    address,
    memory_calculator,
    parameter_calculator,
    percent_text,
    script_data,
    segments,
    templates,
)

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "site_overrides" / "assets" / "vendor"
WORKERS = dict.fromkeys(ENTRIES, "assets/calculators.js")
PLACEMENT = Placement("calculator-1", WORKERS)
LINKED = Placement("calculator-1", WORKERS, "../", ["memory-calculator", "token"])
CALCULATORS = [parameter_calculator, memory_calculator]
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>&\"'"


class Elements(HTMLParser):
    """Every element of some HTML with its attributes, and the text of scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and data.strip():
            self.scripts.append(data)

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.found if (value := attributes.get(attribute)) is not None]


def test_the_exact_count_is_in_the_html() -> None:
    html = parameter_calculator(PLACEMENT, model="gpt2")
    assert "124,439,808 parameters" in html  # GPT-2 small, the count of its published checkpoint


def test_arguments_of_the_macro_are_the_first_setup() -> None:
    html = memory_calculator(PLACEMENT, model="llama-3.1-8b", context_length=131072, batch_size=2)
    # 131,072 bytes per token (32 layers x 8 heads x 128 x 2 x 2 bytes), times tokens, times sequences
    assert f"{131072 * 131072 * 2:,} bytes" in html
    fields = {a.get("name"): a.get("value") for tag, a in Elements(html).found if tag == "input"}
    assert fields["context_length"] == "131072"


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_an_unknown_model_is_an_error_with_a_suggestion(calculator: Any) -> None:
    with pytest.raises(forms.InputError, match=r"llama-3\.1-8b"):
        calculator(PLACEMENT, model="lama-3.1-8b")


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_an_unknown_argument_is_an_error_with_a_suggestion(calculator: Any) -> None:
    with pytest.raises(forms.InputError, match='"model"'):
        calculator(PLACEMENT, modle="llama-3.1-8b")


@pytest.mark.parametrize("calculator", CALCULATORS)
@pytest.mark.parametrize("text", ["0", "-1", "1e5", HOSTILE])
def test_a_value_out_of_bounds_is_an_error(calculator: Any, text: str) -> None:
    with pytest.raises(forms.InputError, match="Layers must be a whole number from 1 to 1,000"):
        calculator(PLACEMENT, model="gpt2", layers=text)


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_every_control_has_a_label_and_every_reference_a_target(calculator: Any) -> None:
    elements = Elements(calculator(PLACEMENT))
    ids = elements.values("id")
    controls = [attributes for tag, attributes in elements.found if tag in ("input", "select", "textarea")]
    assert [control["id"] for control in controls] == elements.values("for")
    references = [name for key in ("for", "aria-describedby", "aria-labelledby") for name in elements.values(key)]
    assert {target for reference in references for target in reference.split()} <= set(ids)
    assert not any("disabled" in control or "readonly" in control for control in controls)


def test_ids_of_two_calculators_on_one_page_differ() -> None:
    page = parameter_calculator(PLACEMENT) + memory_calculator(Placement("calculator-2", WORKERS))
    assert [name for name, count in Counter(Elements(page).values("id")).items() if count > 1] == []


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_the_html_obeys_a_strict_content_security_policy(calculator: Any) -> None:
    for tag, attributes in Elements(calculator(PLACEMENT)).found:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        assert tag != "style"
        assert tag != "script" or attributes == {"type": "application/json"}


@pytest.mark.parametrize(("calculator", "name"), [(parameter_calculator, "parameters"), (memory_calculator, "memory")])
def test_the_embedded_response_is_what_the_core_answers(calculator: Any, name: str) -> None:
    [embedded] = Elements(calculator(PLACEMENT, model="gpt2")).scripts
    inputs = dict(forms.initial(name, {"model": "gpt2"}))
    request = {"calculator": name, "changed": None, "inputs": inputs, "layout": "compact"}
    assert json.loads(embedded) == json.loads(forms.evaluate(json.dumps(request)))


@given(st.text() | st.sampled_from([HOSTILE, "<!--<script>", "]]>"]))
def test_embedded_json_cannot_leave_its_script_element(text: str) -> None:
    embedded = script_data(json.dumps({"text": text}))
    assert "<" not in embedded
    assert json.loads(embedded) == {"text": text}


def test_text_of_a_report_is_never_markup() -> None:
    parts: Any = templates.get_template("calculator_parts.html").module
    figure = {"label": HOSTILE, "text": HOSTILE + " (" + HOSTILE, "detail": HOSTILE}
    table = {
        "key": "t",
        "title": HOSTILE,
        "columns": [HOSTILE, HOSTILE],
        "rows": [[HOSTILE, HOSTILE]],
        "total_row": False,
    }
    formula = {"label": HOSTILE, "formula": HOSTILE, "substituted": HOSTILE}
    html = parts.headline([figure]) + parts.sentences([[HOSTILE, HOSTILE]]) + parts.tables([table])
    html += parts.formulas([formula]) + parts.notes([HOSTILE]) + parts.chart(hostile_chart())
    html += parts.terms([["token", HOSTILE]], LINKED)
    assert not {"script", "img"} & {tag for tag, _ in Elements(html).found}


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_nothing_is_empty_and_nothing_is_not_a_number(calculator: Any) -> None:
    html = calculator(PLACEMENT, model="mixtral-8x7b")
    visible = re.sub(r"<option.*?</option>|<script.*?</script>", "", html)
    assert not re.search(r"\b(NaN|None|undefined|Infinity)\b", visible)
    assert "<td></td>" not in html
    assert '<dd class="calculator__number"></dd>' not in html


def hostile_chart() -> dict[str, Any]:
    segment = {"label": HOSTILE, "bytes_text": HOSTILE, "share_permille": 700}
    line = {"label": HOSTILE, "share_permille": 900}
    return {"title": HOSTILE, "unit": "bytes", "segments": [segment], "lines": [line], "caption": HOSTILE}


def test_the_chart_is_drawn_from_whole_tenths_of_a_percent() -> None:
    parts: Any = templates.get_template("calculator_parts.html").module
    shares = [("Weights", 625), ("KV cache", 125)]
    pieces = [{"label": label, "bytes_text": "1 GB", "share_permille": share} for label, share in shares]
    ends = [{"label": "24 GB card", "share_permille": 1000}, {"label": "16 GB card", "share_permille": 66}]
    html = parts.chart({"title": "Memory", "unit": "bytes", "segments": pieces, "lines": ends, "caption": "To scale."})
    elements = Elements(html)
    stretches = [(a["x"], a["width"]) for tag, a in elements.found if tag == "rect" and a["width"] != "100%"]
    assert stretches == [("0.0%", "62.5%"), ("62.5%", "12.5%")]
    assert [attributes["x1"] for tag, attributes in elements.found if tag == "line"] == ["100.0%", "6.6%"]
    [words] = [attributes["aria-label"] for tag, attributes in elements.found if tag == "svg"]
    assert words == "Memory: Weights 1 GB, KV cache 1 GB. Lines, from left to right: 16 GB card, 24 GB card."


def test_without_a_chart_nothing_is_drawn() -> None:
    parts: Any = templates.get_template("calculator_parts.html").module
    assert parts.chart(None) == ""


@pytest.mark.parametrize(("tenths", "text"), [(0, "0.0%"), (9, "0.9%"), (125, "12.5%"), (1000, "100.0%")])
def test_a_length_is_written_with_one_decimal(tenths: int, text: str) -> None:
    assert percent_text(tenths) == text


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_and_a_row_say_how_sure_they_are(kind: str) -> None:
    parts: Any = templates.get_template("calculator_parts.html").module
    figure = {"label": "Total", "text": "1 GB", "detail": "more", "kind": kind}
    table = {
        "key": "t",
        "title": "T",
        "columns": ["Part", "Size"],
        "rows": [["Cache", "1"], ["Rest", "2"]],
        "total_row": False,
    }
    table["kinds"] = [kind, ""]
    table["rows"].append(["Said already", f"{kind}, 1 to 2"])
    table["kinds"].append(kind)
    for html in (parts.headline([figure]), parts.tables([table])):
        assert [a["class"] for tag, a in Elements(html).found if tag == "span"] == [
            f"calculator__kind calculator__kind--{kind}"
        ]
        assert f">{kind}</span>" in html


def test_what_holds_for_a_whole_table_stands_in_its_caption() -> None:
    parts: Any = templates.get_template("calculator_parts.html").module
    table = {"key": "t", "title": "T", "columns": ["Part", "Size"], "rows": [["A", "1"], ["B", "2"]]}
    html = parts.tables([table | {"total_row": False, "kinds": ["derived", "derived"]}])
    assert html.count(">derived</span>") == 1
    assert '>T <span class="calculator__kind calculator__kind--derived">derived</span></p>' in html


def test_only_terms_that_exist_are_linked() -> None:
    parts: Any = templates.get_template("calculator_parts.html").module
    html = parts.terms([["kv-cache", "KV cache"], ["token", "token"]], LINKED)
    assert Elements(html).values("href") == ["../token/"]
    assert parts.terms([["kv-cache", "KV cache"]], LINKED) == ""


def test_a_compact_calculator_leads_to_its_own_page_with_its_values() -> None:
    html = memory_calculator(LINKED, model="mistral-7b", context_length=4096)
    assert Elements(html).values("href")[-1] == "../memory-calculator/?c.model=mistral-7b&c.context_length=4096"
    assert memory_calculator(LINKED, layout="full").count("Open in the full calculator") == 0
    assert memory_calculator(PLACEMENT).count("Open in the full calculator") == 0


def test_an_address_holds_what_differs_from_a_fresh_form_of_the_model() -> None:
    def of(**arguments: str | int) -> str:
        return address("parameters", dict(forms.initial("parameters", arguments)))

    assert of() == ""
    assert of(model="mixtral-8x7b") == "?c.model=mixtral-8x7b"
    numbers = dict(forms.initial("parameters", {"model": "gpt2"})) | {"model": "custom", "layers": "13"}
    assert "c.model=custom" in address("parameters", numbers)
    assert "c.layers=13" in address("parameters", numbers)
    assert "c.vocab_size=50257" in address("parameters", numbers)


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_an_unknown_layout_is_an_error(calculator: Any) -> None:
    with pytest.raises(forms.InputError, match="compact, full"):
        calculator(PLACEMENT, layout="wide")


@pytest.mark.parametrize("name", [name for name in PAGES.values() if (ROOT / "terms" / f"{name}.md").exists()])
def test_the_page_of_a_calculator_prints_the_form_that_addresses_start_from(name: str) -> None:
    """Addresses say what differs from the defaults, so the page must show them."""
    [call] = re.findall(r"\{\{ (\w+\(.*\)) \}\}", (ROOT / "terms" / f"{name}.md").read_text(encoding="utf-8"))
    assert call == f'{name.replace("-", "_")}(layout="full")'


def test_shares_become_a_bar_without_gaps() -> None:
    rows = [["Embeddings", "1,050", "13.1%"], ["MLP", "6,950", "86.9%"], ["Norms", "1", "<0.1%"]]
    assert segments([*rows, ["Total", "8,001", "100.0%"]], True) == [(0, 131), (131, 869), (1000, 1)]


def test_a_table_without_shares_has_no_bar() -> None:
    assert segments([["16-bit float", "16.06 GB"]], False) == []
    assert segments([["Total", "100.0%"]], True) == []


@given(st.lists(st.integers(0, 1000)))
def test_each_stretch_of_a_bar_starts_where_the_last_ended(tenths: list[int]) -> None:
    bar = segments([["part", f"{width // 10}.{width % 10}%"] for width in tenths], False)
    assert [segment.width for segment in bar] == tenths
    assert [segment.start for segment in bar] == [sum(tenths[:index]) for index in range(len(tenths))]


def core_of(folder: Path, files: dict[str, str]) -> Path:
    """A small core of its own in a folder, with scripts to bring it to life."""
    sources = {f"calculators/{name}": source for name, source in {"__init__.py": "", **files}.items()}
    for name, source in {**sources, **dict.fromkeys(SCRIPTS, "// script")}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return folder


SMALL = {("small", "compact"): ("calculators.forms",)}


def core_in(found: Bundle, place: tuple[str, str] = ("small", "compact")) -> dict[str, Any]:
    """What a worker brings along: its modules under "files", the name of the file with the others under "rest"."""
    core: dict[str, Any] = json.loads(found.files[found.workers[place]].rpartition("\nserve(")[2].removesuffix(");\n"))
    return core


def test_a_worker_brings_what_starts_with_it_and_the_rest_stands_in_one_other_file(tmp_path: Path) -> None:
    core = core_of(
        tmp_path,
        {
            "forms.py": "import json\nfrom calculators import units\ndef f():\n    import calculators.kinds.dense\n",
            "units.py": "import calculators.errors\n",
            "errors.py": "",
            "kinds/__init__.py": "",
            "kinds/dense.py": "A = 1\n",
            "kinds/unused.py": "",
            "__main__.py": "from calculators import forms\n",
        },
    )
    found = bundle(core, SMALL)
    at_once = core_in(found)
    assert list(at_once["files"]) == [f"calculators/{name}.py" for name in ("__init__", "errors", "forms", "units")]
    rest = json.loads(found.files[f"assets/{at_once['rest']}"])
    assert list(rest) == [f"calculators/kinds/{name}.py" for name in ("__init__", "dense")]
    assert len(found.files) == 2


@pytest.mark.parametrize("place", list(ENTRIES), ids="-".join)
def test_a_worker_of_this_project_answers_by_itself(tmp_path: Path, core: Bundle, place: tuple[str, str]) -> None:
    """Every module that a first result needs is there: the files alone answer, as their own package."""
    for path, program in core_in(core, place)["files"].items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(program, encoding="utf-8")
    calculator, layout = place
    inputs = dict(forms.initial(calculator, {}))
    request = json.dumps({"calculator": calculator, "changed": None, "inputs": inputs, "layout": layout})
    script = "import sys; from calculators import forms; print(forms.evaluate(sys.argv[1]))"
    answer = subprocess.run(
        [sys.executable, "-c", script, request], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert answer.stdout.strip() == forms.evaluate(request)


@pytest.mark.parametrize("place", list(ENTRIES), ids="-".join)
def test_what_a_calculator_loads_stays_within_its_budget(core: Bundle, place: tuple[str, str]) -> None:
    """At most 260 KB in at most 4 requests, compressed as hosts of static sites do (gzip -9)."""
    folder = ROOT / "site_overrides"
    parts = [folder / "components" / "calculator" / name for name in ("live.js", "report.js")]
    loaded = [path.read_bytes() for path in [*parts, VENDOR / "micropython" / "micropython.wasm"]]
    loaded.append(core.files[core.workers[place]].encode())
    assert len(loaded) <= 4
    assert sum(len(gzip.compress(each, 9)) for each in loaded) <= 260_000


def test_a_bundled_program_loses_prose_and_types_only(tmp_path: Path) -> None:
    source = (
        '"""Doc."""\nTEXT: str = "# kept"  # gone\ndef f(a: int, b: int = 1) -> int:\n    """Doc."""\n    return a\n'
    )
    core = core_of(tmp_path, {"forms.py": source + 'class Empty:\n    """Doc."""\n    size: int = 0\n'})
    program = core_in(bundle(core, SMALL))["files"]["calculators/forms.py"]
    expected = "TEXT = '# kept'\ndef f(a, b=1):\n    return a\nclass Empty:\n    size = 0"
    assert ast.dump(ast.parse(program)) == ast.dump(ast.parse(expected))


def test_the_same_core_has_the_same_names_and_another_core_others(tmp_path: Path) -> None:
    core = core_of(tmp_path, {"forms.py": 'NAME = "é"\n'})
    before = bundle(core, SMALL)
    assert before == bundle(core, SMALL)
    assert re.fullmatch(r"assets/calculators\.[0-9a-f]{12}\.js", before.workers["small", "compact"])
    core_of(tmp_path, {"forms.py": 'NAME = "e"\n'})
    assert bundle(core, SMALL).workers != before.workers


def test_vendored_files_are_the_recorded_ones_and_carry_their_license() -> None:
    sys.path.insert(0, str(VENDOR))
    try:
        from refresh import checksum_problems
    finally:
        sys.path.remove(str(VENDOR))
    records = sorted(VENDOR.glob("*/vendor.toml"))
    assert records
    for path in records:
        record = tomllib.loads(path.read_text(encoding="utf-8"))
        folder = path.parent
        files = {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
        assert checksum_problems(record, files) == []
        assert set(files) == {"vendor.toml", "LICENSE", *record["sha256"]}
        assert record["version"] in record["source"]
        assert record["source"].startswith("https://")
        damaged = dict.fromkeys(files, b"other")
        assert len(checksum_problems(record, damaged)) == len(record["sha256"])
