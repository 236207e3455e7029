"""Models that no family was fitted to: a config from the paper or the model card, and its published total.

Each starts from a reference model of the same family and says what differs.
"""

import pytest

from calculators import parameters

from .models import BY_NAME, build

OTHERS = [
    # name, reference model of the family, what differs, total
    ("gpt2-medium", "gpt2", {"n_embd": 1024, "n_layer": 24, "n_head": 16}, 354_823_168),
    ("gpt2-xl", "gpt2", {"n_embd": 1600, "n_layer": 48, "n_head": 25}, 1_557_611_200),
    (
        "bert-large-uncased",
        "bert-base-uncased",
        {"hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "intermediate_size": 4096},
        335_141_888,
    ),
    (
        "vit-large-patch16-224",
        "vit-base-patch16-224",
        {"hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "intermediate_size": 4096},
        304_326_632,
    ),
    (
        "t5-base",
        "t5-small",
        {"d_model": 768, "d_ff": 3072, "num_layers": 12, "num_decoder_layers": 12, "num_heads": 12},
        222_903_552,
    ),
    ("t5-3b", "t5-large", {"d_kv": 128, "d_ff": 16_384, "num_heads": 32}, 2_851_598_336),
    (
        "flan-t5-xl",
        "flan-t5-large",
        {"d_model": 2048, "d_ff": 5120, "num_heads": 32},
        2_849_757_184,
    ),
    (
        "Llama-2-13b",
        "Llama-2-7b",
        {
            "hidden_size": 5120,
            "intermediate_size": 13_824,
            "num_hidden_layers": 40,
            "num_attention_heads": 40,
            "num_key_value_heads": 40,
        },
        13_015_864_320,
    ),
    (
        "Qwen2.5-72B",
        "Qwen2.5-32B",
        {"hidden_size": 8192, "intermediate_size": 29_568, "num_hidden_layers": 80, "num_attention_heads": 64},
        72_706_203_648,
    ),
    (
        "Qwen3-8B",
        "Qwen3-14B",
        {"hidden_size": 4096, "intermediate_size": 12_288, "num_hidden_layers": 36, "num_attention_heads": 32},
        8_190_735_360,
    ),
    (
        "Qwen3-235B-A22B",
        "Qwen3-30B-A3B",
        {
            "hidden_size": 4096,
            "num_hidden_layers": 94,
            "num_attention_heads": 64,
            "moe_intermediate_size": 1536,
        },
        235_093_634_560,
    ),
    (
        "Qwen1.5-MoE-A2.7B",
        "Qwen2-57B-A14B",
        {
            "hidden_size": 2048,
            "num_hidden_layers": 24,
            "num_attention_heads": 16,
            "num_key_value_heads": 16,
            "moe_intermediate_size": 1408,
            "shared_expert_intermediate_size": 5632,
            "num_experts": 60,
            "num_experts_per_tok": 4,
        },
        14_315_784_192,
    ),
    (
        "gemma-3-1b",
        "gemma-3-270m",
        {"hidden_size": 1152, "intermediate_size": 6912, "num_hidden_layers": 26},
        999_885_952,
    ),
    ("Mixtral-8x22B with 32,000 tokens", "Mixtral-8x22B-Instruct-v0.1", {"vocab_size": 32_000}, 140_620_634_112),
    (
        "DeepSeek-V2-Lite",
        "DeepSeek-V2",
        {
            "hidden_size": 2048,
            "intermediate_size": 10_944,
            "moe_intermediate_size": 1408,
            "num_hidden_layers": 27,
            "num_attention_heads": 16,
            "num_key_value_heads": 16,
            "n_routed_experts": 64,
            "q_lora_rank": None,
        },
        15_706_484_224,
    ),
    (
        "Llama-4-Maverick-17B-128E (text)",
        "Llama-4-Scout-17B-16E (text)",
        {"num_local_experts": 128, "interleave_moe_layer_step": 2},
        400_711_848_960,
    ),
    (
        "mamba-codestral-7B-v0.1",
        "mamba2-2.7b",
        {
            "vocab_size": 32_768,
            "hidden_size": 4096,
            "num_hidden_layers": 64,
            "n_groups": 8,
            "num_heads": 128,
            "tie_word_embeddings": False,
        },
        7_285_403_648,
    ),
]


@pytest.mark.parametrize(("name", "like", "changes", "total"), OTHERS, ids=[row[0] for row in OTHERS])
def test_total(name: str, like: str, changes: dict[str, object], total: int) -> None:
    assert parameters.total_params(build({**BY_NAME[like]["config"], **changes})) == total


@pytest.mark.parametrize(
    ("name", "active"),
    # As the vendors count: all parameters a token meets.
    [("Mixtral-8x7B-v0.1", 12_879_925_248), ("Qwen3-30B-A3B", 3_353_032_704)],
)
def test_active(name: str, active: int) -> None:
    assert parameters.active_params(build(BY_NAME[name]["config"])) == active


@pytest.mark.parametrize(
    ("name", "text_params"),
    [("gemma-3-4b (full multimodal)", 3_880_263_168), ("Llama-4-Scout-17B-16E (full multimodal)", 107_769_861_120)],
)
def test_the_text_part_of_a_multimodal_model_is_said(name: str, text_params: int) -> None:
    notes = build(BY_NAME[name]["config"]).notes
    assert f"The text part alone has {text_params:,} parameters." in notes
