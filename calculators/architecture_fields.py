"""The inputs that describe a model by its numbers, for those who have no config.json."""

from calculators.fields import choice, flag, integer

NORMS = (
    ("rmsnorm", "RMSNorm: one weight vector"),
    ("layernorm", "LayerNorm: weight and bias"),
    ("layernorm-no-bias", "LayerNorm: weight only"),
    ("no-weights", "Norm without weights"),
)
QK_NORMS = (("none", "None"), ("head", "Per head, shared by all heads"), ("full", "Over the full width"))

SIZES = (
    integer("vocab_size", "Vocabulary size", "tokens", 1, 10_000_000),
    integer("hidden_size", "Hidden size", "", 1, 1_000_000),
    integer("layers", "Layers", "", 1, 1000),
    integer("query_heads", "Query heads", "", 1, 10_000),
    integer("kv_heads", "Key/value heads", "", 1, 10_000),
    integer("head_dim", "Head dimension", "", 1, 65_536),
    integer("intermediate_size", "MLP width", "", 0, 10_000_000),
    flag("gated_mlp", "Gated MLP"),
    flag("tied_embeddings", "Tied embeddings"),
)
MIXTURE = (
    integer("experts", "Routed experts", "", 0, 100_000),
    integer("experts_per_token", "Experts per token", "", 0, 100_000),
    integer("expert_intermediate_size", "Expert width", "", 0, 10_000_000),
    integer(
        "shared_expert_intermediate_size",
        "Shared expert width",
        "",
        0,
        10_000_000,
    ),
    flag("shared_expert_gate", "Shared expert gate"),
    integer("dense_layers", "Dense layers", "", 0, 1000),
)
DETAILS = (
    flag("qkv_bias", "Query, key, value biases"),
    flag("output_bias", "Attention output bias"),
    flag("mlp_bias", "MLP biases"),
    choice("qk_norm", "Query and key norms", QK_NORMS),
    choice("norm", "Norm", NORMS),
    integer("norms_per_layer", "Norms per layer", "", 0, 8),
    integer(
        "learned_positions",
        "Learned positions",
        "rows",
        0,
        100_000_000,
    ),
)
WINDOWS = (
    integer("sliding_layers", "Layers with a window", "", 0, 1000),
    integer("sliding_window", "Window", "tokens", 0, 100_000_000),
)

ARCHITECTURE = SIZES + MIXTURE + DETAILS + WINDOWS
NAMES = tuple([member.name for member in ARCHITECTURE])
