"""Dense decoders of the years before Llama, and those that kept their layout."""

from calculators.config import Config, checked_whole, key, layer_count, same, times
from calculators.errors import InputError
from calculators.families import common as c
from calculators.families.common import Family, family
from calculators.tensors import tensor

GPT2 = (
    ("vocab_size", key("vocab_size")),
    ("hidden_size", key("n_embd")),
    ("layers", key("n_layer")),
    ("query_heads", key("n_head")),
    ("intermediate_size", key("n_inner", times("hidden_size", 4))),
)


OLD_DECODER = c.DENSE + c.WIDTH_PER_HEAD + c.MULTI_HEAD + c.LAYER_NORM + c.ALL_BIASED


def _gpt_neo_layers(config: Config) -> tuple[str, ...]:
    kinds = {"global": "full", "local": "sliding"}
    laid_out: list[str] = []
    groups = config.key("attention_types")
    for group in groups if isinstance(groups, list) else [groups]:
        if not isinstance(group, list) or len(group) != 2 or not isinstance(group[0], list):
            raise InputError('The key "attention_types" must list groups of kinds and repeats.', "attention_types")
        if [word for word in group[0] if word not in ("global", "local")]:
            raise InputError('The key "attention_types" may name "global" and "local" only.', "attention_types")
        repeats = checked_whole("attention_types", group[1])
        laid_out += [kinds[word] for word in group[0]] * min(repeats, layer_count(config))
    if len(laid_out) != layer_count(config):
        raise InputError('The key "attention_types" must cover every layer.', "attention_types")
    return tuple(laid_out)


def _opt_extras(config: Config) -> object:
    hidden, width = config.size("hidden_size"), config.size("embedding_size")
    if hidden == width:
        return ()
    return (
        tensor("projections", "project_in.weight", (hidden, width)),
        tensor("projections", "project_out.weight", (width, hidden)),
    )


def _opt_bias(config: Config) -> bool:
    return config.flag("enable_bias", True)


def _falcon_kv_heads(config: Config) -> object:
    if config.flag("new_decoder_architecture"):
        return config.key("num_kv_heads", config.size("query_heads"))
    return 1 if config.flag("multi_query") else config.size("query_heads")


def _falcon_norms(config: Config) -> int:
    if config.flag("new_decoder_architecture"):
        return config.whole("num_ln_in_parallel_attn", 2)
    return 1 if config.flag("parallel_attn") else 2


FAMILIES = {
    "gpt2": Family(
        ("GPT2LMHeadModel", "GPT2Model"),
        (("", GPT2 + OLD_DECODER + c.TIED_BY_DEFAULT + (("learned_positions", key("n_positions")),)),),
        (),
    ),
    "gpt_neo": family(
        "GPTNeo",
        OLD_DECODER,
        c.TIED_BY_DEFAULT,
        (
            ("vocab_size", key("vocab_size")),
            ("hidden_size", key("hidden_size")),
            ("layers", key("num_layers")),
            ("query_heads", key("num_heads")),
            ("intermediate_size", key("intermediate_size", times("hidden_size", 4))),
            ("learned_positions", key("max_position_embeddings")),
            ("sliding_window", key("window_size")),
            ("mixers", _gpt_neo_layers),
            ("qkv_bias", False),
        ),
    ),
    "gpt_neox": family(
        "GPTNeoX",
        c.SIZES,
        OLD_DECODER,
        c.SEPARATE_BY_DEFAULT,
        (("qkv_bias", key("attention_bias", True)), ("output_bias", key("attention_bias", True))),
    ),
    "gptj": family(
        "GPTJ",
        GPT2,
        OLD_DECODER,
        c.SEPARATE_BY_DEFAULT,
        c.ONE_NORM,
        (("qkv_bias", False), ("output_bias", False), ("head_bias", True)),
    ),
    "opt": family(
        "OPT",
        c.SIZES,
        OLD_DECODER,
        c.TIED_BY_DEFAULT,
        (
            ("intermediate_size", key("ffn_dim")),
            ("embedding_size", key("word_embed_proj_dim", same("hidden_size"))),
            ("learned_positions", lambda config: config.whole("max_position_embeddings") + 2),
            ("final_norm", key("do_layer_norm_before", True)),
            ("qkv_bias", _opt_bias),
            ("output_bias", _opt_bias),
            ("mlp_bias", _opt_bias),
            (
                "norm",
                lambda config: "layernorm" if config.flag("layer_norm_elementwise_affine", True) else "no-weights",
            ),
            ("extras", _opt_extras),
        ),
    ),
    "bloom": family(
        "Bloom",
        OLD_DECODER,
        c.TIED_BY_DEFAULT,
        (
            ("vocab_size", key("vocab_size")),
            ("hidden_size", key("hidden_size")),
            ("layers", key("n_layer")),
            ("query_heads", key("n_head")),
            ("intermediate_size", times("hidden_size", 4)),
            ("embedding_norm", True),
        ),
    ),
    "falcon": family(
        "Falcon",
        c.SIZES,
        OLD_DECODER,
        c.TIED_BY_DEFAULT,
        (
            ("kv_heads", _falcon_kv_heads),
            ("intermediate_size", key("ffn_hidden_size", times("hidden_size", 4))),
            ("norms_per_layer", _falcon_norms),
            ("qkv_bias", key("bias")),
            ("output_bias", key("bias")),
            ("mlp_bias", key("bias")),
        ),
    ),
    "mpt": family(
        "Mpt",
        OLD_DECODER,
        c.TIED_BY_DEFAULT,
        c.WEIGHT_ONLY_NORM,
        (
            ("vocab_size", key("vocab_size")),
            ("hidden_size", key("d_model")),
            ("layers", key("n_layers")),
            ("query_heads", key("n_heads")),
            ("intermediate_size", c.scaled("expansion_ratio", "hidden_size", 4)),
            ("qkv_bias", False),
            ("output_bias", False),
            ("mlp_bias", False),
        ),
    ),
    "phi": family(
        "Phi",
        c.SIZES,
        OLD_DECODER,
        c.SEPARATE_BY_DEFAULT,
        c.GROUPED_OR_MULTI_HEAD,
        c.ONE_NORM,
        (("head_bias", True), ("qk_norm", c.qk_norm_if("qk_layernorm", "head")), ("qk_norm_kind", "layernorm")),
    ),
    "gpt_bigcode": family(
        "GPTBigCode",
        GPT2,
        OLD_DECODER,
        c.TIED_BY_DEFAULT,
        (
            ("kv_heads", lambda config: 1 if config.flag("multi_query", True) else config.size("query_heads")),
            ("learned_positions", key("n_positions")),
        ),
    ),
}
