"""Random decoders, as the numbers a reader could type."""

from hypothesis import strategies as st

from calculators.decoder import SAME
from calculators.stack import Stack

Numbers = dict[str, int | str | bool]

SIZES = {
    "vocab_size": st.integers(1, 300_000),
    "hidden_size": st.integers(1, 20_000),
    "layers": st.integers(1, 150),
    "kv_heads": st.integers(1, 64),
    "head_dim": st.integers(1, 512),
    "intermediate_size": st.integers(1, 60_000),
    "learned_positions": st.integers(0, 10_000),
    "norms_per_layer": st.integers(0, 4),
}
CHOICES = {
    "gated_mlp": st.booleans(),
    "tied_embeddings": st.booleans(),
    "qkv_bias": st.booleans(),
    "output_bias": st.booleans(),
    "mlp_bias": st.booleans(),
    "qk_norm": st.sampled_from(["none", "head", "full"]),
    "norm": st.sampled_from(["rmsnorm", "layernorm", "layernorm-no-bias", "no-weights"]),
}


@st.composite
def decoders(draw: st.DrawFn) -> Numbers:
    numbers: Numbers = {name: draw(values) for name, values in {**SIZES, **CHOICES}.items()}
    numbers["query_heads"] = int(numbers["kv_heads"]) * draw(st.integers(1, 16))
    numbers["sliding_layers"] = draw(st.integers(0, int(numbers["layers"])))
    numbers["sliding_window"] = draw(st.integers(1, 10_000)) if numbers["sliding_layers"] else 0
    numbers["experts"] = draw(st.sampled_from([0, 2, 8, 128]))
    if numbers["experts"]:
        numbers["experts_per_token"] = draw(st.integers(1, int(numbers["experts"])))
        numbers["expert_intermediate_size"] = draw(st.integers(1, 20_000))
        numbers["shared_expert_intermediate_size"] = draw(st.integers(0, 20_000))
        numbers["shared_expert_gate"] = draw(st.booleans())
        numbers["dense_layers"] = draw(st.integers(0, int(numbers["layers"]) - 1))
    return numbers


def numbers_from_stack(stack: Stack) -> Numbers:
    """The inputs of the form that describe a stack of full, windowed, dense and mixture layers."""
    numbers: Numbers = {name: getattr(stack, name) for name in SAME}
    dense, windows = stack.feed_forwards.count("dense"), stack.mixers.count("sliding")
    return {
        **numbers,
        "dense_layers": dense if stack.experts else 0,
        "intermediate_size": stack.intermediate_size if dense else 0,
        "sliding_layers": windows,
        "sliding_window": stack.sliding_window if windows else 0,
        "tied_embeddings": stack.head == "tied",
    }
