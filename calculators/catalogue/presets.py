"""The models of the catalogue as the numbers a form asks for; `vectors.configs` holds what they must agree with."""

from collections import namedtuple

from calculators.errors import InputError, did_you_mean

# `numbers` holds every input of architecture by name; `extra` what those inputs cannot say, as pairs for `Stack`.
Preset = namedtuple("Preset", ("slug", "title", "numbers", "extra", "notes"))

SHAPE = (
    "vocab_size", "hidden_size", "layers", "query_heads", "kv_heads", "head_dim", "intermediate_size",
    "tied_embeddings",
)  # fmt: skip
PLAIN = (
    ("gated_mlp", True), ("qkv_bias", False), ("output_bias", False), ("mlp_bias", False), ("qk_norm", "none"),
    ("norm", "rmsnorm"), ("norms_per_layer", 2), ("learned_positions", 0), ("experts", 0), ("experts_per_token", 0),
    ("expert_intermediate_size", 0), ("shared_expert_intermediate_size", 0), ("shared_expert_gate", False),
    ("dense_layers", 0), ("sliding_layers", 0), ("sliding_window", 0),
)  # fmt: skip
NOTHING = ()
BIASED = (("qkv_bias", True),)
HEAD_NORMS = (("qk_norm", "head"),)


def _preset(
    slug: str,
    title: str,
    shape: tuple[object, ...],
    more: "tuple[tuple[str, object], ...]" = NOTHING,
    extra: "tuple[tuple[str, object], ...]" = NOTHING,
    notes: tuple[str, ...] = NOTHING,
) -> Preset:
    numbers = dict(PLAIN)
    numbers.update(zip(SHAPE, shape))
    numbers.update(more)
    return Preset(slug, title, numbers, extra, notes)


def _mixture(experts: int, per_token: int, width: int) -> "tuple[tuple[str, object], ...]":
    return ("experts", experts), ("experts_per_token", per_token), ("expert_intermediate_size", width)


def _windows(layers: int, window: int) -> "tuple[tuple[str, object], ...]":
    return ("sliding_layers", layers), ("sliding_window", window)


FOUR_NORMS = (("norms_per_layer", 4),)
GPT2 = (
    ("gated_mlp", False), ("qkv_bias", True), ("output_bias", True), ("mlp_bias", True), ("norm", "layernorm"),
    ("learned_positions", 1024),
)  # fmt: skip
GPT_OSS = (("qkv_bias", True), ("output_bias", True))
GPT_OSS_EXTRA = (("sinks", True), ("router_bias", True), ("expert_bias", True))
DEEPSEEK_V3 = (
    ("mixers", ("mla",) * 61), ("q_lora_rank", 1536), ("kv_lora_rank", 512), ("qk_nope_head_dim", 128),
    ("qk_rope_head_dim", 64), ("v_head_dim", 128), ("buffer_elements", 58 * 256),
)  # fmt: skip
QWEN3_NEXT = (
    ("mixers", ("delta",) * 36 + ("full",) * 12), ("key_heads", 16), ("key_dim", 128), ("state_heads", 32),
    ("state_head_dim", 128), ("conv_kernel", 4), ("output_gate", True),
)  # fmt: skip

PRESETS = (
    _preset("gpt2", "GPT-2", (50257, 768, 12, 12, 12, 64, 3072, True), GPT2),
    _preset("llama-2-7b", "Llama 2 7B", (32000, 4096, 32, 32, 32, 128, 11008, False)),
    _preset("llama-2-70b", "Llama 2 70B", (32000, 8192, 80, 64, 8, 128, 28672, False)),
    _preset("llama-3-8b", "Llama 3 8B", (128256, 4096, 32, 32, 8, 128, 14336, False)),
    _preset("llama-3.1-8b", "Llama 3.1 8B", (128256, 4096, 32, 32, 8, 128, 14336, False)),
    _preset("llama-3.1-70b", "Llama 3.1 70B", (128256, 8192, 80, 64, 8, 128, 28672, False)),
    _preset("llama-3.1-405b", "Llama 3.1 405B", (128256, 16384, 126, 128, 8, 128, 53248, False)),
    _preset("llama-3.2-1b", "Llama 3.2 1B", (128256, 2048, 16, 32, 8, 64, 8192, True)),
    _preset("llama-3.2-3b", "Llama 3.2 3B", (128256, 3072, 28, 24, 8, 128, 8192, True)),
    _preset("mistral-7b", "Mistral 7B v0.1", (32000, 4096, 32, 32, 8, 128, 14336, False), _windows(32, 4096)),
    _preset("mixtral-8x7b", "Mixtral 8x7B", (32000, 4096, 32, 32, 8, 128, 0, False), _mixture(8, 2, 14336)),
    _preset("qwen2.5-0.5b", "Qwen2.5 0.5B", (151936, 896, 24, 14, 2, 64, 4864, True), BIASED),
    _preset("qwen2.5-7b", "Qwen2.5 7B", (152064, 3584, 28, 28, 4, 128, 18944, False), BIASED),
    _preset("qwen3-0.6b", "Qwen3 0.6B", (151936, 1024, 28, 16, 8, 128, 3072, True), HEAD_NORMS),
    _preset("qwen3-8b", "Qwen3 8B", (151936, 4096, 36, 32, 8, 128, 12288, False), HEAD_NORMS),
    _preset(
        "qwen3-30b-a3b",
        "Qwen3 30B-A3B",
        (151936, 2048, 48, 32, 4, 128, 0, False),
        HEAD_NORMS + _mixture(128, 8, 768),
    ),
    _preset("gemma-2-2b", "Gemma 2 2B", (256000, 2304, 26, 8, 4, 256, 9216, True), FOUR_NORMS + _windows(13, 4096)),
    _preset("gemma-2-9b", "Gemma 2 9B", (256000, 3584, 42, 16, 8, 256, 14336, True), FOUR_NORMS + _windows(21, 4096)),
    _preset(
        "gemma-3-27b",
        "Gemma 3 27B (text)",
        (262208, 5376, 62, 32, 16, 128, 21504, True),
        FOUR_NORMS + HEAD_NORMS + _windows(52, 1024),
    ),
    _preset("phi-4", "Phi-4", (100352, 5120, 40, 40, 10, 128, 17920, False)),
    _preset("qwen2.5-72b", "Qwen2.5 72B", (152064, 8192, 80, 64, 8, 128, 29568, False), BIASED),
    _preset("qwen3-4b", "Qwen3 4B", (151936, 2560, 36, 32, 8, 128, 9728, True), HEAD_NORMS),
    _preset("qwen3-32b", "Qwen3 32B", (151936, 5120, 64, 64, 8, 128, 25600, False), HEAD_NORMS),
    _preset(
        "gpt-oss-20b",
        "gpt-oss-20b",
        (201088, 2880, 24, 64, 8, 64, 0, False),
        GPT_OSS + _mixture(32, 4, 2880) + _windows(12, 128),
        GPT_OSS_EXTRA,
    ),
    _preset(
        "gpt-oss-120b",
        "gpt-oss-120b",
        (201088, 2880, 36, 64, 8, 64, 0, False),
        GPT_OSS + _mixture(128, 4, 2880) + _windows(18, 128),
        GPT_OSS_EXTRA,
    ),
    _preset(
        "deepseek-v3",
        "DeepSeek-V3",
        (129280, 7168, 61, 128, 0, 0, 18432, False),
        _mixture(256, 8, 2048) + (("dense_layers", 3), ("shared_expert_intermediate_size", 2048)),
        DEEPSEEK_V3,
        ("Modules that predict further tokens (multi-token prediction) are not counted.",),
    ),
    _preset(
        "qwen3-next-80b-a3b",
        "Qwen3-Next 80B-A3B",
        (151936, 2048, 48, 16, 2, 256, 0, False),
        HEAD_NORMS + _mixture(512, 10, 512) + (("shared_expert_intermediate_size", 512), ("shared_expert_gate", True)),
        QWEN3_NEXT,
    ),
)
SLUGS = tuple([preset.slug for preset in PRESETS])
# Models with parts that the inputs of the form cannot say.
FIXED = tuple([preset.slug for preset in PRESETS if preset.extra])


def find(slug: str) -> Preset:
    """The model of that name; raises InputError with the nearest name."""
    for preset in PRESETS:
        if preset.slug == slug:
            return preset
    raise InputError('There is no model "' + slug + '".' + did_you_mean(slug, list(SLUGS)), "model")
