"""What one layer of a stack is made of, by the kind of its mixer and of its feed-forward part."""

from calculators import blocks, mixers
from calculators.stack import Stack
from calculators.tensors import CacheLayer, Tensor, tensor

ATTENTION = ("full", "sliding", "chunked", "shared")


def mixer(stack: Stack, kind: str) -> list[Tensor]:
    """The tensors that mix tokens in one layer of that kind."""
    hidden = stack.hidden_size
    if kind == "full+mamba2":
        return mixer(stack, "full") + mixer(stack, "mamba2")
    if kind in ATTENTION:
        return _attention(stack, kind) + (_attention(stack, "cross") if stack.cross_attention else [])
    if kind == "key-value":
        return blocks.key_value(hidden, stack.kv_heads * stack.head_dim, False, False)
    if kind == "mla":
        dims = (stack.qk_nope_head_dim, stack.qk_rope_head_dim, stack.v_head_dim)
        heads, ranks = stack.query_heads, (stack.q_lora_rank, stack.kv_lora_rank)
        return blocks.latent_attention(hidden, heads, ranks[0], ranks[1], dims[0], dims[1], dims[2], stack.qkv_bias)
    if kind == "mamba":
        return mixers.mamba(
            hidden, stack.inner_size, stack.state_size, stack.conv_kernel, stack.time_step_rank,
            stack.conv_bias, stack.mixer_bias, stack.inner_norms,
        )  # fmt: skip
    if kind == "mamba2":
        return mixers.mamba2(
            hidden, stack.state_heads, stack.state_head_dim, stack.state_size, stack.state_groups,
            stack.conv_kernel, stack.conv_bias, stack.mixer_bias, stack.gated_norm,
        )  # fmt: skip
    if kind == "delta":
        return mixers.delta_net(
            hidden, stack.key_heads, stack.key_dim, stack.state_heads, stack.state_head_dim, stack.conv_kernel
        )
    if kind == "recurrent":
        return mixers.recurrent_gate(hidden, stack.inner_size, stack.query_heads, stack.conv_kernel)
    if kind == "conv":
        return mixers.short_convolution(hidden, stack.conv_kernel, stack.conv_bias)
    if kind == "rwkv":
        return mixers.rwkv_time_mix(hidden, stack.inner_size)
    return []


def _heads(stack: Stack, kind: str) -> tuple[int, int]:
    """Key/value heads and head width of a kind of attention layer."""
    if kind == "full":
        return stack.global_kv_heads or stack.kv_heads, stack.global_head_dim or stack.head_dim
    return stack.kv_heads, stack.head_dim


def _attention(stack: Stack, kind: str) -> list[Tensor]:
    kv_heads, width = _heads(stack, kind)
    inputs = stack.attention_input or stack.hidden_size
    query_width, kv_width = stack.query_heads * width, kv_heads * width
    parts = blocks.query(inputs, query_width * (2 if stack.output_gate else 1), stack.qkv_bias)
    key_bias = stack.qkv_bias and stack.key_bias
    if kind == "full" and stack.keys_as_values:
        parts += blocks.linear("attention", "k_proj", inputs, kv_width, key_bias)
    elif kind != "shared":
        parts += blocks.key_value(inputs, kv_width, key_bias, stack.qkv_bias)
    parts += blocks.output(query_width, stack.hidden_size, stack.output_bias)
    if stack.sinks:
        parts.append(tensor("attention", "sinks", (stack.query_heads,)))
    if stack.qk_norm == "none":
        return parts
    widths = (width, width) if stack.qk_norm == "head" else (query_width, kv_width)
    parts += blocks.norm("q_norm", widths[0], stack.qk_norm_kind, "qk_norms")
    return parts + (blocks.norm("k_norm", widths[1], stack.qk_norm_kind, "qk_norms") if kind != "shared" else [])


def feed_forward(stack: Stack, kind: str) -> list[Tensor]:
    """The tensors of the feed-forward part of one layer of that kind."""
    hidden, gated = stack.hidden_size, stack.gated_mlp
    if kind == "none":
        return []
    if kind == "channel-mix":
        return mixers.rwkv_channel_mix(hidden, stack.intermediate_size)
    if kind == "dense":
        return blocks.mlp(hidden, stack.intermediate_size, gated, stack.mlp_bias)
    parts = blocks.experts(hidden, stack.expert_intermediate_size, stack.experts, gated, stack.expert_bias)
    parts += blocks.linear("router", "router", hidden, stack.experts, stack.router_bias)
    shared = stack.shared_expert_intermediate_size
    if shared:
        parts += blocks.shared_expert(hidden, shared, gated, stack.shared_expert_gate)
    return parts + (feed_forward(stack, "dense") if kind == "moe+dense" else [])


def cache_layer(stack: Stack, kind: str, count: int) -> CacheLayer:
    """What `count` layers of that kind keep while text is generated."""
    if kind in ("full", "sliding", "chunked", "key-value"):
        kv_heads, width = _heads(stack, kind)
        name, window = ("full", 0) if kind in ("full", "key-value") else (kind, stack.sliding_window)
        return CacheLayer(name, count, kv_heads, width, width, window, 0)
    if kind == "mla":
        return CacheLayer(kind, count, 1, stack.kv_lora_rank, stack.qk_rope_head_dim, 0, 0)
    if kind in ("shared", "none"):
        return CacheLayer(kind, count, 0, 0, 0, 0, 0)
    return CacheLayer("state", count, 0, 0, 0, 0, _state_elements(stack, kind))


def _state_elements(stack: Stack, kind: str) -> int:
    heads, width, state, kernel = stack.state_heads, stack.state_head_dim, stack.state_size, stack.conv_kernel
    if kind == "mamba":
        return mixers.mamba_state(stack.inner_size, state, kernel)
    if kind == "mamba2":
        return mixers.mamba2_state(heads, width, state, stack.state_groups, kernel)
    if kind == "delta":
        return mixers.delta_net_state(stack.key_heads, stack.key_dim, heads, width, kernel)
    if kind == "recurrent":
        return stack.inner_size * kernel
    if kind == "rwkv":
        return 2 * stack.hidden_size + 3 * stack.inner_size
    return stack.hidden_size * (kernel - 1)
