"""The report of the parameter calculator."""

from calculators import memory, parameters
from calculators.catalogue.quotes import CONVENTIONS, Quote, quoted
from calculators.quantization import format_named
from calculators.report_parts import (
    Formula,
    Report,
    Table,
    bytes_figure,
    component_inside,
    component_label,
    count_figure,
    kind_word,
    product_text,
    shares,
)
from calculators.scenario import Scenario
from calculators.tensors import COMPONENTS, Model, Tensor, stored
from calculators.units import decimal_bytes, grouped, percent, short_count

# Kinds of layers that no formula needs a word for.
LAYER_KINDS = {"": "outside the layers", "layer": "norms and the like of every layer", "dense": "MLP", "moe": "mixture"}
TERMS = [
    ("model-parameters", "Model parameters"),
    ("mixture-of-experts", "Mixture of experts"),
    ("quantization", "Quantization"),
]


def report(scenario: Scenario, full: bool) -> Report:
    """Counts, breakdown, and what they mean; the same in every layout."""
    model = scenario.model
    headline = [count_figure("total", "Total parameters", parameters.total_params(model))]
    if model.experts:
        active = parameters.active_params(model)
        headline.append(count_figure("active", "Active per token, embeddings included", active))
    weights = memory.weight_bytes(model, format_named("bf16"))
    headline.append(bytes_figure("weights", "Weights at 16 bits", weights, "2 bytes per parameter"))
    pairs = [(component_label(name), count) for name, count in parameters.breakdown(model)]
    kinds = [(LAYER_KINDS.get(kind) or kind_word(kind), count) for kind, count in parameters.by_layer_kind(model)]
    tables = [
        shares("breakdown", "Where the parameters sit", "Component", pairs),
        _conventions(model, quoted(scenario.slug)),
        shares("layers", "The same by kind of layer", "Kind", kinds),
    ]
    terms = [term for term in TERMS if model.experts or term[0] != "mixture-of-experts"]
    return Report(headline, _sentences(scenario), None, tables, lambda: _formulas(model), _notes(scenario), terms)


def _conventions(model: Model, quote: "Quote | None") -> Table:
    """Every way to count, and beside it what the vendor publishes of it."""
    found = [("All parameters", parameters.total_params(model), "total")]
    if parameters.tied_params(model):
        found.append(("All, output head counted although tied", parameters.total_params_untied(model), ""))
    found += [
        ("Active per token", parameters.active_params(model), "all"),
        ("Active, without embedding tables", parameters.active_params_excl_embeddings(model), "tables"),
        ("Active, without embedding tables and output head", parameters.active_params_excl_head(model), ""),
        ("Active in matrix products (output head in, tables out)", parameters.active_params_matmul(model), ""),
    ]
    if not quote:
        return Table(
            "conventions",
            "Ways to count",
            ["Convention", "Parameters"],
            [[a, grouped(b)] for a, b, _ in found],
            False,
            "",
        )
    published = {"total": quote.total, quote.convention: quote.active}
    rows = [[label, grouped(count), published.get(key, "-")] for label, count, key in found]
    return Table("conventions", "Ways to count", ["Convention", "Parameters", "Vendor"], rows, False, "")


def _sentences(scenario: Scenario) -> tuple[str, str, str]:
    model = scenario.model
    total, active = parameters.total_params(model), parameters.active_params(model)
    weights = decimal_bytes(memory.weight_bytes(model, format_named("bf16")))
    smaller = decimal_bytes(memory.weight_bytes(model, format_named("int4")))
    if model.experts:
        owner = (
            f"All {short_count(total)} parameters must be in memory, {weights} at 16 bits, although each token uses "
            f"only {percent(active, total)} of them: the small number sets the speed, the large one the memory bill."
        )
        executive = (
            f"Ask which number a supplier quotes: {short_count(total)} in total decide the hardware, "
            f"{short_count(active)} active decide the running cost per answer."
        )
    else:
        owner = (
            f"Holding the model takes {weights} at 16 bits per parameter, or {smaller} at 4 bits if a quality check on "
            "your own tasks allows it; every answer passes through all parameters, so memory and computing cost grow "
            "with the count."
        )
        executive = (
            f"{short_count(total)} parameters tell what it costs to hold and run this model, not how well it does your "
            "work: compare it on your own tasks with a smaller one before you commit to the hardware."
        )
    return _drivers(scenario.title, model), owner, executive


def _drivers(title: str, model: Model) -> str:
    total = parameters.total_params(model)
    largest = sorted(parameters.breakdown(model), key=lambda pair: (-pair[1], pair[0]))[:2]
    parts = [component_inside(name) + " " + percent(count, total) for name, count in largest]
    text = f"{title} has {grouped(total)} parameters, mostly " + " and ".join(parts)
    if parameters.tied_params(model):
        text += "; the output head reuses the input embedding"
    if model.experts:
        text += f"; {grouped(model.experts_per_token)} of {grouped(model.experts)} experts work on each token"
    return text + "."


def _formulas(model: Model) -> list[Formula]:
    """One sum per component and kind of layer; together they are every stored tensor."""
    found = []
    for component, label, _ in COMPONENTS:
        members = [t for t in model.tensors if t.component == component and not t.tied]
        for kind, copies in sorted({(t.layer_kind, t.copies) for t in members}):
            group = [t for t in members if (t.layer_kind, t.copies) == (kind, copies)]
            where = f"{label} ({kind_word(kind)})" if kind and component in ("attention", "ssm", "qk_norms") else label
            found.append(_sum(where, copies, group))
    total = parameters.total_params(model)
    found.append(Formula("Total", "sum of the lines above", grouped(total)))
    if model.experts:
        routed, left_out = parameters.routed_params(model), model.experts - model.experts_per_token
        share = f"{grouped(routed)} × {grouped(left_out)} / {grouped(model.experts)}"
        active = grouped(parameters.active_params(model))
        symbols = "total − routed experts × experts left out / experts"
        found.append(Formula("Active per token", symbols, f"{grouped(total)} − {share} = {active}"))
    return found + [Formula("Weights at 16 bits", "parameters × 2 bytes", product_text((total, 2)))]


def _sum(label: str, copies: int, group: list[Tensor]) -> Formula:
    names = " + ".join([t.name.replace(".weight", "") for t in group])
    shapes = " + ".join([" × ".join([grouped(size) for size in t.shape]) for t in group])
    result = grouped(sum([stored(t) for t in group]))
    if copies == 1:
        return Formula(label, names, shapes if shapes == result else f"{shapes} = {result}")
    if len(group) > 1:
        names, shapes = f"({names})", f"({shapes})"
    return Formula(label, f"copies × {names}", f"{grouped(copies)} × {shapes} = {result}")


def _notes(scenario: Scenario) -> list[str]:
    model, quote = scenario.model, quoted(scenario.slug)
    notes = ["Exact: every tensor of the architecture is counted, to the unit."]
    if parameters.tied_params(model):
        notes.append("The output head reuses the token embedding and is counted once.")
    if model.experts:
        notes.append("Active: all parameters less the routed experts that a token does not pass through.")
    if model.buffer_elements:
        notes.append(f"Stored besides, but not parameters: {grouped(model.buffer_elements)} numbers in buffers.")
    if quote:
        words = dict(CONVENTIONS)[quote.convention]
        numbers = f"{quote.total} parameters and {quote.active} active, {words}"
        notes.append(f"The vendor quotes {numbers}: {quote.source}.")
    return notes + list(model.notes)
