"""The decoder of the form: a stack said in the numbers a reader can type."""

from calculators.stack import Stack

NOTHING: "tuple[tuple[str, object], ...]" = ()

# Inputs that are called the same in the form and in the stack.
SAME = (
    "vocab_size",
    "hidden_size",
    "layers",
    "query_heads",
    "kv_heads",
    "head_dim",
    "intermediate_size",
    "gated_mlp",
    "qkv_bias",
    "output_bias",
    "mlp_bias",
    "qk_norm",
    "norm",
    "norms_per_layer",
    "learned_positions",
    "experts",
    "experts_per_token",
    "expert_intermediate_size",
    "shared_expert_intermediate_size",
    "shared_expert_gate",
    "sliding_window",
)


def stack_from_numbers(
    numbers: "dict[str, int | str | bool]", extra: "tuple[tuple[str, object], ...]" = NOTHING
) -> Stack:
    """The stack that the inputs of the form describe, and what they cannot say; the rest is as in `Stack`."""
    values: list[tuple[str, object]] = [(name, numbers[name]) for name in SAME if name in numbers]
    layers = int(numbers["layers"])
    windows = int(numbers.get("sliding_layers", 0))
    dense = int(numbers.get("dense_layers", 0)) if numbers.get("experts") else layers
    values.append(("mixers", ("sliding",) * windows + ("full",) * (layers - windows)))
    values.append(("feed_forwards", ("dense",) * dense + ("moe",) * (layers - dense)))
    values.append(("head", "tied" if numbers["tied_embeddings"] else "separate"))
    return Stack(values + list(extra))
