"""What vendors quote for their models, and which of our ways of counting it agrees with; as of 2026-11-22."""

QUOTED = (
    (
        "mixtral-8x7b",
        "The vendor quotes 46.7B parameters and 12.9B used per token, all that a token meets: "
        "https://mistral.ai/news/mixtral-of-experts/.",
    ),
    (
        "qwen3-30b-a3b",
        "The vendor quotes 30.5B parameters and 3.3B activated, closest to all that a token meets: "
        "https://huggingface.co/Qwen/Qwen3-30B-A3B.",
    ),
    (
        "gpt-oss-20b",
        "The vendor quotes 20.9B parameters and 3.6B active, without the embedding table: "
        "https://arxiv.org/abs/2508.10925.",
    ),
    (
        "gpt-oss-120b",
        "The vendor quotes 116.8B parameters and 5.1B active, without the embedding table: "
        "https://arxiv.org/abs/2508.10925.",
    ),
)


def quoted(slug: str) -> list[str]:
    """What the vendor of a model quotes, as notes for a reader."""
    return [note for name, note in QUOTED if name == slug]
