"""Dense decoders. Class defaults are those of Hugging Face transformers 5.23."""

from calculators.config import Config, every, key, layer_count
from calculators.families import common as c
from calculators.families.common import Family, family

LLAMA = c.DECODER + c.HEAD_DIM_OR_WIDTH


LLAMA_BIASES = c.ATTENTION_BIAS + (("mlp_bias", key("mlp_bias", False)),)


def _qwen_layers(config: Config) -> tuple[str, ...]:
    layers = layer_count(config)
    if not config.flag("use_sliding_window", False) or not config.size("sliding_window"):
        return ("full",) * layers
    first = config.whole("max_window_layers")
    return tuple(["sliding" if i >= first else "full" for i in range(layers)])


def _qwen_window(config: Config) -> int:
    used = config.flag("use_sliding_window", False)
    return config.whole("sliding_window", 0) if used else 0


def _stable_norms(config: Config) -> int:
    return 1 if config.flag("use_parallel_residual", False) else 2


QWEN2 = LLAMA + (("qkv_bias", True), ("sliding_window", _qwen_window), ("mixers", _qwen_layers))


QWEN3 = LLAMA + c.HEAD_DIM + c.ATTENTION_BIAS + c.QK_NORM + (("sliding_window", _qwen_window), ("mixers", _qwen_layers))


GEMMA = LLAMA + c.HEAD_DIM + c.TIED_BY_DEFAULT + c.ATTENTION_BIAS


GEMMA3 = GEMMA + c.FOUR_NORMS + c.QK_NORM + c.windows_by_pattern(6) + (("vocab_size", key("vocab_size", 262_208)),)


COHERE = LLAMA + c.ATTENTION_BIAS + c.WEIGHT_ONLY_NORM + c.ONE_NORM + c.TIED_BY_DEFAULT


FAMILIES = {
    "phi3": family("Phi3", LLAMA, c.GROUPED_OR_MULTI_HEAD, c.WINDOW_OR_NONE),
    "llama": family("Llama", LLAMA, c.GROUPED_OR_MULTI_HEAD, LLAMA_BIASES),
    "mistral": family("Mistral", LLAMA, c.WINDOW_EVERYWHERE),
    "qwen2": family("Qwen2", QWEN2),
    "qwen3": family("Qwen3", QWEN3),
    "gemma": family("Gemma", GEMMA),
    "gemma2": family(
        "Gemma2", GEMMA, c.FOUR_NORMS, c.windows_by_pattern(2), (("mixers", every(2, "full", "sliding")),)
    ),
    "gemma3_text": Family(("Gemma3ForCausalLM", "Gemma3TextModel"), (("", GEMMA3),), ()),
    "olmo": family("Olmo", LLAMA, c.GROUPED_OR_MULTI_HEAD, c.ATTENTION_BIAS, (("norm", "no-weights"),)),
    "olmo2": family("Olmo2", LLAMA, c.GROUPED_OR_MULTI_HEAD, c.ATTENTION_BIAS, c.FULL_QK_NORM),
    "stablelm": family(
        "StableLm",
        LLAMA,
        c.LAYER_NORM,
        (
            ("qkv_bias", key("use_qkv_bias", False)),
            ("norms_per_layer", _stable_norms),
            ("qk_norm", c.qk_norm_if("qk_layernorm", "full")),
        ),
    ),
    "glm": family("Glm", LLAMA, c.HEAD_DIM, c.QKV_BIAS),
    "glm4": family("Glm4", LLAMA, c.HEAD_DIM, c.QKV_BIAS, c.FOUR_NORMS),
    "granite": family("Granite", LLAMA, c.GROUPED_OR_MULTI_HEAD, LLAMA_BIASES),
    "cohere": family("Cohere", COHERE, c.GROUPED_OR_MULTI_HEAD, (("qk_norm", c.qk_norm_if("use_qk_norm", "full")),)),
    "cohere2": family("Cohere2", COHERE, c.windows_by_pattern(4)),
    "starcoder2": family(
        "Starcoder2",
        LLAMA,
        c.TIED_BY_DEFAULT,
        c.LAYER_NORM,
        c.PLAIN_MLP,
        c.WINDOW_OR_NONE,
        (
            ("qkv_bias", key("use_bias", True)),
            ("output_bias", key("use_bias", True)),
            ("mlp_bias", key("use_bias", True)),
        ),
    ),
    "ernie4_5": family(
        "Ernie4_5",
        LLAMA,
        c.TIE_REQUIRED,
        c.HEAD_DIM,
        (
            ("qkv_bias", key("use_bias", False)),
            ("output_bias", key("use_bias", False)),
            ("mlp_bias", key("use_bias", False)),
        ),
    ),
    "exaone4": family("Exaone4", LLAMA, c.HEAD_DIM, c.QK_NORM, c.windows_by_pattern()),
    "minicpm3": family(
        "MiniCPM3",
        c.SIZES,
        c.LATENT,
        c.TIED_BY_DEFAULT,
        (("feed_forwards", lambda config: ("dense",) * layer_count(config)),),
    ),
}
