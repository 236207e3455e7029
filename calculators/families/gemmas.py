"""Gemma 3n and Gemma 4, whose layers carry more than attention and an MLP."""

from calculators.blocks import linear, norm
from calculators.config import Config, checked_whole, key, layer_count, listed_layers, named_layers
from calculators.errors import InputError
from calculators.families import common as c
from calculators.families.common import family
from calculators.tensors import Tensor, repeat, tensor

ALTUP = "altup_laurel_per_layer"


def _same_in_every_layer(name: str) -> object:
    """A whole number, or a list that repeats it for every layer."""

    def number(config: Config) -> int:
        value = config.key(name)
        if isinstance(value, list):
            if not value or [item for item in value if item != value[0]]:
                raise InputError('The key "' + name + '" differs between layers, which is not modelled.', name)
            value = value[0]
        return checked_whole(name, value)

    return number


def _gemma3n_layers(config: Config) -> tuple[str, ...]:
    kinds = listed_layers(config, "layer_types", c.LAYER_TYPES)
    own = len(kinds) - config.whole("num_kv_shared_layers")
    return tuple([kind if i < own else "shared" for i, kind in enumerate(kinds)])


def _gemma3n_layer(config: Config) -> object:
    """LAuReL, the AltUp router and coefficients, and the per-layer input, all in one layer."""
    hidden, width = config.size("hidden_size"), config.whole("hidden_size_per_layer_input")
    inputs, rank = config.whole("altup_num_inputs"), config.whole("laurel_rank")
    parts = linear(ALTUP, "laurel.linear_left", hidden, rank) + linear(ALTUP, "laurel.linear_right", rank, hidden)
    parts.append(tensor(ALTUP, "altup.correct_output_scale", (hidden,)))
    parts += linear(ALTUP, "altup.modality_router", hidden, inputs)
    parts += linear(ALTUP, "altup.correction_coefs", inputs, inputs)
    parts += linear(ALTUP, "altup.prediction_coefs", inputs, inputs * inputs)
    parts += linear(ALTUP, "per_layer_input_gate", hidden, width)
    return tuple(parts + linear(ALTUP, "per_layer_projection", width, hidden))


def _gemma3n_around(config: Config) -> object:
    """The per-layer embedding table with its projection, and the AltUp projections in and out."""
    hidden, width, layers = (
        config.size("hidden_size"),
        config.whole("hidden_size_per_layer_input"),
        config.size("layers"),
    )
    rows = config.whole("vocab_size_per_layer_input")
    parts = [tensor("per_layer_embeddings", "embed_tokens_per_layer.weight", (rows, layers * width))]
    parts += linear(ALTUP, "per_layer_model_projection", hidden, layers * width)
    parts += norm("per_layer_projection_norm", width)
    more = config.whole("altup_num_inputs") - 1
    around = linear(ALTUP, "altup_projection", hidden, hidden) + linear(ALTUP, "altup_unembed", hidden, hidden)
    return tuple(parts + repeat(around, more))


def _gemma4_feed_forwards(config: Config) -> tuple[str, ...]:
    for name in ("hidden_size_per_layer_input", "num_kv_shared_layers"):
        if config.whole(name):
            raise InputError('Gemma 4 with "' + name + '" above 0 is not modelled.', name)
    if config.flag("use_double_wide_mlp"):
        raise InputError('Gemma 4 with "use_double_wide_mlp" is not modelled.', "use_double_wide_mlp")
    return ("moe+dense" if config.flag("enable_moe_block") else "dense",) * layer_count(config)


def _has_experts(config: Config) -> bool:
    return "moe+dense" in config.kinds("feed_forwards")


def _only_with_experts(name: str) -> object:
    return lambda config: config.whole(name) if _has_experts(config) else 0


def _gemma4_router_scales(config: Config) -> tuple[Tensor, ...]:
    if not _has_experts(config):
        return ()
    scales = (("router.scale", "hidden_size"), ("router.per_expert_scale", "experts"))
    return tuple([tensor("router", name, (config.size(role),)) for name, role in scales])


FAMILIES = {
    "gemma3n_text": family(
        "Gemma3n",
        c.DECODER,
        c.HEAD_DIM,
        c.TIED_BY_DEFAULT,
        c.ATTENTION_BIAS,
        c.QK_NORM,
        (
            ("intermediate_size", _same_in_every_layer("intermediate_size")),
            ("norms_per_layer", 7),
            ("sliding_window", c.window()),
            ("mixers", _gemma3n_layers),
            ("layer_extras", _gemma3n_layer),
            ("extras", _gemma3n_around),
        ),
    ),
    "gemma4_text": family(
        "Gemma4",
        c.DECODER,
        c.HEAD_DIM,
        c.TIED_BY_DEFAULT,
        c.ATTENTION_BIAS,
        c.QK_NORM,
        (
            ("sliding_window", c.window()),
            ("mixers", named_layers("layer_types", c.LAYER_TYPES)),
            ("global_kv_heads", key("num_global_key_value_heads", key("num_key_value_heads"))),
            ("global_head_dim", key("global_head_dim")),
            ("keys_as_values", key("attention_k_eq_v")),
            ("feed_forwards", _gemma4_feed_forwards),
            ("experts", _only_with_experts("num_experts")),
            ("experts_per_token", _only_with_experts("top_k_experts")),
            ("expert_intermediate_size", _only_with_experts("moe_intermediate_size")),
            ("norms_per_layer", lambda config: 7 if _has_experts(config) else 4),
            ("layer_extras", _gemma4_router_scales),
            # One scale per layer is stored with the weights but is not trained.
            ("buffer_elements", lambda config: config.size("layers")),
        ),
    ),
}
