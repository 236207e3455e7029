"""The report of the memory calculator."""

from calculators import fit, kv_allocation, memory, report_devices
from calculators.catalogue.devices import Device
from calculators.fit import Use
from calculators.kv_allocation import engine_named
from calculators.lines import Line, total
from calculators.memory_formulas import formulas
from calculators.quantization import Format, format_named
from calculators.report_parts import (
    Formula,
    Report,
    Table,
    bytes_figure,
    component_inside,
    kind_word,
    line_figure,
    lines_table,
)
from calculators.scenario import Scenario
from calculators.serving_fields import MINIMUM
from calculators.sharding import Parallelism
from calculators.tensors import CacheLayer
from calculators.units import decimal_bytes, exact_bytes, grouped, percent, short_bytes

TERMS = [
    ("gpu-memory", "GPU memory"), ("kv-cache", "KV cache"), ("context-window", "Context window"),
    ("quantization", "Quantization"), ("memory-bandwidth", "Memory bandwidth"), ("inference", "Inference"),
]  # fmt: skip

OTHER_PRECISIONS = ("fp32", "bf16", "gguf-q8_0", "fp8", "int4", "gguf-q4_k_m", "gguf-q2_k")


def report(scenario: Scenario, full: bool) -> Report:
    """Weights and cache, what fills the memory, what they mean, and in `full` which devices hold how much."""
    values, model = scenario.values, scenario.model
    precision = _format(scenario, "precision")
    parts, cache = memory.weight_bytes_by_component(model, precision), _cache(scenario)
    weights = sum([size for _, size in parts])
    context, batch = _use(scenario)
    sequences = "1 sequence" if batch == 1 else f"{grouped(batch)} sequences"
    kind = "derived" if precision.scope == "file" else "exact"
    lines = serving_lines(scenario)
    whole = total(lines)
    on_each = "On one device" if values["gpus"] == 1 else f"On each of {grouped(values['gpus'])} GPUs"
    headline = [
        bytes_figure("total", "Weights and cache", weights + cache, "without runtime overhead", kind),
        bytes_figure("weights", "Weights", weights, precision.label, kind),
        bytes_figure("kv_cache", "KV cache", cache, f"{sequences} of {grouped(context)} tokens"),
        line_figure("serving", on_each + ", with runtime", whole),
    ]
    devices = report_devices.compared(values["device"])
    sizes = _precision_sizes(scenario, weights)
    tables = [
        _filling(parts, cache, kind),
        lines_table("lines", on_each, lines),
        _caches(scenario, cache),
        _precisions(sizes, cache),
    ]
    more: list[Formula] = []
    if full:
        # Imported late: terms go without these tables.
        from calculators import report_choices, solvers, speed

        read = speed.step_bytes(model, precision, _format(scenario, "kv_precision"), context, batch)
        held = solvers.holdings(model, use(scenario), devices)
        tables.append(report_choices.holding_table(held, batch, read, values["price"]))
        tables.append(report_choices.solver_table(model, use(scenario), _parallelism(scenario), values["device"]))
        more = report_choices.formulas(held, batch, read, values["price"])
    chart = report_devices.chart(on_each, lines, values["device"])
    alone = fit.holding_alone(model, use(scenario), devices)
    sentences = _sentences(scenario, weights, cache, dict(sizes)["int4"], alone)

    def with_numbers() -> list[Formula]:
        return formulas(model, use(scenario), lines, weights, cache) + more

    return Report(headline, sentences, chart, tables, with_numbers, _notes(scenario), TERMS)


def serving_lines(scenario: Scenario) -> list[Line]:
    """What fills each of the GPUs."""
    return fit.serving(scenario.model, use(scenario), _parallelism(scenario))


def use(scenario: Scenario) -> Use:
    """How the model is served."""
    context, batch = _use(scenario)
    engine = None if scenario.values["engine"] == MINIMUM else engine_named(scenario.values["engine"])
    return Use(_format(scenario, "precision"), _format(scenario, "kv_precision"), context, batch, engine)


def _parallelism(scenario: Scenario) -> Parallelism:
    gpus = scenario.values["gpus"]
    return Parallelism(gpus, 1, gpus if scenario.model.experts >= gpus else 1)


def _use(scenario: Scenario) -> tuple[int, int]:
    return scenario.values["context_length"], scenario.values["batch_size"]


def _format(scenario: Scenario, field: str) -> Format:
    return format_named(scenario.values[field])


def _cache(scenario: Scenario) -> int:
    context, batch = _use(scenario)
    return memory.kv_bytes(scenario.model, _format(scenario, "kv_precision"), context, batch)


def _filling(parts: list[tuple[str, int]], cache: int, kind: str) -> Table:
    pairs = [("Weights: " + component_inside(name), size) for name, size in parts]
    whole = sum([size for _, size in parts]) + cache
    pairs += [("KV cache", cache), ("Total", whole)]
    rows = [[label, grouped(size), short_bytes(size), percent(size, whole)] for label, size in pairs]
    kinds = [kind] * len(parts) + ["exact", kind]
    return Table("filling", "What fills the memory", ["Part", "Bytes", "Size", "Share"], rows, True, kinds)


def _precision_sizes(scenario: Scenario, weights: int) -> list[tuple[str, int]]:
    """Bytes of the weights at the chosen precision and at some others."""
    chosen = scenario.values["precision"]
    others = [name for name in OTHER_PRECISIONS if name != chosen]
    sizes = [(name, memory.weight_bytes(scenario.model, format_named(name))) for name in others]
    return [(chosen, weights)] + sizes


def _precisions(sizes: list[tuple[str, int]], cache: int) -> Table:
    rows, kinds = [], []
    for name, weights in sizes:
        precision = format_named(name)
        rows.append([precision.label, short_bytes(weights), short_bytes(weights + cache)])
        kinds.append("derived" if precision.scope == "file" else "exact")
    columns = ["Weight precision", "Weights", "With this cache"]
    return Table("precisions", "The same model at other precisions", columns, rows, False, kinds)


def _caches(scenario: Scenario, cache: int) -> Table:
    context, batch = _use(scenario)
    model, kv_format = scenario.model, _format(scenario, "kv_precision")
    found = [("One more token, while no window is full", memory.kv_bytes_per_token(model, kv_format), "exact")]
    state = memory.kv_bytes_per_sequence(model, kv_format)
    if state:
        found.append(("Recurrent state, whatever the length", state * batch, "exact"))
    found.append(("Least the architecture needs", cache, "exact"))
    for engine in kv_allocation.ENGINES:
        size = kv_allocation.allocated_bytes(model, kv_format, kv_format, engine, context, batch)
        found.append(("Set aside by an engine: " + engine.label, size, "derived"))
    rows = [[label, exact_bytes(size), short_bytes(size)] for label, size, _ in found]
    kinds = [kind for _, _, kind in found]
    return Table("kv_cache", "KV cache", ["Figure", "Bytes", "Size"], rows, False, kinds)


def _sentences(scenario: Scenario, weights: int, cache: int, int4: int, alone: "list[Device]") -> tuple[str, str, str]:
    context, batch = _use(scenario)
    per_token = memory.kv_bytes_per_token(scenario.model, _format(scenario, "kv_precision"))
    sources = [_kept(layer) for layer in scenario.model.cache_layers if layer.heads]
    lead = (
        f"{scenario.title} holds {exact_bytes(weights)} of weights and {exact_bytes(cache)} of cache: "
        f"{grouped(per_token)} bytes per token from " + " and ".join(sources or ["no layer"]) + "."
    )
    owner = (
        f"The weights take the same memory for one user or many; each further conversation of {grouped(context)} "
        f"tokens adds {decimal_bytes(cache // batch)}, so length times users is what makes the bill grow."
    )
    smaller = int4 + cache
    executive = f"Plan for at least {decimal_bytes(weights + cache)}, with room for runtime overhead. "
    if smaller < weights + cache:
        executive += f"If that is too much, have 4-bit weights tested: they need {decimal_bytes(smaller)}."
    else:
        executive += "The weights are at 4 bits already: to need less, choose a smaller model or shorter conversations."
    if alone:
        executive += f" Of the devices compared, one {alone[0].title} holds it, runtime included."
    else:
        executive += " None of the devices compared holds it alone with its runtime."
    return lead, owner, executive


def _kept(layer: CacheLayer) -> str:
    layers = f"{grouped(layer.layers)} {kind_word(layer.kind)} layer" + ("" if layer.layers == 1 else "s")
    widths = f"{grouped(layer.key_dim)} + {grouped(layer.value_dim)}"
    return f"{layers} × {grouped(layer.heads)} × ({widths}) numbers"


def _notes(scenario: Scenario) -> list[str]:
    notes = [
        "Exact: the bytes of the weights and of the cache entries. Derived: from a formula, without what an allocator "
        "adds. Empirical: measured elsewhere, so a range. A device must hold the high end to count as fitting."
    ]
    precision = _format(scenario, "precision")
    if precision.scope == "experts":
        notes.append("Quantized are the matrices of the routed experts; everything else stays at 16 bits.")
    elif precision.scope == "layers" and precision.bits < 16:
        notes.append(
            "Quantized are the matrices of attention, mixers, MLP and experts; embeddings, output head, router, norms "
            "and biases stay at 16 bits."
        )
    if precision.name == "int8":
        notes.append("Scales of 8-bit weights are not counted: one number per tensor or row, by method.")
    if precision.name == "int4":
        notes.append(
            "4-bit weights carry a 16-bit scale and a 4-bit zero point per group of 128: 4.16 bits per weight."
        )
    if precision.scope == "file":
        notes.append("A GGUF file mixes block types by rules; what a tool writes may differ by a few tensors.")
    positions = scenario.positions
    if positions and scenario.values["context_length"] > positions:
        notes.append(
            f"This model has learned positions for {grouped(positions)} tokens and cannot use a longer context."
        )
    return notes + list(scenario.model.notes)
