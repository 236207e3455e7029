"""Decoders with Mamba mixers, alone or beside attention."""

from calculators.blocks import linear, mlp, norm
from calculators.config import (
    Config,
    checked_whole,
    every,
    key,
    layer_count,
    named_layers,
    uniform,
)
from calculators.errors import InputError
from calculators.families import common as c
from calculators.families import mixtures as m
from calculators.families.common import family
from calculators.tensors import CacheLayer, repeat
from calculators.units import divide_up


def time_step_rank(name: str) -> object:
    """The rank of the time-step projection; "auto" is the hidden size over 16, rounded up."""

    def rank(config: Config) -> int:
        value = config.key(name)
        return divide_up(config.size("hidden_size"), 16) if value == "auto" else checked_whole(name, value)

    return rank


MAMBA = c.TABLE + (
    ("mixers", uniform("mamba")),
    ("feed_forwards", uniform("none")),
    ("norms_per_layer", 1),
    ("inner_size", key("intermediate_size", c.scaled("expand", "hidden_size"))),
    ("state_size", key("state_size")),
    ("time_step_rank", time_step_rank("time_step_rank")),
    ("conv_kernel", key("conv_kernel")),
    ("conv_bias", key("use_conv_bias")),
    ("mixer_bias", key("use_bias")),
)


MAMBA2_KEYS = (
    ("state_heads", key("mamba_n_heads")),
    ("state_head_dim", key("mamba_d_head")),
    ("state_size", key("mamba_d_state")),
    ("state_groups", key("mamba_n_groups")),
    ("conv_kernel", key("mamba_d_conv")),
    ("conv_bias", key("mamba_conv_bias")),
    ("mixer_bias", key("mamba_proj_bias")),
)


JAMBA_MAMBA = (
    ("inner_size", c.scaled("mamba_expand", "hidden_size", 2)),
    ("state_size", key("mamba_d_state")),
    ("time_step_rank", time_step_rank("mamba_dt_rank")),
    ("conv_kernel", key("mamba_d_conv")),
    ("conv_bias", key("mamba_conv_bias")),
    ("mixer_bias", key("mamba_proj_bias")),
)


def _pattern(name: str, kinds: dict[str, str]) -> object:
    def laid_out(config: Config) -> tuple[str, ...]:
        pattern = config.key(name)
        if not isinstance(pattern, str) or [mark for mark in pattern if mark not in "M*-E"]:
            raise InputError('The key "' + name + '" must be a text of M, *, - and E.', name)
        if len(pattern) > 10_000 or config.values.get("num_hidden_layers", len(pattern)) != len(pattern):
            raise InputError('The key "' + name + '" must name every layer.', name)
        return tuple([kinds.get(mark, "none") for mark in pattern])

    return laid_out


def _nemotron_experts(name: str) -> object:
    return lambda config: config.whole(name) if "moe" in config.kinds("feed_forwards") else 0


def _no_latent_experts(config: Config) -> int:
    if config.values.get("moe_latent_size"):
        raise InputError('The key "moe_latent_size" is not modelled.', "moe_latent_size")
    return m._correction_biases(config)


def _falcon_h1_width(config: Config) -> int:
    heads, width = config.whole("mamba_n_heads"), config.whole("mamba_d_head")
    if heads * width != config.whole("mamba_d_ssm"):
        raise InputError("mamba_d_ssm must be mamba_n_heads × mamba_d_head.", "mamba_d_ssm")
    return width


def _granite_feed_forwards(config: Config) -> tuple[str, ...]:
    return ("moe" if config.size("experts") else "dense",) * layer_count(config)


def _granite_shared(kind: str) -> object:
    return lambda config: config.whole("shared_intermediate_size") if kind in config.kinds("feed_forwards") else 0


def _zamba_uses(config: Config) -> int:
    period, offset = config.whole("attn_layer_period"), config.whole("attn_layer_offset")
    if period == 0:
        raise InputError('The key "attn_layer_period" must be at least 1.', "attn_layer_period")
    # The third layer uses the block too, and the pattern is counted from the fourth.
    return 1 + len([i for i in range(layer_count(config) - 3) if i % period == offset])


def _zamba_shared_block(config: Config) -> object:
    """One block of attention and MLP on hidden states beside embeddings, stored once, and a projection per use."""
    hidden, inputs = config.size("hidden_size"), config.whole("attention_hidden_size")
    width = config.whole("num_attention_heads") * config.whole("attention_head_dim")
    parts = []
    for name in ("q_proj", "k_proj", "v_proj"):
        parts += linear("attention", name, inputs, width)
    parts += linear("attention", "o_proj", width, hidden) + mlp(hidden, config.whole("intermediate_size"), True, False)
    parts += norm("input_norm", inputs) + norm("pre_ff_norm", hidden)
    return tuple(parts + repeat(linear("projections", "linear", hidden, hidden), _zamba_uses(config)))


def _zamba_cache(config: Config) -> object:
    heads, width = config.whole("num_key_value_heads"), config.whole("attention_head_dim")
    return (CacheLayer("full", _zamba_uses(config), heads, width, width, 0, 0),)


FAMILIES = {
    "mamba": family("Mamba", MAMBA, c.TIED_BY_DEFAULT),
    "falcon_mamba": family("FalconMamba", MAMBA, c.TIE_REQUIRED),
    "mamba2": family(
        "Mamba2",
        c.TABLE,
        c.SEPARATE_BY_DEFAULT,
        (
            ("mixers", uniform("mamba2")),
            ("feed_forwards", uniform("none")),
            ("norms_per_layer", 1),
            ("state_heads", key("num_heads")),
            ("state_head_dim", key("head_dim")),
            ("state_size", key("state_size")),
            ("state_groups", key("n_groups")),
            ("conv_kernel", key("conv_kernel")),
            ("conv_bias", key("use_conv_bias")),
            ("mixer_bias", key("use_bias")),
        ),
    ),
    "jamba": family(
        "Jamba",
        c.DECODER,
        c.WIDTH_PER_HEAD,
        JAMBA_MAMBA,
        m.EXPERTS,
        (
            ("mixers", every(key("attn_layer_period"), "full", "mamba", key("attn_layer_offset"))),
            ("feed_forwards", every(key("expert_layer_period"), "moe", "dense", key("expert_layer_offset"))),
            ("experts_per_token", key("num_experts_per_tok")),
            ("expert_intermediate_size", key("intermediate_size")),
            ("inner_norms", True),
        ),
    ),
    "falcon_h1": family(
        "FalconH1",
        c.DECODER,
        c.HEAD_DIM,
        MAMBA2_KEYS,
        (
            ("mixers", uniform("full+mamba2")),
            ("state_head_dim", _falcon_h1_width),
            ("gated_norm", key("mamba_rms_norm")),
            ("qkv_bias", key("attention_bias")),
            ("output_bias", key("attention_bias")),
            ("mlp_bias", key("mlp_bias")),
        ),
    ),
    "nemotron_h": family(
        "NemotronH",
        (
            ("vocab_size", key("vocab_size")),
            ("hidden_size", key("hidden_size")),
            ("layers", lambda config: len(config.kinds("mixers"))),
            ("mixers", _pattern("hybrid_override_pattern", {"M": "mamba2", "*": "full"})),
            ("feed_forwards", _pattern("hybrid_override_pattern", {"-": "dense", "E": "moe"})),
            ("norms_per_layer", 1),
            ("gated_mlp", False),
            ("intermediate_size", key("intermediate_size")),
            ("query_heads", key("num_attention_heads")),
            ("head_dim", key("head_dim")),
            ("qkv_bias", key("attention_bias")),
            ("output_bias", key("attention_bias")),
            ("mlp_bias", key("mlp_bias")),
            ("state_heads", key("mamba_num_heads")),
            ("state_head_dim", key("mamba_head_dim")),
            ("state_size", key("ssm_state_size")),
            ("state_groups", key("n_groups")),
            ("conv_kernel", key("conv_kernel")),
            ("conv_bias", key("use_conv_bias")),
            ("mixer_bias", key("mamba_proj_bias")),
            ("experts", _nemotron_experts("n_routed_experts")),
            ("experts_per_token", _nemotron_experts("num_experts_per_tok")),
            ("expert_intermediate_size", _nemotron_experts("moe_intermediate_size")),
            ("shared_expert_intermediate_size", _nemotron_experts("moe_shared_expert_intermediate_size")),
            ("buffer_elements", _no_latent_experts),
        ),
        c.GROUPED,
        c.SEPARATE_BY_DEFAULT,
    ),
    "zamba": family(
        "Zamba",
        c.TABLE,
        JAMBA_MAMBA,
        c.TIED_BY_DEFAULT,
        (
            ("mixers", uniform("mamba")),
            ("feed_forwards", uniform("none")),
            ("norms_per_layer", 1),
            ("extras", _zamba_shared_block),
            ("extra_cache", _zamba_cache),
        ),
        notes=("One block of attention and MLP is stored once and used by several layers.",),
    ),
    "granitemoehybrid": family(
        "GraniteMoeHybrid",
        c.DECODER,
        c.TIE_REQUIRED,
        c.WIDTH_PER_HEAD,
        MAMBA2_KEYS,
        m.LOCAL_EXPERTS,
        c.ATTENTION_BIAS,
        (
            ("mixers", named_layers("layer_types", c.LAYER_TYPES)),
            ("feed_forwards", _granite_feed_forwards),
            ("experts_per_token", key("num_experts_per_tok")),
            ("expert_intermediate_size", key("intermediate_size")),
            ("intermediate_size", _granite_shared("dense")),
            ("shared_expert_intermediate_size", _granite_shared("moe")),
        ),
    ),
}
