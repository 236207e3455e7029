"""Encoders with decoders."""

from calculators.config import Config, key
from calculators.errors import InputError
from calculators.families import common as c
from calculators.families.common import Family
from calculators.tensors import Tensor, tensor


def _gated_t5(config: Config) -> bool:
    name = config.key("feed_forward_proj")
    if name not in ("relu", "gated-gelu"):
        raise InputError('The key "feed_forward_proj" must be "relu" or "gated-gelu".', "feed_forward_proj")
    return name == "gated-gelu"


def _relative_bias(config: Config) -> tuple[Tensor, ...]:
    """The table of relative positions that the first layer of a T5 stack holds for all."""
    shape = (config.whole("relative_attention_num_buckets"), config.size("query_heads"))
    return (tensor("attention", "relative_attention_bias.weight", shape),)


T5 = (
    c.DENSE
    + c.MULTI_HEAD
    + (
        ("vocab_size", key("vocab_size")),
        ("hidden_size", key("d_model")),
        ("layers", key("num_layers")),
        ("intermediate_size", key("d_ff")),
        ("query_heads", key("num_heads")),
        ("head_dim", key("d_kv")),
        ("gated_mlp", _gated_t5),
        ("extras", _relative_bias),
    )
)


T5_DECODER = (
    T5
    + c.TIED_BY_DEFAULT
    + (
        ("layers", key("num_decoder_layers", key("num_layers"))),
        ("owns_table", False),
        ("cross_attention", True),
        ("norms_per_layer", 3),
    )
)


def _sequence(part: str) -> "tuple[tuple[str, object], ...]":
    """An encoder or decoder of BART's kind."""
    return (
        c.DENSE
        + c.MULTI_HEAD
        + c.WIDTH_PER_HEAD
        + c.LAYER_NORM
        + c.ALL_BIASED
        + (
            ("vocab_size", key("vocab_size")),
            ("hidden_size", key("d_model")),
            ("layers", key(part + "_layers")),
            ("query_heads", key(part + "_attention_heads")),
            ("intermediate_size", key(part + "_ffn_dim")),
        )
    )


BART = (
    ("learned_positions", lambda config: config.whole("max_position_embeddings") + 2),
    ("embedding_norm", True),
    ("final_norm", False),
)


DECODES = (("cross_attention", True), ("norms_per_layer", 3))


def _sound_frontend(config: Config) -> tuple[Tensor, ...]:
    """Two convolutions of width 3 over the spectrogram."""
    hidden = config.size("hidden_size")
    parts = []
    for name, channels in (("conv1", config.whole("num_mel_bins")), ("conv2", hidden)):
        parts.append(tensor("conv_frontend", name + ".weight", (hidden, channels, 3)))
        parts.append(tensor("conv_frontend", name + ".bias", (hidden,)))
    return tuple(parts)


FAMILIES = {
    "t5": Family(("T5ForConditionalGeneration",), (("", T5 + (("cached", False),)), ("", T5_DECODER)), ()),
    "mt5": Family(
        ("MT5ForConditionalGeneration",), (("", T5 + (("cached", False),)), ("", T5_DECODER + c.TIE_REQUIRED)), ()
    ),
    "bart": Family(
        ("BartForConditionalGeneration",),
        (
            ("", _sequence("encoder") + BART + (("cached", False),)),
            (
                "",
                _sequence("decoder")
                + BART
                + DECODES
                + c.TIED_BY_DEFAULT
                + (("owns_table", False), ("buffer_elements", key("vocab_size"))),
            ),
        ),
        (),
    ),
    "whisper": Family(
        ("WhisperForConditionalGeneration",),
        (
            (
                "",
                _sequence("encoder")
                + (
                    ("cached", False),
                    ("owns_table", False),
                    ("key_bias", False),
                    ("learned_positions", key("max_source_positions")),
                    ("extras", _sound_frontend),
                ),
            ),
            (
                "",
                _sequence("decoder")
                + DECODES
                + c.TIED_BY_DEFAULT
                + (("key_bias", False), ("learned_positions", key("max_target_positions"))),
            ),
        ),
        (),
    ),
}
