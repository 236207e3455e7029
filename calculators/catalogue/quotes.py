"""What vendors publish of their models, and which of our ways of counting it agrees with; as of 2026-11-22."""

from collections import namedtuple

# Parameters in all and active per token as the vendor writes them; `convention` is one of CONVENTIONS.
Quote = namedtuple("Quote", ("slug", "total", "active", "convention", "source"))

CONVENTIONS = (("all", "all that a token meets"), ("tables", "without the embedding table"))
QUOTES = (
    Quote("mixtral-8x7b", "46.7B", "12.9B", "all", "https://mistral.ai/news/mixtral-of-experts/"),
    Quote("qwen3-30b-a3b", "30.5B", "3.3B", "all", "https://huggingface.co/Qwen/Qwen3-30B-A3B"),
    Quote("gpt-oss-20b", "20.9B", "3.6B", "tables", "https://arxiv.org/abs/2508.10925"),
    Quote("gpt-oss-120b", "116.8B", "5.1B", "tables", "https://arxiv.org/abs/2508.10925"),
)


def quoted(slug: str) -> "Quote | None":
    """What the vendor of a model publishes, if it is known here."""
    return next((quote for quote in QUOTES if quote.slug == slug), None)
