"""The inputs that say how a model is trained, and on what."""

from calculators.activations import RECOMPUTE
from calculators.fields import choice, integer
from calculators.serving_fields import ANY, DEVICE
from calculators.training import OPTIMIZERS, RECIPES, STAGES

RECOMPUTE_LABELS = (
    "Nothing: scores are kept",
    "Attention scores, as flash attention does",
    "Everything, layer by layer",
)
METHODS = (
    ("full", "All parameters"),
    ("lora", "LoRA: adapters on a 16-bit model"),
    ("qlora", "QLoRA: adapters on a 4-bit model (NF4)"),
)
TARGETS = (("attention", "Attention projections"), ("all-linear", "Attention and MLP projections"))

TRAINING = (
    choice("method", "What is trained", METHODS),
    choice("recipe", "Recipe", tuple([(r.name, r.label) for r in RECIPES])),
    choice("optimizer", "Optimizer", OPTIMIZERS),
    integer("sequence_length", "Sequence length", "tokens", 1, 100_000_000),
    integer("batch_size", "Sequences per GPU", "", 1, 1_000_000),
    choice("recompute", "Recomputed", tuple(zip(RECOMPUTE, RECOMPUTE_LABELS))),
    integer("gpus", "GPUs", "", 1, 100_000),
    choice(
        "sharding",
        "Split over GPUs",
        tuple([("zero-" + str(stage) if stage else "none", label) for stage, label in STAGES]),
    ),
    DEVICE,
)
ADAPTERS = (
    integer("rank", "Adapter rank", "", 1, 65_536),
    choice("targets", "Adapted matrices", TARGETS),
)
PARALLELISM = (
    integer("tensor", "Tensor parallelism", "GPUs", 1, 1024),
    integer("pipeline", "Pipeline stages", "GPUs", 1, 1024),
    integer("expert", "Expert parallelism", "GPUs", 1, 1024),
    integer("training_tokens", "Training tokens", "tokens", 1, 10**15),
)
DEFAULTS = (
    ("method", "full"), ("recipe", "mixed"), ("optimizer", "adamw"), ("sequence_length", "4096"), ("batch_size", "1"),
    ("recompute", "selective"), ("gpus", "1"), ("sharding", "none"), ("device", ANY), ("rank", "16"),
    ("targets", "all-linear"), ("tensor", "1"), ("pipeline", "1"), ("expert", "1"), ("training_tokens", "1000000000"),
)  # fmt: skip
