"""Vision encoders, and models that join a vision tower with text."""

from calculators.blocks import linear, norm
from calculators.config import Config, key
from calculators.errors import InputError
from calculators.families import common as c
from calculators.families import dense, hybrids, mixtures
from calculators.families.common import Family
from calculators.tensors import Tensor, tensor

TOWER = (
    c.DENSE
    + c.MULTI_HEAD
    + c.WIDTH_PER_HEAD
    + c.LAYER_NORM
    + c.ALL_BIASED
    + (
        ("hidden_size", key("hidden_size")),
        ("layers", key("num_hidden_layers")),
        ("query_heads", key("num_attention_heads")),
        ("intermediate_size", key("intermediate_size")),
        ("cached", False),
    )
)


def patches(config: Config, bias: bool) -> list[Tensor]:
    """The convolution that turns each patch of pixels into a vector."""
    size, hidden = config.whole("patch_size"), config.size("hidden_size")
    parts = [tensor("patch_embedding", "patch_embedding.weight", (hidden, config.whole("num_channels"), size, size))]
    return parts + ([tensor("patch_embedding", "patch_embedding.bias", (hidden,))] if bias else [])


def positions(special: int) -> object:
    """One position per patch, and per special token."""

    def count(config: Config) -> int:
        size = config.whole("patch_size")
        if size == 0:
            raise InputError('The key "patch_size" must be at least 1.', "patch_size")
        return (config.whole("image_size") // size) ** 2 + special

    return count


def _special(config: Config, count: int) -> Tensor:
    return tensor("special_tokens", "special_tokens", (count, config.size("hidden_size")))


def _vit(config: Config) -> object:
    head = linear("head", "classifier", config.size("hidden_size"), config.whole("num_labels"), True)
    return tuple(patches(config, True) + [_special(config, 1)] + head)


def _dinov2_width(config: Config) -> int:
    width = int(config.size("hidden_size")) * config.whole("mlp_ratio")
    # SwiGLU keeps two thirds of the width, rounded up to a multiple of 8.
    return (2 * width // 3 + 7) // 8 * 8 if config.flag("use_swiglu_ffn") else width


def _dinov2_layer(config: Config) -> object:
    return tuple([tensor("layer_scale", name, (config.size("hidden_size"),)) for name in ("lambda1", "lambda2")])


def _projection(part: str) -> object:
    """CLIP's projection of a tower into the shared space; the text side also holds the logit scale."""

    def tensors(config: Config) -> object:
        size = config.whole_config.get("projection_dim")
        if isinstance(size, bool) or not isinstance(size, int) or size < 1:
            raise InputError('The key "projection_dim" is missing.', "projection_dim")
        parts = linear("head", part + "_projection", config.size("hidden_size"), size)
        if part == "text":
            return tuple(parts + [tensor("head", "logit_scale", (1,))])
        pre_norm = norm("pre_layernorm", config.size("hidden_size"), "layernorm")
        return tuple(parts + pre_norm + patches(config, False) + [_special(config, 1)])

    return tensors


def _siglip_text(config: Config) -> object:
    hidden = config.size("hidden_size")
    scales = [tensor("head", name, (1,)) for name in ("logit_scale", "logit_bias")]
    return tuple(linear("head", "text_head", hidden, hidden, True) + scales)


def _siglip_vision(config: Config) -> object:
    """Patches, and the pooling head: a probe that attends to all patches, a norm and an MLP."""
    hidden, width = config.size("hidden_size"), config.size("intermediate_size")
    parts = patches(config, True) + [tensor("head", "probe", (1, 1, hidden))]
    parts += linear("head", "attention.in_proj", hidden, 3 * hidden, True)
    parts += linear("head", "attention.out_proj", hidden, hidden, True) + norm("head_norm", hidden, "layernorm", "head")
    return tuple(parts + linear("head", "fc1", hidden, width, True) + linear("head", "fc2", width, hidden, True))


def text_size(config: Config, name: str) -> int:
    """A whole number of the text part beside a vision tower."""
    text = config.whole_config.get("text_config")
    value = text.get(name) if isinstance(text, dict) else None
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InputError('The key "text_config.' + name + '" must be a whole number above 0.', name)
    return value


def _gemma3_vision(config: Config) -> object:
    if config.flag("vision_use_head"):
        raise InputError('The key "vision_use_head" must be false.', "vision_use_head")
    hidden = config.size("hidden_size")
    parts = patches(config, True) + norm("mm_soft_emb_norm", hidden, "rmsnorm", "head")
    return tuple(parts + linear("head", "mm_input_projection", hidden, text_size(config, "hidden_size")))


def _qwen3_5_patches(config: Config) -> object:
    """Patches over two frames, and the merger that joins neighbors and projects them into the text."""
    hidden, size, depth = config.size("hidden_size"), config.whole("patch_size"), config.whole("temporal_patch_size")
    shape = (hidden, config.whole("in_channels"), depth, size, size)
    parts = [tensor("patch_embedding", "proj.weight", shape), tensor("patch_embedding", "proj.bias", (hidden,))]
    merged = hidden * config.whole("spatial_merge_size") ** 2
    parts += norm("merger.norm", hidden, "layernorm", "head") + linear("head", "merger.fc1", merged, merged, True)
    return tuple(parts + linear("head", "merger.fc2", merged, config.whole("out_hidden_size"), True))


def _llama4_patches(config: Config) -> object:
    """Patches, norms around the layers, the adapter after them, and the projection into the text."""
    hidden, inner, outer = (
        config.size("hidden_size"),
        config.whole("projector_input_dim"),
        config.whole("projector_output_dim"),
    )
    size = config.whole("patch_size")
    weight = tensor("patch_embedding", "patch_embedding.weight", (hidden, config.whole("num_channels") * size * size))
    parts = [weight, _special(config, 1)] + norm("layernorm_pre", hidden, "layernorm")
    parts += linear("mlp", "vision_adapter.fc1", config.size("intermediate_size"), inner)
    parts += linear("mlp", "vision_adapter.fc2", inner, outer)
    projection = linear(
        "head", "multi_modal_projector", config.whole("vision_output_dim"), text_size(config, "hidden_size")
    )
    return tuple(parts + projection)


def _joined(name: str, text: "tuple[tuple[str, object], ...]", vision: "tuple[tuple[str, object], ...]") -> Family:
    notes = ("Text and vision together.",)
    return Family((name + "ForConditionalGeneration",), (("text_config", text), ("vision_config", vision)), notes)


TEXT_TOWER = TOWER + (("vocab_size", key("vocab_size")), ("learned_positions", key("max_position_embeddings")))
QWEN3_5_TOWER = TOWER + (
    ("layers", key("depth")),
    ("query_heads", key("num_heads")),
    ("learned_positions", key("num_position_embeddings")),
    ("final_norm", False),
    ("extras", _qwen3_5_patches),
)

FAMILIES = {
    "vit": Family(
        ("ViTForImageClassification",),
        (("", TOWER + (("learned_positions", positions(1)), ("qkv_bias", key("qkv_bias", True)), ("extras", _vit))),),
        (),
    ),
    "dinov2": Family(
        ("Dinov2Model",),
        (
            (
                "",
                TOWER
                + (
                    ("learned_positions", positions(1)),
                    ("qkv_bias", key("qkv_bias", True)),
                    ("intermediate_size", _dinov2_width),
                    ("gated_mlp", key("use_swiglu_ffn")),
                    ("layer_extras", _dinov2_layer),
                    ("extras", lambda config: tuple(patches(config, True) + [_special(config, 2)])),
                ),
            ),
        ),
        (),
    ),
    "clip": Family(
        ("CLIPModel",),
        (
            ("text_config", TEXT_TOWER + (("extras", _projection("text")),)),
            ("vision_config", TOWER + (("learned_positions", positions(1)), ("extras", _projection("visual")))),
        ),
        (),
    ),
    "siglip": Family(
        ("SiglipModel",),
        (
            ("text_config", TEXT_TOWER + (("extras", _siglip_text),)),
            ("vision_config", TOWER + (("learned_positions", positions(0)), ("extras", _siglip_vision))),
        ),
        (),
    ),
    "gemma3": _joined(
        "Gemma3", dense.GEMMA3, TOWER + (("learned_positions", positions(0)), ("extras", _gemma3_vision))
    ),
    "llama4": _joined(
        "Llama4",
        mixtures.LLAMA4,
        TOWER + (("learned_positions", positions(1)), ("extras", _llama4_patches)),
    ),
    "qwen3_5": _joined("Qwen3_5", hybrids.QWEN3_5 + c.SEPARATE_BY_DEFAULT, QWEN3_5_TOWER),
    "qwen3_5_moe": _joined("Qwen3_5Moe", hybrids.QWEN3_5_MOE + c.SEPARATE_BY_DEFAULT, QWEN3_5_TOWER),
}
