"""The report of the training calculator."""

from calculators import activations, report_devices, speed, training
from calculators.errors import InputError
from calculators.lines import Line, derived, total
from calculators.parameters import total_params
from calculators.quantization import format_named
from calculators.report_parts import Figure, Formula, Report, bytes_figure, count_figure, line_figure, lines_table
from calculators.scenario import Scenario
from calculators.sharding import Parallelism
from calculators.training import ATTENTION_TARGETS, LINEAR_TARGETS, recipe_named
from calculators.training_formulas import formulas
from calculators.units import decimal_bytes, divide_up, grouped, power_of_ten, short_count

BASES = {"lora": "bf16", "qlora": "nf4-dq"}
TERMS = [
    ("fine-tuning", "Fine-tuning"), ("lora", "Low-rank adaptation"), ("qlora", "QLoRA"), ("optimizer", "Optimizer"),
    ("gradient-descent", "Gradient descent"), ("batch-size", "Batch size"), ("gpu-memory", "GPU memory"),
]  # fmt: skip


def report(scenario: Scenario, full: bool) -> Report:
    """What one GPU holds while it trains, in `full` also which devices have room, and how much arithmetic it takes."""
    values, lines = scenario.values, training_lines(scenario)
    fixed = sum([line.size_bytes for line in lines if line.key not in ("activations", "scores", "logits", "runtime")])
    whole = total(lines)
    flops = run_flops(scenario)
    on_each = "On one device" if values["gpus"] == 1 else f"On each of {grouped(values['gpus'])} GPUs"
    headline = [
        line_figure("total", on_each, whole),
        bytes_figure("states", "Weights, gradients and states", fixed, "whatever the batch", "derived"),
        count_figure("trained", "Trained parameters", trained_params(scenario)),
        Figure(
            "arithmetic",
            "Arithmetic of the run",
            power_of_ten(flops) + " operations",
            grouped(values["training_tokens"]) + " tokens",
            "derived",
        ),
    ]
    tables = [lines_table("lines", on_each, lines)]
    if full:
        # Imported late: terms go without this table.
        from calculators import report_choices

        tables.append(report_choices.training_table(whole, values["device"]))
    chart = report_devices.chart(on_each, lines, values["device"])

    def with_numbers() -> list[Formula]:
        targets = () if values["method"] == "full" else _targets(scenario)
        return formulas(scenario, lines, recipe_named(values["recipe"]), targets, flops)

    sentences = _sentences(scenario, whole, fixed)
    return Report(headline, sentences, chart, tables, with_numbers, _notes(scenario), TERMS)


def training_lines(scenario: Scenario) -> list[Line]:
    """Weights, gradients, states, activations and the runtime on the fullest GPU."""
    values = scenario.values
    try:
        kept = _activations(scenario)
    except InputError:
        kept = []
    recipe, stage, ranks = recipe_named(values["recipe"]), _stage(scenario), _ranks(scenario)
    parallelism = _parallelism(scenario)
    if values["method"] == "full":
        lines = training.full(scenario.model, recipe, values["optimizer"], ranks, stage, parallelism)
    else:
        base = format_named(BASES[values["method"]])
        targets = _targets(scenario)
        lines = training.lora(scenario.model, base, values["rank"], targets, recipe, ranks, stage, parallelism)
    return lines + kept + [activations.runtime()]


def trained_params(scenario: Scenario) -> int:
    """Parameters that change."""
    if scenario.values["method"] == "full":
        return total_params(scenario.model)
    return training.lora_params(scenario.model, scenario.values["rank"], _targets(scenario))


def run_flops(scenario: Scenario) -> int:
    """Arithmetic of the whole run, as if every parameter were trained: adapters save less than a third of it."""
    values = scenario.values
    recompute = values["recompute"] == "full"
    return speed.training_flops(scenario.model, values["sequence_length"], values["training_tokens"], recompute)


def _activations(scenario: Scenario) -> list[Line]:
    """Activations on one GPU; with tensor parallelism the sequence is split too, with stages all are in flight."""
    values, model = scenario.values, scenario.model
    sequence, batch, ways = values["sequence_length"], values["batch_size"], values["tensor"]
    lines = activations.training(model, sequence, batch, values["recompute"], False, 1)
    if values["recompute"] == "none":
        lines.insert(1, derived("scores", "Attention scores", activations.score_bytes(model, sequence, batch)))
    return [derived(line.key, line.label, divide_up(line.size_bytes, ways), line.source) for line in lines]


def _stage(scenario: Scenario) -> int:
    sharding = scenario.values["sharding"]
    return 0 if sharding == "none" else int(sharding[-1])


def _ranks(scenario: Scenario) -> int:
    values = scenario.values
    return int(values["gpus"] // (values["tensor"] * values["pipeline"]))


def _parallelism(scenario: Scenario) -> Parallelism:
    values = scenario.values
    return Parallelism(values["tensor"], values["pipeline"], values["expert"])


def _targets(scenario: Scenario) -> tuple[str, ...]:
    return ATTENTION_TARGETS if scenario.values["targets"] == "attention" else LINEAR_TARGETS


def _sentences(scenario: Scenario, whole: Line, fixed: int) -> tuple[str, str, str]:
    values, params = scenario.values, trained_params(scenario)
    lead = (
        f"{scenario.title} trains {grouped(params)} parameters; {decimal_bytes(fixed)} per GPU do not depend on the "
        f"batch, and {decimal_bytes(whole.size_bytes - fixed)} are activations and runtime for "
        f"{grouped(values['batch_size'])} × {grouped(values['sequence_length'])} tokens."
    )
    owner = (
        "Memory decides which hardware can train at all; the arithmetic, "
        f"{power_of_ten(run_flops(scenario))} operations, decides how long it is rented."
    )
    executive = f"Plan for {decimal_bytes(whole.high_bytes)} on each GPU. "
    if values["method"] == "full":
        executive += "Have the team show first that adapters (LoRA) do not reach the goal: they need a fraction of it."
    else:
        executive += f"Only {short_count(params)} parameters change, so a trial is cheap: judge it on your own tasks."
    return lead, owner, executive


def _notes(scenario: Scenario) -> list[str]:
    values = scenario.values
    notes = [
        "Derived: from published formulas, without what an allocator adds; a real peak differs. Empirical: measured "
        "elsewhere, so a range."
    ]
    try:
        activations.training(scenario.model, 1, 1, "none", False, 1)
    except InputError as error:
        notes.append("Activations are not counted. " + error.message)
    if values["method"] != "full" and values["optimizer"] != "adamw":
        notes.append("Adapters are counted with AdamW.")
    if values["method"] == "qlora":
        notes.append("Only the matrices of the layers are at 4 bits; embeddings, head and norms stay at 16.")
    if values["tensor"] > 1:
        notes.append("With tensor parallelism the sequence is taken to be split as well.")
    return notes + list(scenario.model.notes)
