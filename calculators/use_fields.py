"""The inputs that say how a model is used: served or trained, and on what."""

from calculators.activations import RECOMPUTE
from calculators.catalogue.devices import DEVICES
from calculators.fields import choice, integer
from calculators.kv_allocation import ENGINES
from calculators.quantization import KV_PRECISIONS, PRECISION_GROUPS, labels
from calculators.training import OPTIMIZERS, RECIPES, STAGES

MINIMUM = "minimum"
ANY = "any"
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

PRECISIONS = tuple([name for _, names in PRECISION_GROUPS for name in names])
ENGINE_CHOICES = ((MINIMUM, "Least the architecture needs"),) + tuple([(e.name, e.label) for e in ENGINES])
DEVICE = choice(
    "device",
    "Device",
    ((ANY, "A few of each kind"),) + tuple([(device.slug, device.title) for device in DEVICES]),
)

SERVING = (
    choice("precision", "Weight precision", labels(PRECISIONS)),
    integer("context_length", "Context length", "tokens", 1, 100_000_000),
    integer("batch_size", "Sequences at once", "", 1, 1_000_000),
    choice("kv_precision", "Cache precision", labels(KV_PRECISIONS)),
)
SERVER = (
    choice("engine", "Engine", ENGINE_CHOICES),
    integer("gpus", "GPUs", "", 1, 64),
    DEVICE,
    integer("price", "Price", "cents per GPU and hour", 0, 1_000_000, True),
)
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
    ("precision", "bf16"), ("context_length", "8192"), ("batch_size", "1"), ("kv_precision", "bf16"),
    ("engine", "vllm"), ("gpus", "1"), ("device", ANY), ("price", ""),
    ("method", "full"), ("recipe", "mixed"), ("optimizer", "adamw"), ("sequence_length", "4096"),
    ("recompute", "selective"), ("sharding", "none"), ("rank", "16"), ("targets", "all-linear"),
    ("tensor", "1"), ("pipeline", "1"), ("expert", "1"), ("training_tokens", "1000000000"),
)  # fmt: skip
