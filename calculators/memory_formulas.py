"""The formulas of the memory calculator, with the numbers put in."""

from calculators import activations, fit, memory, speed
from calculators.fit import Use
from calculators.kv_allocation import pages
from calculators.lines import Line
from calculators.parameters import active_params_matmul, total_params
from calculators.quantization import Format, bits_per_weight
from calculators.report_parts import Formula, kind_word, product_text, sum_text
from calculators.tensors import CacheLayer, Model
from calculators.units import BITS_PER_BYTE, grouped, power_of_ten


def formulas(model: Model, use: Use, lines: list[Line], weights: int, cache: int) -> list[Formula]:
    """From the weights to what fills each device; `lines` are those of the fullest."""
    found = [_weights(model, use.precision, weights)]
    for layer in model.cache_layers:
        found += _cache(layer, use)
    per_token, _ = activations.inference_rates(model)
    logits = (activations.LOGIT_BYTES, activations.vocabulary(model), use.batch_size)
    sizes = [line.size_bytes for line in lines]
    return found + [
        Formula("Weights and cache", "weights + cache", sum_text([weights, cache])),
        Formula(
            "Activations",
            "2 bytes × (widest outputs of a layer + 2 × hidden size) × tokens of a step",
            product_text((per_token, fit.step_tokens(use))),
        ),
        Formula("Logits", "4 bytes × vocabulary × sequences", product_text(logits)),
        Formula("All on one device", "its parts; a range counts as its middle", sum_text(sizes)),
        _prefill(model, use.context_length),
    ]


def _weights(model: Model, precision: Format, weights: int) -> Formula:
    if precision.bits >= 16 and precision.scope != "file":
        numbers = (total_params(model), precision.bits // BITS_PER_BYTE)
        return Formula("Weights", "parameters × bytes of each", product_text(numbers))
    sizes = [size for _, size in memory.weight_bytes_by_component(model, precision)]
    return Formula("Weights", "numbers × bits of each / 8, with scales, summed over components", sum_text(sizes))


def _cache(layer: CacheLayer, use: Use) -> list[Formula]:
    if layer.kind == "state":
        state = (layer.layers, use.batch_size, memory.state_bytes(layer, use.kv_format))
        return [Formula("Recurrent state", "layers × sequences × bytes of state per layer", product_text(state))]
    size = memory.layer_token_bytes(layer, use.kv_format)
    tokens = min(use.context_length, layer.window) if layer.window else use.context_length
    reach = "min(tokens, window)" if layer.window else "tokens"
    widths = f"{grouped(layer.heads)} × ({grouped(layer.key_dim)} + {grouped(layer.value_dim)})"
    bits, numbers = bits_per_weight(use.kv_format)
    attention = kind_word(layer.kind) + " attention"
    found = [
        Formula(
            "Bytes per token and layer",
            "heads × (key width + value width) × bits of each / 8, with scales",
            f"{widths} × {grouped(bits)} / {grouped(numbers * BITS_PER_BYTE)} = {grouped(size)}",
        ),
        Formula(
            "KV cache, " + attention,
            f"layers × {reach} × sequences × bytes per token and layer",
            product_text((layer.layers, tokens, use.batch_size, size)),
        ),
    ]
    if not use.engine:
        return found
    kept = (layer.layers, pages(layer, use.engine, use.context_length), use.engine.page_tokens)
    symbols = "layers × pages × tokens of a page × sequences × bytes per token and layer"
    set_aside = product_text(kept + (use.batch_size, size))
    return found + [Formula("Set aside by the engine, " + attention, symbols, set_aside)]


def _prefill(model: Model, tokens: int) -> Formula:
    params, attention = active_params_matmul(model), speed.attention_flops(model, tokens)
    return Formula(
        "Arithmetic to read one full prompt",
        "2 × parameters in matrix products × tokens + attention",
        f"2 × {grouped(params)} × {grouped(tokens)} + {grouped(attention)} = "
        f"{power_of_ten(speed.prefill_flops(model, tokens))} operations",
    )
