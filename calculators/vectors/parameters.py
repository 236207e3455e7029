"""Parameter counts beyond the reference models: what the calculators offer, other sizes, and what vendors quote."""

from calculators import parameters
from calculators.architectures import model_from_config
from calculators.vectors.configs import find
from calculators.vectors.models import reference
from calculators.vectors.vector import Group, Source, Vector

COUNTED = Source("Counted with the model classes of transformers 5.23.0")
PUBLISHED = Source("Published total of the model, not used to build any family")

# Slug of the catalogue, total.
OFFERED = (
    ("gpt2", 124_439_808),
    ("llama-2-7b", 6_738_415_616),
    ("llama-2-70b", 68_976_648_192),
    ("llama-3-8b", 8_030_261_248),
    ("llama-3.1-8b", 8_030_261_248),
    ("llama-3.1-70b", 70_553_706_496),
    ("llama-3.1-405b", 405_853_388_800),
    ("llama-3.2-1b", 1_235_814_400),
    ("llama-3.2-3b", 3_212_749_824),
    ("mistral-7b", 7_241_732_096),
    ("mixtral-8x7b", 46_702_792_704),
    ("qwen2.5-0.5b", 494_032_768),
    ("qwen2.5-7b", 7_615_616_512),
    ("qwen3-0.6b", 596_049_920),
    ("qwen3-8b", 8_190_735_360),
    ("qwen3-30b-a3b", 30_532_122_624),
    ("gemma-2-2b", 2_614_341_888),
    ("gemma-2-9b", 9_241_705_984),
    ("gemma-3-27b", 27_009_346_304),
    ("phi-4", 14_659_507_200),
    ("qwen2.5-72b", 72_706_203_648),
    ("qwen3-4b", 4_022_468_096),
    ("qwen3-32b", 32_762_123_264),
    ("gpt-oss-20b", 20_914_757_184),
    ("gpt-oss-120b", 116_829_156_672),
    ("deepseek-v3", 671_026_404_352),
    ("qwen3-next-80b-a3b", 79_674_391_296),
)
# Name, reference model of the same family, what differs from it, total.
OTHERS: tuple[tuple[str, str, dict[str, object], int], ...] = (
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
)
GPT_OSS = Source("gpt-oss model card, table 1", "https://arxiv.org/abs/2508.10925")
MIXTRAL = Source("Mistral AI, Mixtral of experts", "https://mistral.ai/news/mixtral-of-experts/")
QWEN_3 = Source("Qwen3 technical report", "https://arxiv.org/abs/2505.09388")
QWEN_3_CARD = Source("Qwen3-30B-A3B, model card", "https://huggingface.co/Qwen/Qwen3-30B-A3B")
DEEPSEEK = Source("DeepSeek-V3 technical report", "https://arxiv.org/abs/2412.19437")
ALL, NO_EMBEDDING = "all that a token meets", "without the embedding table"
CUT_OFF = "Cut off after the digit rather than rounded."
# Model, reference model or slug, what differs, what is quoted in billions, how it is counted, source, note.
QUOTED = (
    ("Mixtral 8x7B, total", "mixtral-8x7b", "46.7", "total", MIXTRAL, ""),
    ("Mixtral 8x7B, active", "mixtral-8x7b", "12.9", ALL, MIXTRAL, ""),
    ("Qwen3 30B-A3B, total", "qwen3-30b-a3b", "30.5", "total", QWEN_3_CARD, ""),
    ("Qwen3 30B-A3B, active", "qwen3-30b-a3b", "3.3", ALL, QWEN_3_CARD, CUT_OFF),
    ("Qwen3 235B-A22B, total", "Qwen3-235B-A22B", "235", "total", QWEN_3, ""),
    ("Qwen3 235B-A22B, active", "Qwen3-235B-A22B", "22", ALL, QWEN_3, ""),
    ("gpt-oss-120b, total", "gpt-oss-120b", "116.83", "total", GPT_OSS, ""),
    ("gpt-oss-120b, active", "gpt-oss-120b", "5.13", NO_EMBEDDING, GPT_OSS, ""),
    ("gpt-oss-20b, total", "gpt-oss-20b", "20.91", "total", GPT_OSS, ""),
    ("gpt-oss-20b, active", "gpt-oss-20b", "3.61", NO_EMBEDDING, GPT_OSS, ""),
    ("DeepSeek-V3, total", "deepseek-v3", "671", "total", DEEPSEEK, ""),
    ("DeepSeek-V3, active", "deepseek-v3", "37", NO_EMBEDDING, DEEPSEEK, ""),
)


def _offered(slug: str, total: int) -> Vector:
    entry = find(slug)
    return Vector(
        entry.title,
        f"{total:,}",
        "parameters",
        lambda: parameters.total_params(model_from_config(entry.config)),
        "every tensor of its config",
        COUNTED,
        "exact",
    )


def _other(name: str, like: str, changes: dict[str, object], total: int) -> Vector:
    return Vector(
        name,
        f"{total:,}",
        "parameters",
        lambda: parameters.total_params(reference(like, **changes)),
        f"the config of {like} with other sizes",
        PUBLISHED,
        "exact",
    )


def _quoted(title: str, slug: str, billions: str, way: str, source: Source, note: str) -> Vector:
    count = {
        "total": parameters.total_params,
        ALL: parameters.active_params,
        NO_EMBEDDING: parameters.active_params_excl_embeddings,
    }[way]

    def ours() -> int:
        others = {name: (like, changes) for name, like, changes, _ in OTHERS}
        if slug in others:
            like, changes = others[slug]
            return count(reference(like, **changes))
        return count(model_from_config(find(slug).config))

    return Vector(title, billions, "billion parameters", ours, way, source, "exact", note=note)


GROUPS = (
    Group(
        "Models offered in the calculators",
        "Each is counted from the config in our catalogue.",
        tuple(_offered(*row) for row in OFFERED),
    ),
    Group(
        "Other sizes of known families",
        "No family was fitted to these: a config with other sizes must still come to the published total.",
        tuple(_other(*row) for row in OTHERS),
    ),
    Group(
        "What vendors quote",
        "Vendors count active parameters in different ways; the way that agrees is named.",
        tuple(_quoted(*row) for row in QUOTED),
    ),
)
