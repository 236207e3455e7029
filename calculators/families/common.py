"""Groups of sources that many families share."""

from collections import namedtuple

from calculators.config import (
    REQUIRED,
    Config,
    every,
    fraction,
    key,
    layer_count,
    named_layers,
    quotient,
    same,
    uniform,
)

# `classes` are the architecture classes that are modelled, the first one counted when the config names none.
# `stacks` is a tuple of (key of a sub-config or "", sources); `notes` is shown with every count.
Family = namedtuple("Family", ("classes", "stacks", "notes"))


def family(name: str, *sources: "tuple[tuple[str, object], ...]", notes: tuple[str, ...] = ()) -> Family:
    """A decoder with an output head, of one stack; later sources replace earlier ones."""
    return Family((name + "ForCausalLM", name + "Model"), (("", joined(*sources)),), notes)


def joined(*groups: "tuple[tuple[str, object], ...]") -> "tuple[tuple[str, object], ...]":
    """Groups of sources as one."""
    pairs: tuple[tuple[str, object], ...] = ()
    for group in groups:
        pairs += group
    return pairs


def tie(default: object) -> object:
    """The output head: none in a bare model, separate, or tied to the input embedding; `default` is of the class."""

    def head(config: Config) -> str:
        if config.counted.endswith("Model") and not config.counted.endswith("LMHeadModel"):
            return "none"
        around = config.whole_config.get("tie_word_embeddings", default)
        return "tied" if config.flag("tie_word_embeddings", around) else "separate"

    return head


def window(name: str = "sliding_window", default: object = REQUIRED) -> object:
    """The attention window in tokens; null means none."""
    return lambda config: 0 if config.values.get(name, 0) is None else config.whole(name, default)


def windowed() -> object:
    """Every layer with a window, unless it is null or reaches as far as the positions do."""

    def laid_out(config: Config) -> object:
        size = config.size("sliding_window")
        reaches_all = 0 < config.whole("max_position_embeddings", 0) <= size
        kind = "full" if size == 0 or reaches_all else "sliding"
        return (kind,) * layer_count(config)

    return laid_out


def qk_norm_if(name: str, scope: str) -> object:
    """Norms on queries and keys where a config flag asks for them."""
    return lambda config: scope if config.flag(name, False) else "none"


def scaled(name: str, role: str, default: object = REQUIRED) -> object:
    """Another role times a config number that need not be whole, rounded down."""

    def product(config: Config) -> int:
        above, below = fraction(name, config.key(name, default))
        return config.size(role) * above // below

    return product


TABLE = (
    ("vocab_size", key("vocab_size")),
    ("hidden_size", key("hidden_size")),
    ("layers", key("num_hidden_layers")),
)
SIZES = TABLE + (
    ("intermediate_size", key("intermediate_size")),
    ("query_heads", key("num_attention_heads")),
)
DENSE = (("mixers", uniform("full")), ("feed_forwards", uniform("dense")))
WIDTH_PER_HEAD = (("head_dim", quotient("hidden_size", "query_heads")),)
# Classes that let head_dim be absent.
HEAD_DIM_OR_WIDTH = (("head_dim", key("head_dim", quotient("hidden_size", "query_heads"))),)
HEAD_DIM = (("head_dim", key("head_dim")),)
MULTI_HEAD = (("kv_heads", same("query_heads")),)
GROUPED = (("kv_heads", key("num_key_value_heads")),)
GROUPED_OR_MULTI_HEAD = (("kv_heads", key("num_key_value_heads", same("query_heads"))),)

LAYER_NORM = (("norm", "layernorm"),)
WEIGHT_ONLY_NORM = (("norm", "layernorm-no-bias"),)
PLAIN_MLP = (("gated_mlp", False),)
PLAIN_BIASED_MLP = (("gated_mlp", False), ("mlp_bias", True))
ALL_BIASED = (("qkv_bias", True), ("output_bias", True), ("gated_mlp", False), ("mlp_bias", True))
ATTENTION_BIAS = (("qkv_bias", key("attention_bias", False)), ("output_bias", key("attention_bias", False)))
QKV_BIAS = (("qkv_bias", key("attention_bias")),)
ONE_NORM = (("norms_per_layer", 1),)
FOUR_NORMS = (("norms_per_layer", 4),)
QK_NORM = (("qk_norm", "head"),)
FULL_QK_NORM = (("qk_norm", "full"),)

SEPARATE_BY_DEFAULT = (("head", tie(False)),)
TIED_BY_DEFAULT = (("head", tie(True)),)
TIE_REQUIRED = (("head", tie(REQUIRED)),)
WINDOW_EVERYWHERE = (("sliding_window", window()), ("mixers", windowed()))
WINDOW_OR_NONE = (("sliding_window", window("sliding_window", 0)), ("mixers", windowed()))
LAYER_TYPES = (
    ("full_attention", "full"),
    ("sliding_attention", "sliding"),
    ("chunked_attention", "chunked"),
    ("linear_attention", "delta"),
    ("attention", "full"),
    ("mamba", "mamba2"),
    ("conv", "conv"),
)


def windows_by_pattern(default: object = REQUIRED) -> "tuple[tuple[str, object], ...]":
    """Layers from `layer_types`, or every n-th one full by `sliding_window_pattern`; all full without a window."""
    pattern = named_layers("layer_types", LAYER_TYPES, every(key("sliding_window_pattern", default), "full", "sliding"))

    def laid_out(config: Config) -> object:
        if not config.size("sliding_window"):
            return ("full",) * layer_count(config)
        return pattern(config) if callable(pattern) else pattern

    return (("sliding_window", window()), ("mixers", laid_out))


DECODER = SIZES + DENSE + GROUPED + SEPARATE_BY_DEFAULT
# Multi-head latent attention: the cache keeps one latent vector per token.
LATENT = (
    ("mixers", uniform("mla")),
    ("q_lora_rank", lambda config: 0 if config.values.get("q_lora_rank", 0) is None else config.whole("q_lora_rank")),
    ("kv_lora_rank", key("kv_lora_rank")),
    ("qk_nope_head_dim", key("qk_nope_head_dim")),
    ("qk_rope_head_dim", key("qk_rope_head_dim")),
    ("v_head_dim", key("v_head_dim")),
    ("qkv_bias", key("attention_bias", False)),
    ("output_bias", key("attention_bias", False)),
)
