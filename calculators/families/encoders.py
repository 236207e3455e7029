"""Encoders, and encoders with decoders."""

from calculators.blocks import linear, norm
from calculators.config import Config, key, layer_count
from calculators.errors import InputError
from calculators.families import common as c
from calculators.families.common import Family
from calculators.tensors import Tensor, repeat, tensor

ENCODER = c.SIZES + c.DENSE + c.MULTI_HEAD + c.WIDTH_PER_HEAD + (("cached", False),)


BERT = (
    ENCODER
    + c.LAYER_NORM
    + c.ALL_BIASED
    + (
        ("embedding_norm", True),
        ("final_norm", False),
        ("learned_positions", key("max_position_embeddings")),
        ("token_types", key("type_vocab_size")),
    )
)


def masked_head(config: Config) -> str:
    """The tied output matrix of a class for masked words; a bare encoder has none."""
    if not config.counted.endswith("ForMaskedLM"):
        return "none"
    return "tied" if config.flag("tie_word_embeddings", True) else "separate"


def _bert_top(config: Config) -> tuple[Tensor, ...]:
    """A pooler on the bare model; a dense layer, a norm and the output bias before masked words."""
    hidden = config.size("hidden_size")
    if not config.counted.endswith("ForMaskedLM"):
        return tuple(linear("head", "pooler", hidden, hidden, True))
    parts = linear("head", "transform", hidden, hidden, True) + norm("transform_norm", hidden, "layernorm", "head")
    return tuple(parts + [tensor("head", "decoder.bias", (config.size("vocab_size"),))])


def _distilbert_top(config: Config) -> tuple[Tensor, ...]:
    return _bert_top(config) if config.counted.endswith("ForMaskedLM") else ()


def _deberta_layers(config: Config) -> object:
    unmodelled = ("conv_kernel_size", "embedding_size")
    for name in unmodelled:
        if config.values.get(name) not in (None, 0, config.values.get("hidden_size")):
            raise InputError('DeBERTa with the key "' + name + '" is not modelled.', name)
    if not config.flag("relative_attention") or not config.flag("share_att_key"):
        raise InputError("Only DeBERTa with relative attention and shared attention keys is modelled.", "share_att_key")
    return ("full",) * layer_count(config)


def _deberta_relative(config: Config) -> tuple[Tensor, ...]:
    hidden = config.size("hidden_size")
    parts = [tensor("position_embeddings", "rel_embeddings.weight", (2 * config.whole("position_buckets"), hidden))]
    if config.key("norm_rel_ebd") == "layer_norm":
        parts += norm("rel_norm", hidden, "layernorm")
    return tuple(parts)


def _deberta_positions(config: Config) -> int:
    return config.whole("max_position_embeddings") if config.flag("position_biased_input") else 0


def _modernbert_top(config: Config) -> tuple[Tensor, ...]:
    """The norm before attention, which the first layer lacks, and the prediction head."""
    hidden, kind = config.size("hidden_size"), str(config.role("norm"))
    parts = repeat(norm("attn_norm", hidden, kind), config.size("layers") - 1)
    if config.counted.endswith("ForMaskedLM"):
        parts += linear("head", "head.dense", hidden, hidden, config.flag("classifier_bias", False))
        parts += norm("head.norm", hidden, kind, "head")
    return tuple(parts)


def _projection(config: Config) -> tuple[Tensor, ...]:
    """The matrix between narrow embeddings and the hidden size."""
    sizes = (config.size("embedding_size"), config.size("hidden_size"))
    return tuple(linear("projections", "embeddings_project", sizes[0], sizes[1], True))


def _electra_top(config: Config) -> tuple[Tensor, ...]:
    return _projection(config) if config.size("embedding_size") != config.size("hidden_size") else ()


def _albert_top(config: Config) -> tuple[Tensor, ...]:
    hidden = config.size("hidden_size")
    return _projection(config) + tuple(linear("head", "pooler", hidden, hidden, True))


def _encoder(name: str, sources: "tuple[tuple[str, object], ...]", masked: bool) -> Family:
    classes = (name + "Model", name + "ForMaskedLM") if masked else (name + "Model",)
    return Family(classes, (("", sources),), ())


BERT_TOP = BERT + (("head", masked_head), ("extras", _bert_top))


ELECTRA = BERT + (("embedding_size", key("embedding_size")),)


FAMILIES = {
    "bert": _encoder("Bert", BERT_TOP, True),
    "roberta": _encoder("Roberta", BERT_TOP, True),
    "xlm-roberta": _encoder("XLMRoberta", BERT_TOP, True),
    "distilbert": _encoder(
        "DistilBert",
        BERT
        + (
            ("hidden_size", key("dim")),
            ("layers", key("n_layers")),
            ("query_heads", key("n_heads")),
            ("intermediate_size", key("hidden_dim")),
            ("token_types", 0),
            ("head", masked_head),
            ("extras", _distilbert_top),
        ),
        True,
    ),
    "deberta-v2": _encoder(
        "DebertaV2",
        BERT
        + (
            ("mixers", _deberta_layers),
            ("learned_positions", _deberta_positions),
            ("extras", _deberta_relative),
        ),
        False,
    ),
    "modernbert": _encoder(
        "ModernBert",
        ENCODER
        + (
            ("norm", lambda config: "layernorm" if config.flag("norm_bias", False) else "layernorm-no-bias"),
            ("norms_per_layer", 1),
            ("embedding_norm", True),
            ("qkv_bias", key("attention_bias", False)),
            ("output_bias", key("attention_bias", False)),
            ("mlp_bias", key("mlp_bias", False)),
            ("head", masked_head),
            ("head_bias", key("decoder_bias", True)),
            ("extras", _modernbert_top),
        ),
        True,
    ),
    "electra": _encoder("Electra", ELECTRA + (("extras", _electra_top),), False),
    "albert": Family(
        ("AlbertModel",),
        (
            (
                "",
                ELECTRA
                + (
                    ("layers", lambda config: config.whole("num_hidden_groups") * config.whole("inner_group_num")),
                    ("extras", _albert_top),
                ),
            ),
        ),
        ("The layers share their parameters: one group is stored and used by every layer.",),
    ),
}
