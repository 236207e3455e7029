"""The formulas of the training calculator, with the numbers put in."""

from calculators import activations, speed, training
from calculators.lines import Line
from calculators.parameters import active_params_matmul
from calculators.report_parts import Formula, sum_text
from calculators.scenario import Scenario
from calculators.training import Recipe
from calculators.units import grouped, power_of_ten


def formulas(
    scenario: Scenario, lines: list[Line], recipe: Recipe, targets: "tuple[str, ...]", flops: int
) -> list[Formula]:
    """From the parameters that are trained to what fills each device; `targets` are the adapted matrices, if any."""
    if targets:
        found = [_adapters(scenario, targets), _bytes_per_param("adamw", recipe)]
    else:
        found = [_bytes_per_param(scenario.values["optimizer"], recipe)]
    if [line for line in lines if line.key == "activations"]:
        found += _activations(scenario, lines)
    parts = sum_text([line.size_bytes for line in lines])
    found.append(Formula("All on one device", "its parts; a range counts as its middle", parts))
    return found + [_arithmetic(scenario, flops)]


def _bytes_per_param(optimizer: str, recipe: Recipe) -> Formula:
    """AdamW keeps two numbers per parameter, in the precision of the recipe; others are counted tensor by tensor."""
    kept = sum_text([recipe.weights, recipe.gradients, recipe.master, 2 * recipe.state])
    if optimizer != "adamw":
        fixed = sum_text([recipe.weights, recipe.gradients, recipe.master])
        kept = f"{fixed}, and {recipe.state} for each number that the optimizer keeps"
    return Formula("Bytes per trained parameter", "weights + gradients + master copy + optimizer states", kept)


def _adapters(scenario: Scenario, targets: "tuple[str, ...]") -> Formula:
    rank = scenario.values["rank"]
    parts = [
        f"{grouped(t.copies)} × {grouped(rank)} × ({grouped(t.shape[1])} + {grouped(t.shape[0])})"
        for t in training.adapted(scenario.model, targets)
    ]
    total = grouped(training.lora_params(scenario.model, rank, targets))
    return Formula(
        "Parameters of the adapters", "copies × rank × (inputs + outputs)", " + ".join(parts or ["0"]) + " = " + total
    )


def _activations(scenario: Scenario, lines: list[Line]) -> list[Formula]:
    values, model = scenario.values, scenario.model
    sizes = {line.key: grouped(line.size_bytes) for line in lines}
    sequence, ways = grouped(values["sequence_length"]), values["tensor"]
    tokens = f"{sequence} × {grouped(values['batch_size'])}" + (f" / {grouped(ways)}" if ways > 1 else "")
    per_token = activations.training(model, 1, 1, values["recompute"], False, 1)[0].size_bytes
    kept = f"{grouped(per_token)} × {tokens} = {sizes['activations']}"
    found = [Formula("Activations", "bytes per token in all layers × length × sequences", kept)]
    if "scores" in sizes:
        scores = f"{grouped(activations.score_bytes(model, 1, 1))} × {sequence} × {tokens} = {sizes['scores']}"
        found.append(Formula("Attention scores", "2 bytes × heads of all layers × length² × sequences", scores))
    logits = f"8 × {grouped(activations.vocabulary(model))} × {tokens} = {sizes['logits']}"
    return found + [Formula("Logits and their gradient", "8 bytes × vocabulary × length × sequences", logits)]


def _arithmetic(scenario: Scenario, flops: int) -> Formula:
    values, model = scenario.values, scenario.model
    tokens, length = values["training_tokens"], values["sequence_length"]
    factor = 8 if values["recompute"] == "full" else 6
    params = active_params_matmul(model)
    attention = factor // 2 * (speed.attention_flops(model, length) * tokens // length)
    return Formula(
        "Arithmetic",
        f"{factor} × parameters in matrix products × tokens + attention",
        f"{factor} × {grouped(params)} × {grouped(tokens)} + {power_of_ten(max(attention, 1))} = "
        f"{power_of_ten(flops)} operations",
    )
