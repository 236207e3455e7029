"""Memory of training: weights, gradients and optimizer states by named recipe, split or not. Unit: bytes.

ZeRO: Rajbhandari et al. 2020, section 3 and figure 1 (https://arxiv.org/abs/1910.02054). 8-bit states: Dettmers et al.
2022 (https://arxiv.org/abs/2110.02861). Adafactor: Shazeer and Stern 2018 (https://arxiv.org/abs/1804.04235). Muon:
https://arxiv.org/abs/2502.16982. LoRA: Hu et al. 2021 (https://arxiv.org/abs/2106.09685). QLoRA: Dettmers et al. 2023
(https://arxiv.org/abs/2305.14314).
"""

from collections import namedtuple

from calculators.lines import Line, derived, exact
from calculators.memory import weight_bytes
from calculators.quantization import Format, format_named
from calculators.sharding import ALONE, Parallelism, most_bytes
from calculators.tensors import EMBEDDING_COMPONENTS, Model, Tensor, elements, stored
from calculators.units import BITS_PER_BYTE, divide_up

ZERO = "https://arxiv.org/abs/1910.02054"

# Bytes per parameter of the weights, the gradients and the 32-bit master copy, and bytes per number of the states.
Recipe = namedtuple("Recipe", ("name", "label", "weights", "gradients", "master", "state"))

RECIPES = (
    Recipe("bf16", "All in 16 bits (8 bytes with AdamW)", 2, 2, 0, 2),
    Recipe("bf16-states32", "16-bit weights, 32-bit states (12 bytes)", 2, 2, 0, 4),
    Recipe("mixed", "Mixed precision with a master copy (16 bytes)", 2, 2, 4, 4),
    Recipe("fp32", "All in 32 bits (16 bytes)", 4, 4, 0, 4),
    Recipe("amp", "Automatic mixed precision of a framework (18 bytes)", 6, 4, 0, 4),
    Recipe("mixed-grad32", "Mixed precision, gradients in 16 and 32 bits (20 bytes)", 2, 6, 4, 4),
)
OPTIMIZERS = (
    ("adamw", "AdamW"),
    ("adamw-8bit", "AdamW, 8-bit states"),
    ("sgd-momentum", "SGD with momentum"),
    ("adafactor", "Adafactor"),
    ("muon", "Muon, with AdamW for embeddings, head and vectors"),
)
STAGES = (
    (0, "Copies on every GPU"),
    (1, "Optimizer states split (ZeRO-1)"),
    (2, "Gradients split too (ZeRO-2)"),
    (3, "Weights split too (ZeRO-3, FSDP)"),
)
# The 16-bit weights and gradients of what is gathered (https://deepspeed.readthedocs.io/en/latest/memory.html).
GATHERED_BYTES = 4
FEED_FORWARDS = ("dense", "moe", "moe+dense", "channel-mix")
ATTENTION_TARGETS = ("q_proj", "k_proj", "v_proj", "o_proj")
LINEAR_TARGETS = ATTENTION_TARGETS + ("gate_proj", "up_proj", "down_proj")


def recipe_named(name: str) -> Recipe:
    """The recipe of that name; raises KeyError."""
    for recipe in RECIPES:
        if recipe.name == name:
            return recipe
    raise KeyError(name)


def state_bytes(item: Tensor, recipe: Recipe, optimizer: str) -> int:
    """Optimizer states of all stored copies of a tensor; raises KeyError for an unknown optimizer.

    AdamW keeps two numbers per parameter, momentum one, Adafactor a row and a column per matrix, Muon one per
    hidden matrix.
    """
    numbers = stored(item)
    if optimizer == "adamw":
        return int(2 * numbers * recipe.state)
    if optimizer == "adamw-8bit":
        return 2 * numbers
    if optimizer == "sgd-momentum":
        return int(numbers * recipe.state)
    matrix = len(item.shape) >= 2
    if optimizer == "adafactor":
        factored = elements(item) // (item.shape[-1] * item.shape[-2]) if matrix else 0
        kept = factored * (item.shape[-1] + item.shape[-2]) if matrix else elements(item)
        return 0 if item.tied else int(item.copies * kept * recipe.state)
    if optimizer == "muon":
        hidden = matrix and item.component not in EMBEDDING_COMPONENTS + ("lm_head",)
        return int((1 if hidden else 2) * numbers * recipe.state)
    raise KeyError(optimizer)


def split(weights: int, gradients: int, states: int, gathered: int, ranks: int, stage: int) -> list[Line]:
    """Lines of one of `ranks` GPUs; at stage 3 one layer at a time is gathered in full."""
    share = (ranks if stage >= 3 else 1, ranks if stage >= 2 else 1, ranks if stage >= 1 else 1)
    lines = [
        derived("weights", "Weights", divide_up(weights, share[0]), ZERO),
        derived("gradients", "Gradients", divide_up(gradients, share[1]), ZERO),
        derived("optimizer", "Optimizer states and master copy", divide_up(states, share[2]), ZERO),
    ]
    if stage >= 3 and gathered:
        lines.append(derived("gathered", "Largest layer, gathered", gathered, ZERO))
    return lines


def full(
    model: Model, recipe: Recipe, optimizer: str, ranks: int, stage: int, parallelism: Parallelism = ALONE
) -> list[Line]:
    """Training of every parameter, on the fullest GPU.

    Each part of a model split by tensor, pipeline and expert is trained by `ranks` GPUs, which share it by the stage
    of ZeRO; optimizer states are taken to be split as the weights are.
    """
    params = sum([stored(t) for t in model.tensors])
    states = sum([state_bytes(t, recipe, optimizer) for t in model.tensors]) + recipe.master * params
    gathered = divide_up(GATHERED_BYTES * largest_layer_params(model), parallelism.tensor)
    part = params
    if parallelism != ALONE:
        half = format_named("bf16")
        part = most_bytes(model, half, parallelism) * BITS_PER_BYTE // half.bits
        states = divide_up(states * part, params)
    return split(recipe.weights * part, recipe.gradients * part, states, gathered, ranks, stage)


def by_params(params: int, recipe: Recipe, ranks: int, stage: int) -> int:
    """Bytes per GPU with AdamW for a number of parameters: 4Ψ + 12Ψ/N, 2Ψ + 14Ψ/N, 16Ψ/N for 16 bytes."""
    states = (2 * recipe.state + recipe.master) * params
    lines = split(recipe.weights * params, recipe.gradients * params, states, 0, ranks, stage)
    return sum([line.size_bytes for line in lines])


def largest_layer_params(model: Model) -> int:
    """Parameters that are gathered at once: the largest mixer with the largest feed-forward part, or a whole table.

    Of the tensors of a kind of layer, the one with the fewest copies says how many such layers there are.
    """
    mixer = feed_forward = layers = 0
    single = [stored(t) for t in model.tensors if not t.layer_kind] + [0]
    for kind in sorted({t.layer_kind for t in model.tensors if t.layer_kind not in ("", "layer")}):
        group = [t for t in model.tensors if t.layer_kind == kind]
        count = min([t.copies for t in group])
        params = divide_up(sum([stored(t) for t in group]), count)
        if kind in FEED_FORWARDS:
            feed_forward = max(feed_forward, params)
        else:
            mixer, layers = max(mixer, params), layers + count
    norms = divide_up(sum([stored(t) for t in model.tensors if t.layer_kind == "layer"]), max(layers, 1))
    return max(single + [mixer + feed_forward + norms])


def lora_params(model: Model, rank: int, targets: tuple[str, ...]) -> int:
    """Σ r(in + out) over the target matrices; `targets` are names such as "q_proj". Routed experts stay frozen."""
    return sum([t.copies * rank * (t.shape[0] + t.shape[1]) for t in adapted(model, targets)])


def adapted(model: Model, targets: tuple[str, ...]) -> list[Tensor]:
    """The matrices beside which adapters stand."""
    names = [target + ".weight" for target in targets]
    return [t for t in model.tensors if t.name in names and len(t.shape) == 2 and not t.routed]


def lora(
    model: Model,
    base: Format,
    rank: int,
    targets: tuple[str, ...],
    recipe: Recipe,
    ranks: int = 1,
    stage: int = 0,
    parallelism: Parallelism = ALONE,
) -> list[Line]:
    """A frozen base and trained adapters with AdamW; QLoRA is a base in NF4, of which only the layers are small.

    Stages of ZeRO split both; tensor, pipeline and expert parallelism the base alone, as adapters are small.
    """
    adapters = lora_params(model, rank, targets)
    states = (2 * recipe.state + recipe.master) * adapters
    frozen = weight_bytes(model, base) if parallelism == ALONE else most_bytes(model, base, parallelism)
    share = ranks if stage >= 3 else 1
    counted = exact if share == 1 and parallelism == ALONE else derived
    return [
        counted("weights", "Frozen weights", divide_up(frozen, share)),
        counted("adapters", "Adapter weights", divide_up(recipe.weights * adapters, share)),
        derived("gradients", "Adapter gradients", divide_up(recipe.gradients * adapters, ranks if stage >= 2 else 1)),
        derived("optimizer", "Optimizer states and master copy", divide_up(states, ranks if stage >= 1 else 1)),
    ]
