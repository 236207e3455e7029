"""The published config.json of each model of the catalogue, with source and date: what its preset must agree with.

On the date given, the entries were compared with two collections that name these files as their own source:
https://github.com/Lightning-AI/litgpt/blob/26857050fe3ff627cd714fe92f5838f51a3d5efa/litgpt/config.py and, for gpt-oss,
DeepSeek-V3 and Qwen3-Next, hf_model_configs.py of https://github.com/AI-Hypercomputer/maxtext at
e591f30cbbf217ed67ef71263ec0538239f9c3b8. GPT-2 is from the paper's sizes and the checkpoint's total.
"""

from collections import namedtuple

from calculators.errors import InputError, did_you_mean

# `config` holds the config.json keys that decide the sizes; `source` is where they can be checked.
Entry = namedtuple("Entry", ("slug", "title", "config", "source", "date"))

CHECKED = "2026-11-22"
HUB = "https://huggingface.co/"
SHAPE = (
    "model_type",
    "vocab_size",
    "hidden_size",
    "num_hidden_layers",
    "num_attention_heads",
    "num_key_value_heads",
    "intermediate_size",
    "tie_word_embeddings",
)
PLAIN: dict[str, object] = {}


def _entry(slug: str, title: str, repository: str, config: dict[str, object]) -> Entry:
    return Entry(slug, title, config, HUB + repository + "/blob/main/config.json", CHECKED)


def _config(shape: tuple[object, ...], more: dict[str, object]) -> dict[str, object]:
    config = dict(zip(SHAPE, shape))
    config.update(more)
    return config


def _decoder(
    slug: str, title: str, repository: str, shape: tuple[object, ...], more: dict[str, object] = PLAIN
) -> Entry:
    return _entry(slug, title, repository, _config(shape, more))


def _gpt_oss(layers: int, experts: int) -> dict[str, object]:
    more: dict[str, object] = {
        "architectures": ["GptOssForCausalLM"],
        "head_dim": 64,
        "num_local_experts": experts,
        "num_experts_per_tok": 4,
        "attention_bias": True,
        "sliding_window": 128,
        "layer_types": ["sliding_attention", "full_attention"] * (layers // 2),
    }
    return _config(("gpt_oss", 201088, 2880, layers, 64, 8, 2880, False), more)


GPT2: dict[str, object] = {
    "model_type": "gpt2",
    "vocab_size": 50257,
    "n_positions": 1024,
    "n_embd": 768,
    "n_layer": 12,
    "n_head": 12,
}
QWEN3_MOE: dict[str, object] = {
    "head_dim": 128,
    "num_experts": 128,
    "num_experts_per_tok": 8,
    "moe_intermediate_size": 768,
    "decoder_sparse_step": 1,
    "mlp_only_layers": [],
}
DEEPSEEK_V3: dict[str, object] = {
    "architectures": ["DeepseekV3ForCausalLM"],
    "moe_intermediate_size": 2048,
    "n_routed_experts": 256,
    "n_shared_experts": 1,
    "num_experts_per_tok": 8,
    "first_k_dense_replace": 3,
    "num_nextn_predict_layers": 1,
    "q_lora_rank": 1536,
    "kv_lora_rank": 512,
    "qk_nope_head_dim": 128,
    "qk_rope_head_dim": 64,
    "v_head_dim": 128,
    "attention_bias": False,
}
QWEN3_NEXT: dict[str, object] = {
    "architectures": ["Qwen3NextForCausalLM"],
    "head_dim": 256,
    "linear_conv_kernel_dim": 4,
    "linear_key_head_dim": 128,
    "linear_value_head_dim": 128,
    "linear_num_key_heads": 16,
    "linear_num_value_heads": 32,
    "full_attention_interval": 4,
    "decoder_sparse_step": 1,
    "mlp_only_layers": [],
    "moe_intermediate_size": 512,
    "shared_expert_intermediate_size": 512,
    "num_experts": 512,
    "num_experts_per_tok": 10,
    "attention_bias": False,
}

MODELS = (
    _entry("gpt2", "GPT-2", "openai-community/gpt2", GPT2),
    _decoder("llama-2-7b", "Llama 2 7B", "meta-llama/Llama-2-7b-hf", ("llama", 32000, 4096, 32, 32, 32, 11008, False)),
    _decoder(
        "llama-2-70b", "Llama 2 70B", "meta-llama/Llama-2-70b-hf", ("llama", 32000, 8192, 80, 64, 8, 28672, False)
    ),
    _decoder(
        "llama-3-8b", "Llama 3 8B", "meta-llama/Meta-Llama-3-8B", ("llama", 128256, 4096, 32, 32, 8, 14336, False)
    ),
    _decoder(
        "llama-3.1-8b", "Llama 3.1 8B", "meta-llama/Llama-3.1-8B", ("llama", 128256, 4096, 32, 32, 8, 14336, False)
    ),
    _decoder(
        "llama-3.1-70b", "Llama 3.1 70B", "meta-llama/Llama-3.1-70B", ("llama", 128256, 8192, 80, 64, 8, 28672, False)
    ),
    _decoder(
        "llama-3.1-405b",
        "Llama 3.1 405B",
        "meta-llama/Llama-3.1-405B",
        ("llama", 128256, 16384, 126, 128, 8, 53248, False),
    ),
    _decoder(
        "llama-3.2-1b",
        "Llama 3.2 1B",
        "meta-llama/Llama-3.2-1B",
        ("llama", 128256, 2048, 16, 32, 8, 8192, True),
        {"head_dim": 64},
    ),
    _decoder(
        "llama-3.2-3b",
        "Llama 3.2 3B",
        "meta-llama/Llama-3.2-3B",
        ("llama", 128256, 3072, 28, 24, 8, 8192, True),
        {"head_dim": 128},
    ),
    _decoder(
        "mistral-7b",
        "Mistral 7B v0.1",
        "mistralai/Mistral-7B-v0.1",
        ("mistral", 32000, 4096, 32, 32, 8, 14336, False),
        {"sliding_window": 4096},
    ),
    _decoder(
        "mixtral-8x7b",
        "Mixtral 8x7B",
        "mistralai/Mixtral-8x7B-v0.1",
        ("mixtral", 32000, 4096, 32, 32, 8, 14336, False),
        {"num_local_experts": 8, "num_experts_per_tok": 2, "sliding_window": None},
    ),
    _decoder("qwen2.5-0.5b", "Qwen2.5 0.5B", "Qwen/Qwen2.5-0.5B", ("qwen2", 151936, 896, 24, 14, 2, 4864, True)),
    _decoder("qwen2.5-7b", "Qwen2.5 7B", "Qwen/Qwen2.5-7B", ("qwen2", 152064, 3584, 28, 28, 4, 18944, False)),
    _decoder(
        "qwen3-0.6b", "Qwen3 0.6B", "Qwen/Qwen3-0.6B", ("qwen3", 151936, 1024, 28, 16, 8, 3072, True), {"head_dim": 128}
    ),
    _decoder(
        "qwen3-8b", "Qwen3 8B", "Qwen/Qwen3-8B", ("qwen3", 151936, 4096, 36, 32, 8, 12288, False), {"head_dim": 128}
    ),
    _decoder(
        "qwen3-30b-a3b",
        "Qwen3 30B-A3B",
        "Qwen/Qwen3-30B-A3B",
        ("qwen3_moe", 151936, 2048, 48, 32, 4, 6144, False),
        QWEN3_MOE,
    ),
    _decoder(
        "gemma-2-2b",
        "Gemma 2 2B",
        "google/gemma-2-2b",
        ("gemma2", 256000, 2304, 26, 8, 4, 9216, True),
        {"head_dim": 256, "sliding_window": 4096},
    ),
    _decoder(
        "gemma-2-9b",
        "Gemma 2 9B",
        "google/gemma-2-9b",
        ("gemma2", 256000, 3584, 42, 16, 8, 14336, True),
        {"head_dim": 256, "sliding_window": 4096},
    ),
    _decoder(
        "gemma-3-27b",
        "Gemma 3 27B (text)",
        "google/gemma-3-27b-it",
        ("gemma3_text", 262208, 5376, 62, 32, 16, 21504, True),
        {"head_dim": 128, "sliding_window": 1024, "sliding_window_pattern": 6},
    ),
    _decoder("phi-4", "Phi-4", "microsoft/phi-4", ("phi3", 100352, 5120, 40, 40, 10, 17920, False)),
    _decoder("qwen2.5-72b", "Qwen2.5 72B", "Qwen/Qwen2.5-72B", ("qwen2", 152064, 8192, 80, 64, 8, 29568, False)),
    _decoder(
        "qwen3-4b", "Qwen3 4B", "Qwen/Qwen3-4B", ("qwen3", 151936, 2560, 36, 32, 8, 9728, True), {"head_dim": 128}
    ),
    _decoder(
        "qwen3-32b", "Qwen3 32B", "Qwen/Qwen3-32B", ("qwen3", 151936, 5120, 64, 64, 8, 25600, False), {"head_dim": 128}
    ),
    _entry("gpt-oss-20b", "gpt-oss-20b", "openai/gpt-oss-20b", _gpt_oss(24, 32)),
    _entry("gpt-oss-120b", "gpt-oss-120b", "openai/gpt-oss-120b", _gpt_oss(36, 128)),
    _decoder(
        "deepseek-v3",
        "DeepSeek-V3",
        "deepseek-ai/DeepSeek-V3",
        ("deepseek_v3", 129280, 7168, 61, 128, 128, 18432, False),
        DEEPSEEK_V3,
    ),
    _decoder(
        "qwen3-next-80b-a3b",
        "Qwen3-Next 80B-A3B",
        "Qwen/Qwen3-Next-80B-A3B-Instruct",
        ("qwen3_next", 151936, 2048, 48, 16, 2, 5120, False),
        QWEN3_NEXT,
    ),
)


def find(slug: str) -> Entry:
    """The catalogue entry of that name; raises InputError with the nearest name."""
    for entry in MODELS:
        if entry.slug == slug:
            return entry
    known = [entry.slug for entry in MODELS]
    raise InputError('There is no model "' + slug + '".' + did_you_mean(slug, known), "model")
