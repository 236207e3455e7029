"""Attention, MLP, experts and norms, each as the tensors of one layer.

Sources: Vaswani et al. 2017, section 3 (https://arxiv.org/abs/1706.03762); gated MLP: Shazeer 2020
(https://arxiv.org/abs/2002.05202); grouped queries: Ainslie et al. 2023 (https://arxiv.org/abs/2305.13245); latent
attention: DeepSeek-V2, section 2.1 (https://arxiv.org/abs/2405.04434).
"""

from calculators.tensors import Tensor, repeat, routed, tensor

# Weight vectors per norm, each as wide as what it normalizes.
NORM_VECTORS = {"rmsnorm": 1, "layernorm": 2, "layernorm-no-bias": 1, "no-weights": 0}


def linear(component: str, name: str, inputs: int, outputs: int, bias: bool = False) -> list[Tensor]:
    """A matrix of outputs × inputs, with a bias vector if asked for."""
    parts = [tensor(component, name + ".weight", (outputs, inputs))]
    if bias:
        parts.append(tensor(component, name + ".bias", (outputs,)))
    return parts


def norm(name: str, width: int, kind: str = "rmsnorm", component: str = "norms") -> list[Tensor]:
    """A normalization over `width` numbers: 0, 1 or 2 vectors."""
    names = (name + ".weight", name + ".bias")[: NORM_VECTORS[kind]]
    return [tensor(component, part, (width,)) for part in names]


def query(hidden_size: int, query_width: int, bias: bool) -> list[Tensor]:
    """The query projection."""
    return linear("attention", "q_proj", hidden_size, query_width, bias)


def key_value(hidden_size: int, width: int, key_bias: bool, value_bias: bool) -> list[Tensor]:
    """The key and value projections."""
    key = linear("attention", "k_proj", hidden_size, width, key_bias)
    return key + linear("attention", "v_proj", hidden_size, width, value_bias)


def output(query_width: int, hidden_size: int, bias: bool) -> list[Tensor]:
    """The projection from the heads back to the hidden size."""
    return linear("attention", "o_proj", query_width, hidden_size, bias)


def latent_attention(
    hidden_size: int,
    heads: int,
    query_rank: int,
    kv_rank: int,
    nope_dim: int,
    rope_dim: int,
    value_dim: int,
    bias: bool,
) -> list[Tensor]:
    """Multi-head latent attention; with `query_rank` 0 the query is one plain matrix.

    h·r_q + r_q + r_q·q(n+r) [or hq(n+r)] + h(r_kv+r) + r_kv + r_kv·q(n+v) + qvh.
    """
    query_width = heads * (nope_dim + rope_dim)
    parts = linear("attention", "kv_a_proj", hidden_size, kv_rank + rope_dim, bias)
    parts += norm("kv_a_norm", kv_rank, "rmsnorm", "qk_norms")
    parts += linear("attention", "kv_b_proj", kv_rank, heads * (nope_dim + value_dim))
    parts += output(heads * value_dim, hidden_size, bias)
    if not query_rank:
        return parts + query(hidden_size, query_width, False)
    parts += linear("attention", "q_a_proj", hidden_size, query_rank, bias)
    parts += norm("q_a_norm", query_rank, "rmsnorm", "qk_norms")
    return parts + linear("attention", "q_b_proj", query_rank, query_width)


def mlp(hidden_size: int, intermediate_size: int, gated: bool, bias: bool, component: str = "mlp") -> list[Tensor]:
    """Feed-forward: 3hi if gated, 2hi if plain."""
    gate = linear(component, "gate_proj", hidden_size, intermediate_size, bias) if gated else []
    up = linear(component, "up_proj", hidden_size, intermediate_size, bias)
    return gate + up + linear(component, "down_proj", intermediate_size, hidden_size, bias)


def experts(hidden_size: int, intermediate_size: int, count: int, gated: bool, bias: bool) -> list[Tensor]:
    """All routed experts of a layer: each an MLP."""
    return routed(repeat(mlp(hidden_size, intermediate_size, gated, bias, "experts"), count))


def shared_expert(hidden_size: int, intermediate_size: int, gated: bool, gate: bool) -> list[Tensor]:
    """The expert every token passes through, with the one-output gate some models put before it."""
    parts = mlp(hidden_size, intermediate_size, gated, False, "shared_experts")
    return parts + (linear("router", "shared_expert_gate", hidden_size, 1) if gate else [])
