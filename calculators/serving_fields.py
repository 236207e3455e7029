"""The inputs that say how a model is served, and on what."""

from calculators.catalogue.devices import DEVICES
from calculators.fields import choice, integer
from calculators.kv_allocation import ENGINES
from calculators.quantization import KV_PRECISIONS, PRECISION_GROUPS, labels

MINIMUM = "minimum"
ANY = "any"

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
DEFAULTS = (
    ("precision", "bf16"), ("context_length", "8192"), ("batch_size", "1"), ("kv_precision", "bf16"),
    ("engine", "vllm"), ("gpus", "1"), ("device", ANY), ("price", ""),
)  # fmt: skip
