"""Mixture-of-experts decoders. Class defaults are those of Hugging Face transformers 5.23."""

from calculators.blocks import linear
from calculators.config import Config, every, key, layer_count, named_layers, uniform
from calculators.errors import InputError
from calculators.families import common as c
from calculators.families.common import family
from calculators.tensors import repeat, routed, tensor

MOE = (("experts_per_token", key("num_experts_per_tok")), ("feed_forwards", uniform("moe")))
LLAMA_MOE = c.DECODER + c.HEAD_DIM_OR_WIDTH + MOE
EXPERT_WIDTH = (("expert_intermediate_size", key("intermediate_size")), ("intermediate_size", 0))
MOE_WIDTH = (("expert_intermediate_size", key("moe_intermediate_size")),)
LOCAL_EXPERTS = (("experts", key("num_local_experts")),)
EXPERTS = (("experts", key("num_experts")),)
ROUTED_EXPERTS = (("experts", key("n_routed_experts")),)


def _first_dense(config: Config) -> tuple[str, ...]:
    layers, dense = config.size("layers"), config.whole("first_k_dense_replace")
    return tuple(["dense" if i < dense else "moe" for i in range(layers)])


def _deepseek_v2_layers(config: Config) -> tuple[str, ...]:
    if config.whole("moe_layer_freq", 1) != 1:
        raise InputError('Only "moe_layer_freq" 1 is modelled.', "moe_layer_freq")
    return _first_dense(config)


def _qwen_sparse_layers(config: Config) -> tuple[str, ...]:
    dense = config.layer_numbers("mlp_only_layers", [])
    step = config.whole("decoder_sparse_step")
    if step == 0:
        raise InputError('The key "decoder_sparse_step" must be at least 1.', "decoder_sparse_step")
    sparse = [(i + 1) % step == 0 and i not in dense for i in range(layer_count(config))]
    return tuple(["moe" if found else "dense" for found in sparse])


def _qwen_dense_width(config: Config) -> int:
    return config.whole("intermediate_size") if "dense" in config.kinds("feed_forwards") else 0


def _shared_width(config: Config) -> int:
    return config.whole("n_shared_experts") * config.whole("moe_intermediate_size")


def _correction_biases(config: Config) -> int:
    return len([kind for kind in config.kinds("feed_forwards") if kind == "moe"]) * config.size("experts")


def _correction_biases_if(name: str) -> object:
    return lambda config: _correction_biases(config) if config.flag(name) else 0


def _llama4_attention(config: Config) -> tuple[str, ...]:
    return tuple(["full" if (i + 1) % 4 == 0 else "chunked" for i in range(layer_count(config))])


def _llama4_dense_width(config: Config) -> int:
    return config.whole("intermediate_size_mlp") if "dense" in config.kinds("feed_forwards") else 0


def _jetmoe_experts(config: Config) -> object:
    """Query and output projections are experts too, with their own router and a bias after the sum.

    The router and the bias carry "experts" in their names and are counted with them.
    """
    hidden, width, count = (
        config.size("hidden_size"),
        config.size("kv_heads") * config.size("head_dim"),
        config.size("experts"),
    )
    one = linear("experts", "q_expert", hidden, width) + linear("experts", "o_expert", width, hidden)
    around = linear("experts", "attention_router", hidden, count) + [tensor("experts", "attention_bias", (hidden,))]
    return tuple(routed(repeat(one, count) + around)) + (tensor("mlp", "experts_bias", (hidden,)),)


GLM_MOE = (
    ROUTED_EXPERTS
    + MOE_WIDTH
    + (
        ("feed_forwards", _first_dense),
        ("shared_expert_intermediate_size", _shared_width),
    )
)
QWEN_MOE = (
    LLAMA_MOE
    + EXPERTS
    + MOE_WIDTH
    + (
        ("feed_forwards", _qwen_sparse_layers),
        ("intermediate_size", _qwen_dense_width),
    )
)
DEEPSEEK = c.SIZES + c.LATENT + c.SEPARATE_BY_DEFAULT + GLM_MOE + (("experts_per_token", key("num_experts_per_tok")),)
LLAMA4 = (
    LLAMA_MOE
    + LOCAL_EXPERTS
    + c.HEAD_DIM
    + c.ATTENTION_BIAS
    + (
        ("intermediate_size", _llama4_dense_width),
        ("expert_intermediate_size", key("intermediate_size")),
        ("shared_expert_intermediate_size", key("intermediate_size")),
        ("feed_forwards", every(key("interleave_moe_layer_step"), "moe", "dense")),
        ("sliding_window", c.window("attention_chunk_size")),
        ("mixers", named_layers("layer_types", c.LAYER_TYPES, _llama4_attention)),
    )
)

FAMILIES = {
    "mixtral": family("Mixtral", LLAMA_MOE, LOCAL_EXPERTS, EXPERT_WIDTH, c.WINDOW_OR_NONE),
    "qwen2_moe": family(
        "Qwen2Moe",
        QWEN_MOE,
        (
            ("qkv_bias", key("qkv_bias", True)),
            ("shared_expert_intermediate_size", key("shared_expert_intermediate_size")),
            ("shared_expert_gate", True),
        ),
    ),
    "qwen3_moe": family("Qwen3Moe", QWEN_MOE, c.HEAD_DIM, c.ATTENTION_BIAS, c.QK_NORM),
    "olmoe": family("Olmoe", LLAMA_MOE, EXPERTS, EXPERT_WIDTH, c.ATTENTION_BIAS, c.FULL_QK_NORM),
    "granitemoe": family("GraniteMoe", LLAMA_MOE, LOCAL_EXPERTS, EXPERT_WIDTH, c.ATTENTION_BIAS),
    "minimax_m2": family(
        "MiniMaxM2",
        LLAMA_MOE,
        LOCAL_EXPERTS,
        EXPERT_WIDTH,
        c.HEAD_DIM,
        c.TIE_REQUIRED,
        c.FULL_QK_NORM,
        (("buffer_elements", _correction_biases),),
    ),
    "gpt_oss": family(
        "GptOss",
        LLAMA_MOE,
        LOCAL_EXPERTS,
        EXPERT_WIDTH,
        c.HEAD_DIM,
        c.ATTENTION_BIAS,
        (
            ("qkv_bias", key("attention_bias")),
            ("output_bias", key("attention_bias")),
            ("sinks", True),
            ("router_bias", True),
            ("expert_bias", True),
            ("sliding_window", c.window()),
            ("mixers", named_layers("layer_types", c.LAYER_TYPES)),
        ),
    ),
    "llama4_text": family("Llama4", LLAMA4),
    "glm4_moe": family(
        "Glm4Moe",
        LLAMA_MOE,
        GLM_MOE,
        c.HEAD_DIM,
        c.QKV_BIAS,
        (
            ("qk_norm", lambda config: "head" if config.flag("use_qk_norm") else "none"),
            ("buffer_elements", _correction_biases),
        ),
    ),
    "deepseek_v2": family("DeepseekV2", DEEPSEEK, (("feed_forwards", _deepseek_v2_layers),)),
    "deepseek_v3": family("DeepseekV3", DEEPSEEK, (("buffer_elements", _correction_biases),)),
    "jetmoe": family(
        "JetMoe",
        (
            ("vocab_size", key("vocab_size")),
            ("hidden_size", key("hidden_size")),
            ("layers", key("num_hidden_layers")),
            ("kv_heads", key("num_key_value_heads")),
            ("head_dim", key("kv_channels")),
            ("experts", key("num_local_experts")),
            ("expert_intermediate_size", key("intermediate_size")),
            ("mixers", uniform("key-value")),
            ("layer_extras", _jetmoe_experts),
        ),
        MOE,
        c.TIE_REQUIRED,
        notes=("The attention router and output bias are counted with the routed experts, as their names have it.",),
    ),
}
