"""The report of the memory calculator."""

from calculators import memory
from calculators.quantization import WEIGHT_PRECISIONS, Format, format_named
from calculators.report_parts import Formula, Report, Table, bytes_figure, component_inside, kind_word
from calculators.scenario import Scenario
from calculators.tensors import CacheLayer
from calculators.units import decimal_bytes, exact_bytes, grouped, percent, short_bytes


def report(scenario: Scenario) -> Report:
    """Weights and cache, what fills the memory, and what they mean."""
    precision = _format(scenario, "precision")
    weights, cache = memory.weight_bytes(scenario.model, precision), _cache(scenario)
    context, batch = _use(scenario)
    sequences = "1 sequence" if batch == 1 else f"{grouped(batch)} sequences"
    headline = [
        bytes_figure("total", "Weights and cache", weights + cache, "without runtime overhead"),
        bytes_figure("weights", "Weights", weights, precision.label),
        bytes_figure("kv_cache", "KV cache", cache, f"{sequences} of {grouped(context)} tokens"),
    ]
    tables = [_filling(scenario, weights, cache), _precisions(scenario, cache), _caches(scenario, cache)]
    sentences = _sentences(scenario, weights, cache)
    return Report(headline, sentences, tables, _formulas(scenario, weights, cache), _notes(scenario))


def _use(scenario: Scenario) -> tuple[int, int]:
    return scenario.values["context_length"], scenario.values["batch_size"]


def _format(scenario: Scenario, field: str) -> Format:
    return format_named(scenario.values[field])


def _cache(scenario: Scenario) -> int:
    context, batch = _use(scenario)
    return memory.kv_bytes(scenario.model, _format(scenario, "kv_precision"), context, batch)


def _filling(scenario: Scenario, weights: int, cache: int) -> Table:
    parts = memory.weight_bytes_by_component(scenario.model, _format(scenario, "precision"))
    pairs = [("Weights: " + component_inside(name), size) for name, size in parts]
    pairs += [("KV cache", cache), ("Total", weights + cache)]
    rows = [[label, grouped(size), short_bytes(size), percent(size, weights + cache)] for label, size in pairs]
    return Table("filling", "What fills the memory", ["Part", "Bytes", "Size", "Share"], rows, True)


def _precisions(scenario: Scenario, cache: int) -> Table:
    rows = []
    for precision in [format_named(name) for name in WEIGHT_PRECISIONS]:
        weights = memory.weight_bytes(scenario.model, precision)
        rows.append([precision.label, short_bytes(weights), short_bytes(weights + cache)])
    columns = ["Weight precision", "Weights", "With this cache"]
    return Table("precisions", "The same model at other precisions", columns, rows, False)


def _caches(scenario: Scenario, cache: int) -> Table:
    context, batch = _use(scenario)
    kv_format = _format(scenario, "kv_precision")
    full = memory.kv_bytes_full_layers(scenario.model, kv_format, context, batch)
    pairs = [
        ("One more token, while no window is full", memory.kv_bytes_per_token(scenario.model, kv_format)),
        ("Least the architecture needs", cache),
        ("If the engine keeps every token in every layer", full),
    ]
    rows = [[label, exact_bytes(size), short_bytes(size)] for label, size in pairs]
    return Table("kv_cache", "KV cache", ["Figure", "Bytes", "Size"], rows, False)


def _sentences(scenario: Scenario, weights: int, cache: int) -> tuple[str, str, str]:
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
    smaller = memory.weight_bytes(scenario.model, format_named("int4")) + cache
    executive = f"Plan for at least {decimal_bytes(weights + cache)}, with room for runtime overhead. "
    if smaller < weights + cache:
        executive += f"If that is too much, have 4-bit weights tested: they need {decimal_bytes(smaller)}."
    else:
        executive += "The weights are at 4 bits already: to need less, choose a smaller model or shorter conversations."
    return lead, owner, executive


def _kept(layer: CacheLayer) -> str:
    layers = f"{grouped(layer.layers)} {kind_word(layer.kind)} layer" + ("" if layer.layers == 1 else "s")
    widths = f"{grouped(layer.key_dim)} + {grouped(layer.value_dim)}"
    return f"{layers} × {grouped(layer.heads)} × ({widths}) numbers"


def _formulas(scenario: Scenario, weights: int, cache: int) -> list[Formula]:
    found = []
    for layer in scenario.model.cache_layers:
        found += _layer_formulas(scenario, layer)
    total = f"{grouped(weights)} + {grouped(cache)} = {grouped(weights + cache)}"
    return found + [Formula("Total", "weights + cache", total)]


def _layer_formulas(scenario: Scenario, layer: CacheLayer) -> list[Formula]:
    context, batch = _use(scenario)
    kv_format = _format(scenario, "kv_precision")
    if layer.kind == "state":
        size = memory.state_bytes(layer, kv_format)
        numbers = (layer.layers, batch, size)
        symbols = "layers × sequences × bytes of state per layer"
        return [Formula("Recurrent state", symbols, _product(numbers))]
    size = memory.layer_token_bytes(layer, kv_format)
    tokens = min(context, layer.window) if layer.window else context
    reach = "min(tokens, window)" if layer.window else "tokens"
    symbols = f"layers × {reach} × sequences × bytes per token and layer"
    inner = f"{grouped(layer.heads)} × ({grouped(layer.key_dim)} + {grouped(layer.value_dim)}) at {kv_format.label}"
    return [
        Formula(f"KV cache, {kind_word(layer.kind)} attention", symbols, _product((layer.layers, tokens, batch, size))),
        Formula("Bytes per token and layer", "heads × (key width + value width)", f"{inner} = {grouped(size)}"),
    ]


def _product(numbers: tuple[int, ...]) -> str:
    result = 1
    for number in numbers:
        result *= number
    return " × ".join([grouped(number) for number in numbers]) + " = " + grouped(result)


def _notes(scenario: Scenario) -> list[str]:
    notes = [
        "Exact: the bytes of the weights and of the cache entries. Not counted: what the runtime, activations and "
        "fragmentation add."
    ]
    precision = _format(scenario, "precision")
    if precision.bits < 16:
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
    positions = scenario.positions
    if positions and scenario.values["context_length"] > positions:
        notes.append(
            f"This model has learned positions for {grouped(positions)} tokens and cannot use a longer context."
        )
    return notes + list(scenario.model.notes)
