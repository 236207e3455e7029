"""Activations: what a forward pass keeps for the backward pass, and what inference holds for a moment. Unit: bytes.

Korthikanti et al. 2022, "Reducing Activation Recomputation in Large Transformer Models", section 4 and table 2
(https://arxiv.org/abs/2205.05198).
"""

from calculators.errors import InputError
from calculators.lines import Line, derived, empirical
from calculators.tensors import Model, Tensor
from calculators.units import divide_up

MIB = 2**20
RECOMPUTE = ("none", "selective", "full")
ATTENTION_KINDS = ("full", "sliding", "chunked")
PAPER = "https://arxiv.org/abs/2205.05198"
LOGIT_BYTES = 4


def korthikanti_bytes(
    sequence: int, batch: int, hidden: int, heads: int, tensor: int, sequence_parallel: bool, recompute: str
) -> int:
    """One layer of a GPT, 16-bit, without flash attention, on one of `tensor` GPUs.

    sbh(10 + 24/t + 5as/(ht)); with sequence parallelism sbh(34 + 5as/h)/t. Selective recomputation drops the term
    with s², full recomputation keeps the 2sbh of the input.
    """
    tokens = sequence * batch
    if recompute == "full":
        return 2 * tokens * hidden
    whole = 0 if sequence_parallel else 10
    split = (34 - whole) * tokens * hidden
    if recompute == "none":
        split += 5 * heads * sequence * tokens
    return whole * tokens * hidden + divide_up(split, tensor)


def saved_bytes_per_token(
    hidden: int, query_heads: int, kv_heads: int, head_dim: int, intermediate: int, fused: bool
) -> int:
    """One layer with flash attention and a gated MLP, bf16, no dropout: 8h + 4(q+k)d + 4q + 8i; 6i if fused."""
    attention = 4 * (query_heads + kv_heads) * head_dim + 4 * query_heads
    return 8 * hidden + attention + (6 if fused else 8) * intermediate


def training(model: Model, sequence: int, batch: int, recompute: str, fused: bool, chunks: int) -> list[Line]:
    """Layers and logits of one step on one GPU; logits are 8V per token, divided if computed in `chunks`.

    With full recomputation every layer keeps its input, and one layer at a time all of its activations.
    Raises InputError for layers that the formula does not cover.
    """
    per_layer = _saved_per_layer(model, fused)
    layers = sum([count for count, _ in per_layer])
    tokens = sequence * batch
    kept = sum([count * size for count, size in per_layer])
    if recompute == "full":
        kept = 2 * hidden_size(model) * layers + max([size for _, size in per_layer])
    logits = divide_up(8 * vocabulary(model) * tokens, chunks)
    return [
        derived("activations", "Activations", kept * tokens, PAPER),
        derived("logits", "Logits and their gradient", logits),
    ]


def score_bytes(model: Model, sequence: int, batch: int) -> int:
    """Softmax outputs of all layers where they are kept: 2as²b in 16 bits without dropout (section 4.1)."""
    heads = 0
    for layer in model.cache_layers:
        queries = [t.shape[0] for t in _matrices(model, "attention", "q_proj") if t.layer_kind == layer.kind]
        heads += layer.layers * sum(queries[:1]) // max(layer.key_dim, 1)
    return int(2 * heads * sequence * sequence * batch)


def inference(model: Model, batched_tokens: int, sequences: int) -> list[Line]:
    """The widest buffers of a layer, 16-bit, with the residual beside them, and logits in 32 bits."""
    per_token, per_sequence = inference_rates(model)
    return [
        derived("activations", "Activations", per_token * batched_tokens),
        derived("logits", "Logits", per_sequence * sequences),
    ]


def inference_rates(model: Model) -> tuple[int, int]:
    """Bytes of activations per token of a step, and of logits per sequence."""
    question = ("inference_rates",)
    if question not in model.known:
        model.known[question] = (2 * (widest(model) + 2 * hidden_size(model)), LOGIT_BYTES * vocabulary(model))
    found: tuple[int, int] = model.known[question]
    return found


def runtime() -> Line:
    """Driver context and libraries of one process on one GPU.

    About 300 MB since kernels are loaded lazily (CUDA 11.7), over 1,000 MB before, as the maintainers of PyTorch say;
    graphs and communication buffers of an engine come on top.
    """
    source = "https://github.com/pytorch/pytorch/issues/107667"
    return empirical("runtime", "Runtime of one process", 300 * MIB, 1024 * MIB, source)


def hidden_size(model: Model) -> int:
    """Width of the vector that stands for a token, from the embedding or the output matrix."""
    tables = [t for t in model.tensors if t.component in ("lm_head", "token_embeddings") and len(t.shape) == 2]
    return int(max([t.shape[1] for t in tables] + [0]))


def vocabulary(model: Model) -> int:
    """Rows of the output matrix; 0 in a model without one."""
    return int(max([t.shape[0] for t in model.tensors if t.component == "lm_head"] + [0]))


def widest(model: Model) -> int:
    """Numbers per token in the widest set of outputs that a layer computes together."""
    widths: dict[tuple[str, str], int] = {}
    for t in model.tensors:
        if len(t.shape) == 2 and t.component in ("attention", "mlp", "experts", "shared_experts", "ssm"):
            name = t.component if t.component == "ssm" else t.name
            widths[t.component, name] = max(widths.get((t.component, name), 0), t.shape[0])
    found = [widths.get(("ssm", "ssm"), 0)]
    for component in ("attention", "mlp", "experts", "shared_experts"):
        for names in (("q_proj", "k_proj", "v_proj"), ("gate_proj", "up_proj")):
            together = sum([widths.get((component, name + ".weight"), 0) for name in names])
            found.append(together * (model.experts_per_token if component == "experts" else 1))
    return max(found)


def _matrices(model: Model, component: str, name: str) -> list[Tensor]:
    return [t for t in model.tensors if t.component == component and t.name == name + ".weight"]


def _saved_per_layer(model: Model, fused: bool) -> list[tuple[int, int]]:
    """(layers, bytes per token) of each kind of layer; feed-forward parts count as their average."""
    gates = [
        sum([t.copies for t in model.tensors if t.name == name]) for name in ("gate_proj.weight", "up_proj.weight")
    ]
    layers = sum([layer.layers for layer in model.cache_layers])
    mlp = _saved_in_mlps(model, fused)
    found = []
    for layer in model.cache_layers:
        queries = [t.shape[0] for t in _matrices(model, "attention", "q_proj") if t.layer_kind == layer.kind]
        if layer.kind in ATTENTION_KINDS and queries:
            heads = queries[0] // layer.key_dim
            size = saved_bytes_per_token(hidden_size(model), heads, layer.heads, layer.key_dim, 0, fused)
            found.append((layer.layers, size + divide_up(mlp, layers)))
    if len(found) < len(model.cache_layers) or not found or gates[0] != gates[1] or not vocabulary(model):
        raise InputError("Training activations are modelled for decoders with attention and gated MLPs in every layer.")
    return found


def _saved_in_mlps(model: Model, fused: bool) -> int:
    """Bytes per token of the feed-forward parts of all layers."""
    each = 6 if fused else 8
    size = 0
    for component in ("mlp", "shared_experts", "experts"):
        for t in _matrices(model, component, "up_proj"):
            copies = t.copies * model.experts_per_token // model.experts if t.routed else t.copies
            size += each * copies * t.shape[0]
    return size
