"""A model split over GPUs by tensor, pipeline and expert parallelism. Unit: bytes of weights.

Tensor parallelism: Shoeybi et al. 2019, section 3 (https://arxiv.org/abs/1909.08053). Pipeline: Narayanan et al. 2021
(https://arxiv.org/abs/2104.04473). Expert parallelism: Lepikhin et al. 2020 (https://arxiv.org/abs/2006.16668).
"""

from collections import namedtuple

from calculators.errors import InputError
from calculators.memory import weight_sizes
from calculators.quantization import Format
from calculators.tensors import Model, Tensor
from calculators.units import divide_up

# GPUs that split each matrix, that take turns by layer, and that share the routed experts.
Parallelism = namedtuple("Parallelism", ("tensor", "pipeline", "expert"))
ALONE = Parallelism(1, 1, 1)

SPLIT = ("token_embeddings", "lm_head", "attention", "mlp", "shared_experts", "ssm", "per_layer_embeddings")
# Inputs of latent attention: small, and whole on every GPU.
WHOLE = ("kv_a_proj.weight", "q_a_proj.weight")
# Where these stand in the pipeline; what is in no layer and not named here is in the last stage.
FIRST = ("token_embeddings", "position_embeddings", "token_type_embeddings", "patch_embedding", "conv_frontend")


def ways(model: Model, item: Tensor, parallelism: Parallelism) -> int:
    """Over how many GPUs of a stage a tensor is split; on the others of a stage it is a copy.

    A matrix is split by the tensor parallelism, keys and values at most by their heads, routed experts by the expert
    parallelism; vectors other than biases, norms and routers are whole everywhere.
    """
    if item.routed:
        return int(max(parallelism.expert, parallelism.tensor))
    if item.component not in SPLIT or item.name in WHOLE:
        return 1
    if item.name[:7] in ("k_proj.", "v_proj."):
        heads = [layer.heads for layer in model.cache_layers if layer.kind == item.layer_kind and layer.heads]
        return int(min(parallelism.tensor, max(heads + [1])))
    return int(parallelism.tensor)


def stage_bytes(model: Model, precision: Format, parallelism: Parallelism) -> list[int]:
    """Bytes of weights on each GPU, one number per pipeline stage; the end stages hold embedding and head.

    A tied head is a copy in the last stage if that is not the first. Raises InputError for a split that is not one.
    """
    if min(parallelism) < 1:
        raise InputError("Each kind of parallelism must be at least 1.")
    if parallelism.expert > 1 and parallelism.expert > model.experts:
        raise InputError("Experts can be shared by at most as many GPUs as there are routed experts.")
    stages = [0] * parallelism.pipeline
    for item, size in weight_sizes(model, precision):
        parts = ways(model, item, parallelism)
        for stage, share in _by_stage(model, item, size, parallelism.pipeline):
            stages[stage] += divide_up(share, parts)
            if item.component == "token_embeddings" and parallelism.pipeline > 1 and _tied(model):
                stages[-1] += divide_up(share, parts)
    return stages


def most_bytes(model: Model, precision: Format, parallelism: Parallelism) -> int:
    """Bytes of weights on the fullest GPU."""
    question = ("most_bytes", precision.name) + tuple(parallelism)
    if question not in model.known:
        model.known[question] = max(stage_bytes(model, precision, parallelism))
    return int(model.known[question])


def _by_stage(model: Model, item: Tensor, size: int, stages: int) -> list[tuple[int, int]]:
    """(stage, bytes) of a tensor; the copies of a layer's tensor are dealt out evenly and all of them."""
    if not item.layer_kind:
        return [(0 if item.component in FIRST else stages - 1, size)]
    layers = item.copies
    if item.routed and model.experts and item.copies % model.experts == 0:
        layers = item.copies // model.experts
    found = []
    for stage in range(stages):
        start, end = layers * stage // stages, layers * (stage + 1) // stages
        if end > start:
            found.append((stage, size * end // layers - size * start // layers))
    return found


def _tied(model: Model) -> bool:
    return len([t for t in model.tensors if t.tied]) > 0
