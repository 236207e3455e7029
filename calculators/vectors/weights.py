"""Bits per weight of each format, and the bytes of checkpoints and files."""

from fractions import Fraction

from calculators import memory, parameters
from calculators.architectures import model_from_config
from calculators.quantization import bits_per_weight, format_named
from calculators.units import BITS_PER_BYTE
from calculators.vectors.configs import find
from calculators.vectors.vector import Group, Source, Vector

FLOATS = Source("By definition: the bits of one number")
DEEPSEEK = Source("DeepSeek-V3 technical report, section 3.3.2", "https://arxiv.org/abs/2412.19437")
GPTQ = Source("GPTQ", "https://arxiv.org/abs/2210.17323")
QLORA = Source("QLoRA, section 3", "https://arxiv.org/abs/2305.14314")
MICROSCALING = Source("OCP microscaling formats", "https://arxiv.org/abs/2310.10537")
NVFP4 = Source("Pretraining with NVFP4, section 2", "https://arxiv.org/abs/2509.25149")
GGML = Source("llama.cpp, block layouts", "https://github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h")
GGUF_SIZES = Source(
    "llama.cpp, sizes of Llama 3.1 8B",
    "https://github.com/ggml-org/llama.cpp/blob/master/tools/quantize/README.md",
)
HUB = "https://huggingface.co/"

# Format, bits per weight as printed, source.
BITS = (
    ("fp32", "32", FLOATS),
    ("bf16", "16", FLOATS),
    ("fp8", "8", FLOATS),
    ("fp8-block", "8.001953125", DEEPSEEK),
    ("int8", "8", FLOATS),
    ("int4", "4.156", GPTQ),
    ("nf4", "4.5", QLORA),
    ("nf4-dq", "4.127", QLORA),
    ("mxfp4", "4.25", MICROSCALING),
    ("nvfp4", "4.5", NVFP4),
    ("q4_0", "4.5", GGML),
    ("q4_1", "5", GGML),
    ("q5_0", "5.5", GGML),
    ("q5_1", "6", GGML),
    ("q8_0", "8.5", GGML),
    ("q2_k", "2.625", GGML),
    ("q3_k", "3.4375", GGML),
    ("q4_k", "4.5", GGML),
    ("q5_k", "5.5", GGML),
    ("q6_k", "6.5625", GGML),
    ("iq1_s", "1.5625", GGML),
    ("iq1_m", "1.75", GGML),
    ("iq2_xxs", "2.0625", GGML),
    ("iq2_xs", "2.3125", GGML),
    ("iq2_s", "2.5625", GGML),
    ("iq3_xxs", "3.0625", GGML),
    ("iq3_s", "3.4375", GGML),
    ("iq4_xs", "4.25", GGML),
    ("iq4_nl", "4.5", GGML),
    ("tq1_0", "1.6875", GGML),
    ("tq2_0", "2.0625", GGML),
)
# Slug, format, bytes of the tensors in the published files, where they are listed.
CHECKPOINTS = (
    ("gpt-oss-120b", "mxfp4-experts", 65_248_815_744, "openai/gpt-oss-120b"),
    ("gpt-oss-20b", "mxfp4-experts", 13_761_264_768, "openai/gpt-oss-20b"),
    ("llama-3.1-8b", "bf16", 16_060_522_496, "meta-llama/Llama-3.1-8B"),
)
# Mix, bits per parameter and GiB as printed.
FILES = (
    ("iq1_s", "2.0042", "1.87"),
    ("q2_k", "3.1593", "2.95"),
    ("q3_k_l", "4.2979", "4.02"),
    ("iq4_xs", "4.4597", "4.17"),
    ("q4_k_s", "4.6672", "4.36"),
    ("q4_k_m", "4.8944", "4.58"),
    ("q5_k_m", "5.7036", "5.33"),
    ("q6_k", "6.5633", "6.14"),
    ("q8_0", "8.5008", "7.95"),
    ("f16", "16.0005", "14.96"),
)


def stored(slug: str, name: str) -> int:
    """Bytes of all weights of a catalogue model in a format."""
    return memory.weight_bytes(model_from_config(find(slug).config), format_named(name))


def bits_per_parameter(slug: str, name: str) -> Fraction:
    """Bits of a stored model over its parameters."""
    count = parameters.total_params(model_from_config(find(slug).config))
    return Fraction(stored(slug, name) * BITS_PER_BYTE, count)


def _bits(name: str, printed: str, source: Source) -> Vector:
    how = "numbers and scales of a large matrix"
    form = format_named(name)
    return Vector(
        form.label, printed, "bits per weight", lambda: Fraction(*bits_per_weight(form)), how, source, "exact"
    )


def _checkpoint(slug: str, name: str, size_bytes: int, repository: str) -> Vector:
    source = Source("Size of the tensors in the published files", HUB + repository)
    how = format_named(name).label + ", tensor by tensor"
    return Vector(find(slug).title, f"{size_bytes:,}", "bytes", lambda: stored(slug, name), how, source, "exact")


def _file(name: str, printed: str, unit: str) -> Vector:
    file = "gguf-" + name
    how = "the type llama.cpp chooses for each tensor, without the header of the file"

    def ours() -> Fraction | int:
        return (
            bits_per_parameter("llama-3.1-8b", file) if unit == "bits per parameter" else stored("llama-3.1-8b", file)
        )

    return Vector(f"Llama 3.1 8B, {name.upper()}", printed, unit, ours, how, GGUF_SIZES, "derived")


GROUPS = (
    Group("Bits per weight", "With the scales that each block carries.", tuple(_bits(*row) for row in BITS)),
    Group(
        "Checkpoints", "Mixed precision is counted tensor by tensor.", tuple(_checkpoint(*row) for row in CHECKPOINTS)
    ),
    Group(
        "GGUF files",
        "A mix stores some tensors in more bits than its name says, so every file is worked out by itself.",
        tuple(
            _file(name, printed, unit)
            for name, bits, gib in FILES
            for printed, unit in ((bits, "bits per parameter"), (gib, "GiB"))
        ),
    ),
)
