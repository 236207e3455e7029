"""Memory of training: recipes, ZeRO, adapters and activations, as papers and tools print them."""

from fractions import Fraction

from calculators import parameters
from calculators.activations import korthikanti_bytes
from calculators.architectures import model_from_config
from calculators.lines import total
from calculators.quantization import format_named
from calculators.tensors import Model, tensor
from calculators.training import GATHERED_BYTES, LINEAR_TARGETS, by_params, lora, lora_params, recipe_named, state_bytes
from calculators.vectors.configs import find
from calculators.vectors.models import build
from calculators.vectors.vector import Group, Source, Vector

# LLaMA 65B, Touvron et al. 2023, table 2 (https://arxiv.org/abs/2302.13971).
LLAMA_65B: dict[str, object] = {
    "model_type": "llama",
    "vocab_size": 32000,
    "hidden_size": 8192,
    "intermediate_size": 22016,
    "num_hidden_layers": 80,
    "num_attention_heads": 64,
    "tie_word_embeddings": False,
}
ZERO = Source("ZeRO, figure 1", "https://arxiv.org/abs/1910.02054")
ZERO_RECIPE = Source("ZeRO, section 3.1", "https://arxiv.org/abs/1910.02054")
DEEPSPEED = Source("DeepSpeed, memory estimator", "https://deepspeed.readthedocs.io/en/latest/memory.html")
TRANSFORMERS = Source(
    "Transformers, anatomy of model memory", "https://huggingface.co/docs/transformers/model_memory_anatomy"
)
ADAM_8BIT = Source("8-bit optimizers via block-wise quantization", "https://arxiv.org/abs/2110.02861")
MUON = Source("Muon is scalable for LLM training", "https://arxiv.org/abs/2502.16982")
TORCHTUNE = Source("torchtune, memory test of LoRALinear", "https://github.com/pytorch/torchtune")
LORA_LOG = Source("Training logs of Llama 3.1 8B, address not recorded")
QLORA = Source("QLoRA, abstract and section 1", "https://arxiv.org/abs/2305.14314")
KORTHIKANTI = Source("Korthikanti et al., section 5", "https://arxiv.org/abs/2205.05198")
PARTS = Source("By definition: the parts added up")

# Recipe, bytes per parameter with AdamW, its parts, source.
RECIPES = (
    ("bf16", "8", "2 weights + 2 gradients + 2 × 2 states", PARTS),
    ("bf16-states32", "12", "2 weights + 2 gradients + 2 × 4 states", PARTS),
    ("mixed", "16", "2 weights + 2 gradients + 4 master + 2 × 4 states", ZERO_RECIPE),
    ("amp", "18", "6 weights + 4 gradients + 2 × 4 states", TRANSFORMERS),
    ("mixed-grad32", "20", "2 weights + 6 gradients + 4 master + 2 × 4 states", DEEPSPEED),
)
# Optimizer, bytes of 32-bit states per parameter of a matrix, source.
OPTIMIZERS = (
    ("adamw", "AdamW", "8", ZERO_RECIPE),
    ("adamw-8bit", "AdamW with 8-bit states", "2", ADAM_8BIT),
    ("sgd-momentum", "SGD with momentum", "4", PARTS),
    ("muon", "Muon", "4", MUON),
)
# Stage, gigabytes of 7.5 billion parameters on 64 GPUs, formula.
STAGES = (
    (0, "120", "16Ψ"),
    (1, "31.4", "4Ψ + 12Ψ/64"),
    (2, "16.6", "2Ψ + 14Ψ/64"),
    (3, "1.88", "16Ψ/64"),
)
BINARY_GB = "Rounds to the printed figure, which DeepSpeed calls GB although it divides by 2^30."
# Name, parameters, parameters of the largest layer, GPUs, as printed.
ESTIMATES = (
    ("2,851 million parameters on 8 GPUs", 2_851_000_000, 32_000_000, 8, "6.1"),
    ("t5-small on 1 GPU", 60_506_624, 32_128 * 512, 1, "1.08"),
)
# Model, hidden size, heads, percent of activations that selective recomputation saves at 2,048 tokens.
SELECTIVE = (("GPT-3", 12288, 96, "70"), ("530B", 20480, 128, "65"))


def estimate(params: int, largest_layer: int, gpus: int) -> int:
    """Bytes per GPU as the ZeRO-3 estimator of DeepSpeed counts them."""
    return by_params(params, recipe_named("amp"), gpus, 3) + GATHERED_BYTES * largest_layer


def saved_share(hidden: int, heads: int) -> Fraction:
    """Share of the activations of a layer that selective recomputation does not keep, at 2,048 tokens."""
    kept, whole = [korthikanti_bytes(2048, 1, hidden, heads, 1, True, each) for each in ("selective", "none")]
    return 1 - Fraction(kept, whole)


def lora_linear_bytes() -> int:
    """A matrix of 512 × 512 and adapters of rank 8, in 32 bits."""
    model = Model([tensor("mlp", "up_proj.weight", (512, 512))], [], 0, 0, 0, [], {})
    return 4 * (parameters.total_params(model) + lora_params(model, 8, ("up_proj",)))


def full_65b() -> int:
    """LLaMA 65B, trained in 16 bits with 32-bit states."""
    return by_params(parameters.total_params(build(LLAMA_65B)), recipe_named("bf16-states32"), 1, 0)


def qlora_65b() -> int:
    """LLaMA 65B with adapters of rank 64 on every linear layer: weights, adapters, gradients and states."""
    lines = lora(build(LLAMA_65B), format_named("nf4-dq"), 64, LINEAR_TARGETS, recipe_named("bf16"))
    return int(total(lines).size_bytes)


def _recipe(name: str, printed: str, how: str, source: Source) -> Vector:
    label = recipe_named(name).label.partition(" (")[0]
    return Vector(
        label, printed, "bytes per parameter", lambda: by_params(1, recipe_named(name), 1, 0), how, source, "derived"
    )


def _optimizer(name: str, label: str, printed: str, source: Source) -> Vector:
    matrix = tensor("mlp", "up_proj.weight", (64, 64))

    def ours() -> Fraction:
        return Fraction(state_bytes(matrix, recipe_named("mixed"), name), 64 * 64)

    return Vector(f"States of {label}", printed, "bytes per parameter", ours, "a square matrix", source, "derived")


def _stage(stage: int, printed: str, formula: str) -> Vector:
    title = "7.5 billion parameters on 64 GPUs, " + (f"stage {stage}" if stage else "no sharding")
    return Vector(
        title,
        printed,
        "GB",
        lambda: by_params(7_500_000_000, recipe_named("mixed"), 64, stage),
        formula,
        ZERO,
        "derived",
    )


def _estimate(title: str, params: int, largest_layer: int, gpus: int, printed: str) -> Vector:
    how = f"18 bytes × {params:,} ÷ {gpus}, and 4 bytes × {largest_layer:,} of the largest layer"
    return Vector(
        "ZeRO-3, " + title,
        printed,
        "GiB",
        lambda: estimate(params, largest_layer, gpus),
        how,
        DEEPSPEED,
        "derived",
        note=BINARY_GB,
    )


def _selective(name: str, hidden: int, heads: int, printed: str) -> Vector:
    how = "5as/h of 34 + 5as/h, at 2,048 tokens"
    return Vector(
        f"{name}, saved by selective recomputation",
        printed,
        "%",
        lambda: saved_share(hidden, heads),
        how,
        KORTHIKANTI,
        "derived",
    )


ADAPTERS = (
    Vector(
        "LoRA of rank 8 on a matrix of 512 × 512, 32 bits",
        "1,081,344",
        "bytes",
        lora_linear_bytes,
        "4 bytes × (512 × 512 + 8 × (512 + 512))",
        TORCHTUNE,
        "exact",
    ),
    Vector(
        "LoRA of rank 16 on every linear layer of Llama 3.1 8B",
        "41,943,040",
        "parameters",
        lambda: lora_params(model_from_config(find("llama-3.1-8b").config), 16, LINEAR_TARGETS),
        "16 × (inputs + outputs) of each matrix",
        LORA_LOG,
        "exact",
    ),
    Vector(
        "LLaMA 65B, all parameters in 16 bits",
        "780",
        "GB",
        full_65b,
        "12 bytes per parameter, activations not included",
        QLORA,
        "derived",
        ">",
        "The paper says more than this; ours is the states alone.",
    ),
    Vector(
        "LLaMA 65B, QLoRA of rank 64",
        "48",
        "GB",
        qlora_65b,
        "weights, adapters, gradients and states, without activations and runtime",
        QLORA,
        "derived",
        "<",
        "The paper says less than this, all included; what ours leaves is room for activations and the runtime.",
    ),
)
GROUPS = (
    Group(
        "Training recipes", "A recipe is named by what it stores per parameter.", tuple(_recipe(*r) for r in RECIPES)
    ),
    Group("Optimizer states", "Beside weights, gradients and master copy.", tuple(_optimizer(*r) for r in OPTIMIZERS)),
    Group(
        "ZeRO",
        "What one of several GPUs keeps.",
        tuple(_stage(*r) for r in STAGES) + tuple(_estimate(*r) for r in ESTIMATES),
    ),
    Group("Adapters", "LoRA and QLoRA.", ADAPTERS),
    Group("Activations", "What recomputation saves.", tuple(_selective(*row) for row in SELECTIVE)),
)
