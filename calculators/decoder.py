"""The decoder of the form: a stack said in the numbers a reader can type, and back."""

from calculators.stack import Stack

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


def stack_from_numbers(numbers: "dict[str, int | str | bool]") -> Stack:
    """The stack that the inputs of the form describe; inputs not given are as in `Stack`."""
    values: list[tuple[str, object]] = [(name, numbers[name]) for name in SAME if name in numbers]
    layers = int(numbers["layers"])
    windows = int(numbers.get("sliding_layers", 0))
    dense = int(numbers.get("dense_layers", 0)) if numbers.get("experts") else layers
    values.append(("mixers", ("sliding",) * windows + ("full",) * (layers - windows)))
    values.append(("feed_forwards", ("dense",) * dense + ("moe",) * (layers - dense)))
    values.append(("head", "tied" if numbers["tied_embeddings"] else "separate"))
    return Stack(values)


def numbers_from_stack(stack: Stack) -> "dict[str, int | str | bool]":
    """The inputs of the form that describe a stack of full, windowed, dense and mixture layers."""
    numbers: dict[str, int | str | bool] = {}
    for name in SAME:
        numbers[name] = getattr(stack, name)
    dense = [kind for kind in stack.feed_forwards if kind == "dense"]
    windows = [kind for kind in stack.mixers if kind == "sliding"]
    numbers["dense_layers"] = len(dense) if stack.experts else 0
    numbers["intermediate_size"] = stack.intermediate_size if dense else 0
    numbers["sliding_layers"] = len(windows)
    numbers["sliding_window"] = stack.sliding_window if windows else 0
    numbers["tied_embeddings"] = stack.head == "tied"
    return numbers
