"""The key/value cache and recurrent state: allocation logs, and figures derived from published configs."""

from calculators import memory
from calculators.architectures import model_from_config
from calculators.kv_allocation import allocated_bytes, engine_named
from calculators.quantization import format_named
from calculators.tensors import Model
from calculators.vectors.configs import find
from calculators.vectors.models import build, reference
from calculators.vectors.vector import Group, Source, Vector

# https://huggingface.co/mistralai/Mistral-Small-Instruct-2409/blob/main/config.json
MISTRAL_SMALL_22B: dict[str, object] = {
    "model_type": "mistral",
    "vocab_size": 32768,
    "hidden_size": 6144,
    "intermediate_size": 16384,
    "num_hidden_layers": 56,
    "num_attention_heads": 48,
    "num_key_value_heads": 8,
    "head_dim": 128,
    "sliding_window": None,
    "tie_word_embeddings": False,
}
LLAMA_CPP = "https://github.com/ggml-org/llama.cpp/pull/"
MLA_LOG = Source("Allocation log of llama.cpp", LLAMA_CPP + "11446")
MISTRAL_LOG = Source("Allocation log of llama.cpp, address not recorded")
MAMBA_LOG = Source("Mamba in llama.cpp, as its author reports", LLAMA_CPP + "5328")
HYBRID = Source("hf-mem, cache of gpt-oss-20b", "https://github.com/alvarobartt/hf-mem/pull/70")
VLLM_MLA = Source("vLLM, layout of fp8_ds_mla", "https://github.com/vllm-project/vllm/tree/main/vllm/v1")
CONFIG = Source("Derived from the published config by hand")


def cached(model: Model, form: str, context: int, batch: int = 1) -> int:
    """Bytes the architecture needs."""
    return memory.kv_bytes(model, format_named(form), context, batch)


def per_token(model: Model, form: str = "bf16") -> int:
    """Bytes one more token adds."""
    return memory.kv_bytes_per_token(model, format_named(form))


def offered(slug: str) -> Model:
    """A model of the catalogue."""
    return model_from_config(find(slug).config)


def in_full(model: Model, context: int, batch: int) -> int:
    """Bytes that an engine sets aside which keeps every token in every layer."""
    bf16 = format_named("bf16")
    return allocated_bytes(model, bf16, bf16, engine_named("full"), context, batch)


ALLOCATED = (
    Vector(
        "DeepSeek-V3, 32,768 tokens, 16 bits",
        "2196.00",
        "MiB",
        lambda: cached(reference("DeepSeek-V3"), "bf16", 32_768),
        "61 layers × (512 + 64) numbers × 2 bytes × tokens",
        MLA_LOG,
        "exact",
    ),
    Vector(
        "Mistral Small 22B, 49,152 tokens, q8_0",
        "5712.00",
        "MiB",
        lambda: cached(build(MISTRAL_SMALL_22B), "q8_0", 49_152),
        "2 × 56 layers × 8 heads × 128 numbers × 34/32 bytes × tokens",
        MISTRAL_LOG,
        "exact",
    ),
    Vector(
        "gpt-oss-20b, 32 sequences of 8,192 tokens, every layer in full",
        "12.00",
        "GiB",
        lambda: in_full(reference("gpt-oss-20b"), 8192, 32),
        "24 layers × 2,048 bytes × tokens",
        HYBRID,
        "derived",
    ),
    Vector(
        "gpt-oss-20b, 32 sequences of 8,192 tokens, windows freed",
        "6.09",
        "GiB",
        lambda: cached(reference("gpt-oss-20b"), "bf16", 8192, 32),
        "12 layers × 2,048 bytes × tokens, and 12 layers × 2,048 bytes × 128 tokens",
        HYBRID,
        "exact",
    ),
    Vector(
        "Mamba 2.8B, state of one sequence, 32 bits",
        "23.75",
        "MiB",
        lambda: cached(reference("mamba-2.8b"), "fp32", 1),
        "64 layers × 5,120 × (16 + 4 − 1) numbers × 4 bytes",
        MAMBA_LOG,
        "exact",
    ),
)
PER_TOKEN = (
    Vector(
        "DeepSeek-V3, 16 bits",
        "70,272",
        "bytes per token",
        lambda: per_token(reference("DeepSeek-V3")),
        "61 layers × (512 + 64) numbers × 2 bytes",
        MLA_LOG,
        "exact",
    ),
    Vector(
        "DeepSeek-V3, fp8_ds_mla",
        "40,016",
        "bytes per token",
        lambda: per_token(reference("DeepSeek-V3"), "fp8_ds_mla"),
        "61 layers × 656 bytes",
        VLLM_MLA,
        "exact",
    ),
    Vector(
        "gpt-oss-120b, 16 bits",
        "73,728",
        "bytes per token",
        lambda: per_token(offered("gpt-oss-120b")),
        "2 × 36 layers × 8 heads × 64 numbers × 2 bytes",
        CONFIG,
        "exact",
    ),
    Vector(
        "Qwen2.5 72B, 16 bits",
        "327,680",
        "bytes per token",
        lambda: per_token(offered("qwen2.5-72b")),
        "2 × 80 layers × 8 heads × 128 numbers × 2 bytes",
        CONFIG,
        "exact",
    ),
    Vector(
        "Llama 3.1 405B, 16 bits",
        "516,096",
        "bytes per token",
        lambda: per_token(offered("llama-3.1-405b")),
        "2 × 126 layers × 8 heads × 128 numbers × 2 bytes",
        CONFIG,
        "exact",
    ),
    Vector(
        "Llama 3.1 8B, 16 bits",
        "131,072",
        "bytes per token",
        lambda: per_token(offered("llama-3.1-8b")),
        "2 × 32 layers × 8 heads × 128 numbers × 2 bytes",
        CONFIG,
        "exact",
    ),
    Vector(
        "Llama 2 7B, 16 bits",
        "524,288",
        "bytes per token",
        lambda: per_token(offered("llama-2-7b")),
        "2 × 32 layers × 32 heads × 128 numbers × 2 bytes",
        CONFIG,
        "exact",
    ),
    Vector(
        "Qwen2.5 7B, 16 bits",
        "57,344",
        "bytes per token",
        lambda: per_token(offered("qwen2.5-7b")),
        "2 × 28 layers × 4 heads × 128 numbers × 2 bytes",
        CONFIG,
        "exact",
    ),
    Vector(
        "Llama 3 8B, 8,192 tokens, 16 bits",
        "1",
        "GiB",
        lambda: cached(offered("llama-3-8b"), "bf16", 8192),
        "2 × 32 layers × 8 heads × 128 numbers × 2 bytes × tokens",
        CONFIG,
        "exact",
    ),
)
GROUPS = (
    Group("Allocated caches", "What engines reported or were computed to set aside.", ALLOCATED),
    Group(
        "Cache of one token",
        "Grouped heads and latent vectors make it many times smaller than all heads would.",
        PER_TOKEN,
    ),
)
