"""Decoders with linear-attention, recurrent or convolutional mixers, alone or beside attention."""

from calculators.blocks import norm
from calculators.config import (
    Config,
    every,
    fraction,
    key,
    layer_count,
    named_layers,
    quotient,
    same,
    times,
    uniform,
)
from calculators.errors import InputError
from calculators.families import common as c
from calculators.families import mixtures as m
from calculators.families.common import family
from calculators.units import divide_up

DELTA_NET = (
    ("mixers", named_layers("layer_types", c.LAYER_TYPES, every(key("full_attention_interval"), "full", "delta"))),
    ("key_heads", key("linear_num_key_heads")),
    ("key_dim", key("linear_key_head_dim")),
    ("state_heads", key("linear_num_value_heads")),
    ("state_head_dim", key("linear_value_head_dim")),
    ("conv_kernel", key("linear_conv_kernel_dim")),
    ("output_gate", True),
    ("qk_norm", "head"),
)


SHARED_EXPERT = (
    ("shared_expert_intermediate_size", key("shared_expert_intermediate_size")),
    ("shared_expert_gate", True),
)


QWEN3_5 = c.DECODER + c.HEAD_DIM + c.ATTENTION_BIAS + DELTA_NET


QWEN3_5_MOE = QWEN3_5 + m.MOE + m.EXPERTS + m.MOE_WIDTH + SHARED_EXPERT + (("intermediate_size", 0),)


LFM2 = (
    c.TABLE
    + c.GROUPED
    + c.QK_NORM
    + (
        ("query_heads", key("num_attention_heads")),
        ("head_dim", quotient("hidden_size", "query_heads")),
        ("conv_kernel", key("conv_L_cache")),
        ("conv_bias", key("conv_bias")),
        ("head", c.tie(key("tie_embedding"))),
    )
)


def _lfm2_layers(config: Config) -> tuple[str, ...]:
    attention = config.layer_numbers("full_attn_idxs")
    return tuple(["full" if i in attention else "conv" for i in range(layer_count(config))])


def _lfm2_width(config: Config) -> int:
    width = config.whole("block_ff_dim")
    if not config.flag("block_auto_adjust_ff_dim"):
        return width
    above, below = fraction("block_ffn_dim_multiplier", config.key("block_ffn_dim_multiplier"))
    multiple = config.whole("block_multiple_of")
    if multiple == 0:
        raise InputError('The key "block_multiple_of" must be at least 1.', "block_multiple_of")
    return multiple * divide_up(2 * width // 3 * above // below, multiple)


def _first_layers_dense(config: Config) -> tuple[str, ...]:
    dense = config.whole("num_dense_layers")
    return tuple(["dense" if i < dense else "moe" for i in range(layer_count(config))])


def _recurrent_layers(config: Config) -> tuple[str, ...]:
    kinds = {"recurrent": "recurrent", "attention": "sliding"}
    types = config.texts("block_types")
    if not types or [word for word in types if word not in kinds]:
        raise InputError('The key "block_types" must list "recurrent" and "attention".', "block_types")
    return tuple([kinds[types[i % len(types)]] for i in range(layer_count(config))])


FAMILIES = {
    "lfm2": family(
        "Lfm2",
        LFM2,
        (
            ("mixers", named_layers("layer_types", c.LAYER_TYPES, _lfm2_layers)),
            ("feed_forwards", uniform("dense")),
            ("intermediate_size", _lfm2_width),
        ),
    ),
    "lfm2_moe": family(
        "Lfm2Moe",
        LFM2,
        m.EXPERTS,
        m.MOE,
        m.MOE_WIDTH,
        (
            ("mixers", named_layers("layer_types", c.LAYER_TYPES)),
            ("feed_forwards", _first_layers_dense),
            ("intermediate_size", key("intermediate_size")),
            ("buffer_elements", m._correction_biases_if("use_expert_bias")),
        ),
    ),
    "rwkv": family(
        "Rwkv",
        c.TABLE,
        c.LAYER_NORM,
        c.SEPARATE_BY_DEFAULT,
        (
            ("mixers", uniform("rwkv")),
            ("feed_forwards", uniform("channel-mix")),
            ("inner_size", key("attention_hidden_size", same("hidden_size"))),
            ("intermediate_size", key("intermediate_size", times("hidden_size", 4))),
            ("extras", lambda config: tuple(norm("pre_ln", config.size("hidden_size"), "layernorm"))),
        ),
    ),
    "qwen3_next": family("Qwen3Next", m.QWEN_MOE, c.HEAD_DIM, c.ATTENTION_BIAS, DELTA_NET, SHARED_EXPERT),
    "qwen3_5_text": family("Qwen3_5", QWEN3_5),
    "qwen3_5_moe_text": family("Qwen3_5Moe", QWEN3_5_MOE),
    "recurrent_gemma": family(
        "RecurrentGemma",
        c.DECODER,
        c.WIDTH_PER_HEAD,
        c.TIED_BY_DEFAULT,
        (
            ("mixers", _recurrent_layers),
            ("sliding_window", key("attention_window_size")),
            ("inner_size", key("lru_width", same("hidden_size"))),
            ("conv_kernel", key("conv1d_width")),
            ("intermediate_size", lambda config: config.whole("intermediate_size") // 2),
            ("mlp_bias", True),
            ("qkv_bias", key("attention_bias", False)),
            ("output_bias", True),
        ),
    ),
}
