"""Mixers other than attention, each as the tensors of one layer, and the state it keeps per sequence.

Sources: Mamba (https://arxiv.org/abs/2312.00752); Mamba-2 (https://arxiv.org/abs/2405.21060); Gated DeltaNet
(https://arxiv.org/abs/2412.06464); RG-LRU: Griffin (https://arxiv.org/abs/2402.19427); RWKV
(https://arxiv.org/abs/2305.13048). State: the recurrent state and the last inputs of the short convolution.
"""

from calculators.blocks import linear
from calculators.tensors import Tensor, tensor


def mamba(
    hidden: int, inner: int, state: int, kernel: int, rank: int, conv_bias: bool, bias: bool, inner_norms: bool
) -> list[Tensor]:
    """Mamba-1; `rank` is the width of the time-step projection, `inner_norms` the norms on it and on B and C."""
    parts = linear("ssm", "in_proj", hidden, 2 * inner, bias)
    parts += _convolution(inner, kernel, conv_bias)
    parts += linear("ssm", "x_proj", inner, rank + 2 * state)
    parts += linear("ssm", "dt_proj", rank, inner, True)
    parts += [tensor("ssm", "A_log", (inner, state)), tensor("ssm", "D", (inner,))]
    if inner_norms:
        parts += [
            tensor("ssm", name, (width,)) for name, width in (("dt_norm", rank), ("b_norm", state), ("c_norm", state))
        ]
    return parts + linear("ssm", "out_proj", inner, hidden, bias)


def mamba_state(inner: int, state: int, kernel: int) -> int:
    """Numbers Mamba-1 keeps per sequence in one layer."""
    return inner * state + (kernel - 1) * inner


def mamba2(
    hidden: int,
    heads: int,
    head_dim: int,
    state: int,
    groups: int,
    kernel: int,
    conv_bias: bool,
    bias: bool,
    gated_norm: bool,
) -> list[Tensor]:
    """Mamba-2."""
    inner = heads * head_dim
    convolved = inner + 2 * groups * state
    parts = linear("ssm", "in_proj", hidden, inner + convolved + heads, bias)
    parts += _convolution(convolved, kernel, conv_bias)
    parts += [tensor("ssm", name, (heads,)) for name in ("dt_bias", "A_log", "D")]
    if gated_norm:
        parts.append(tensor("ssm", "norm.weight", (inner,)))
    return parts + linear("ssm", "out_proj", inner, hidden, bias)


def mamba2_state(heads: int, head_dim: int, state: int, groups: int, kernel: int) -> int:
    """Numbers Mamba-2 keeps per sequence in one layer."""
    inner = heads * head_dim
    return inner * state + (kernel - 1) * (inner + 2 * groups * state)


def delta_net(hidden: int, key_heads: int, key_dim: int, value_heads: int, value_dim: int, kernel: int) -> list[Tensor]:
    """Gated DeltaNet: projections of q, k, v, output gate, and of the two gates per value head."""
    keys, values = key_heads * key_dim, value_heads * value_dim
    parts = linear("ssm", "in_proj_qkvz", hidden, 2 * keys + 2 * values)
    parts += linear("ssm", "in_proj_ba", hidden, 2 * value_heads)
    parts += _convolution(2 * keys + values, kernel, False)
    parts += [tensor("ssm", "dt_bias", (value_heads,)), tensor("ssm", "A_log", (value_heads,))]
    parts.append(tensor("ssm", "norm.weight", (value_dim,)))
    return parts + linear("ssm", "out_proj", values, hidden)


def delta_net_state(key_heads: int, key_dim: int, value_heads: int, value_dim: int, kernel: int) -> int:
    """Numbers Gated DeltaNet keeps per sequence in one layer."""
    convolved = 2 * key_heads * key_dim + value_heads * value_dim
    return value_heads * key_dim * value_dim + (kernel - 1) * convolved


def recurrent_gate(hidden: int, width: int, heads: int, kernel: int) -> list[Tensor]:
    """The recurrent block of Griffin: two branches, a convolution, and RG-LRU gates in one block per head."""
    block = width // heads
    parts = linear("ssm", "linear_x", hidden, width, True) + linear("ssm", "linear_y", hidden, width, True)
    parts += _convolution(width, kernel, True)
    parts.append(tensor("ssm", "recurrent_param", (width,)))
    for name in ("input_gate", "recurrent_gate"):
        parts += [tensor("ssm", name + ".weight", (heads, block, block)), tensor("ssm", name + ".bias", (heads, block))]
    return parts + linear("ssm", "linear_out", width, hidden, True)


def short_convolution(hidden: int, kernel: int, bias: bool) -> list[Tensor]:
    """The gated short convolution of LFM2."""
    parts = linear("ssm", "in_proj", hidden, 3 * hidden, bias) + _convolution(hidden, kernel, bias)
    return parts + linear("ssm", "out_proj", hidden, hidden, bias)


def rwkv_time_mix(hidden: int, inner: int) -> list[Tensor]:
    """The time mixing of RWKV-4."""
    parts = [tensor("ssm", name, (inner,)) for name in ("time_decay", "time_first")]
    parts += [tensor("ssm", "time_mix_" + name, (hidden,)) for name in ("key", "value", "receptance")]
    for name in ("key", "value", "receptance"):
        parts += linear("ssm", name, hidden, inner)
    return parts + linear("ssm", "output", inner, hidden)


def rwkv_channel_mix(hidden: int, width: int) -> list[Tensor]:
    """The channel mixing of RWKV-4, its feed-forward part."""
    parts = [tensor("mlp", "time_mix_" + name, (hidden,)) for name in ("key", "receptance")]
    parts += linear("mlp", "key", hidden, width) + linear("mlp", "receptance", hidden, hidden)
    return parts + linear("mlp", "value", width, hidden)


def _convolution(channels: int, kernel: int, bias: bool) -> list[Tensor]:
    parts = [tensor("ssm", "conv1d.weight", (channels, 1, kernel))]
    return parts + ([tensor("ssm", "conv1d.bias", (channels,))] if bias else [])
