"""A stack of layers described by plain numbers.

Every network here is one stack or several: a decoder, an encoder, a vision tower.
"""

from calculators.tensors import CacheLayer, Tensor


class Stack:
    """Sizes are counts of elements unless their name says otherwise; 0 means absent."""

    # Tables
    vocab_size: int = 0
    owns_table: bool = True  # false where another stack holds the token embeddings
    hidden_size: int = 0
    embedding_size: int = 0  # narrower than the hidden size in ELECTRA, ALBERT and OPT-350m; 0: the same
    learned_positions: int = 0
    token_types: int = 0
    embedding_norm: bool = False
    # Layers: what mixes tokens in each ("full", "sliding", "chunked", "shared", "mla", "mamba", "mamba2", "delta",
    # "recurrent", "conv", "rwkv", "full+mamba2", "key-value" or "none") and
    # what follows ("dense", "moe", "moe+dense", "channel-mix", "none").
    layers: int = 0
    cached: bool = True  # whether keys and values are kept while text is generated
    mixers: tuple[str, ...] = ()
    feed_forwards: tuple[str, ...] = ()
    # Attention
    query_heads: int = 0
    kv_heads: int = 0
    head_dim: int = 0
    global_kv_heads: int = 0  # of full layers, where they differ from windowed ones
    global_head_dim: int = 0
    keys_as_values: bool = False  # full layers use the keys as values
    attention_input: int = 0  # 0: the hidden size
    qkv_bias: bool = False
    key_bias: bool = True  # whether keys share in qkv_bias
    output_bias: bool = False
    output_gate: bool = False
    sinks: bool = False
    qk_norm: str = "none"
    qk_norm_kind: str = "rmsnorm"
    cross_attention: bool = False
    sliding_window: int = 0
    # Latent attention
    q_lora_rank: int = 0
    kv_lora_rank: int = 0
    qk_nope_head_dim: int = 0
    qk_rope_head_dim: int = 0
    v_head_dim: int = 0
    # Other mixers
    inner_size: int = 0
    state_size: int = 0
    state_heads: int = 0
    state_head_dim: int = 0
    state_groups: int = 0
    key_heads: int = 0
    key_dim: int = 0
    time_step_rank: int = 0
    conv_kernel: int = 0
    conv_bias: bool = False
    mixer_bias: bool = False
    inner_norms: bool = False
    gated_norm: bool = True
    # Feed-forward
    intermediate_size: int = 0
    gated_mlp: bool = True
    mlp_bias: bool = False
    experts: int = 0
    experts_per_token: int = 0
    expert_intermediate_size: int = 0
    expert_bias: bool = False
    router_bias: bool = False
    shared_expert_intermediate_size: int = 0
    shared_expert_gate: bool = False
    # Norms
    norm: str = "rmsnorm"
    norms_per_layer: int = 2
    final_norm: bool = True
    # Output matrix: "none", "separate" or "tied"
    head: str = "none"
    head_bias: bool = False
    # Tensors of one layer, of the whole stack, and stored numbers that are not parameters
    layer_extras: tuple[Tensor, ...] = ()
    extras: tuple[Tensor, ...] = ()
    buffer_elements: int = 0
    extra_cache: tuple[CacheLayer, ...] = ()

    def __init__(self, values: "list[tuple[str, object]]") -> None:
        for name, value in values:
            if not hasattr(Stack, name):
                raise AttributeError(name)
            setattr(self, name, value)
