"""Stacks put together: every tensor and every cache layer of a model."""

from calculators import blocks, layers
from calculators.stack import Stack
from calculators.tensors import CacheLayer, Model, Tensor, repeat, tensor, tied


def model(stacks: list[Stack], notes: list[str]) -> Model:
    """Several stacks as one model; the first with experts says how many."""
    parts: list[Tensor] = []
    cache: list[CacheLayer] = []
    experts = [(stack.experts, stack.experts_per_token) for stack in stacks if stack.experts] + [(0, 0)]
    for stack in stacks:
        parts += tensors(stack)
        cache += cache_layers(stack)
    buffers = sum([stack.buffer_elements for stack in stacks])
    return Model(parts, cache, experts[0][0], experts[0][1], buffers, notes, {})


def tensors(stack: Stack) -> list[Tensor]:
    """Every tensor of a stack."""
    parts = _tables(stack)
    for kind, count in _counted(stack.mixers):
        parts += repeat(layers.mixer(stack, kind), count, kind)
    for kind, count in _counted(stack.feed_forwards):
        parts += repeat(layers.feed_forward(stack, kind), count, kind)
    norms = repeat(blocks.norm("norm", stack.hidden_size, stack.norm), stack.norms_per_layer)
    parts += repeat(norms + list(stack.layer_extras), stack.layers, "layer")
    if stack.final_norm:
        parts += blocks.norm("final_norm", stack.hidden_size, stack.norm)
    return parts + list(stack.extras) + _head(stack)


def _counted(kinds: tuple[str, ...]) -> list[tuple[str, int]]:
    return [(kind, len([other for other in kinds if other == kind])) for kind in sorted(set(kinds))]


def _tables(stack: Stack) -> list[Tensor]:
    width = stack.embedding_size or stack.hidden_size
    parts = []
    if stack.vocab_size and stack.owns_table:
        parts.append(tensor("token_embeddings", "embed_tokens.weight", (stack.vocab_size, width)))
    if stack.learned_positions:
        parts.append(tensor("position_embeddings", "embed_positions.weight", (stack.learned_positions, width)))
    if stack.token_types:
        parts.append(tensor("token_type_embeddings", "token_type_embeddings.weight", (stack.token_types, width)))
    return parts + (blocks.norm("embedding_norm", width, stack.norm) if stack.embedding_norm else [])


def _head(stack: Stack) -> list[Tensor]:
    if stack.head == "none":
        return []
    matrix = tensor("lm_head", "lm_head.weight", (stack.vocab_size, stack.embedding_size or stack.hidden_size))
    bias = [tensor("lm_head", "lm_head.bias", (stack.vocab_size,))] if stack.head_bias else []
    return [tied(matrix) if stack.head == "tied" else matrix] + bias


def cache_layers(stack: Stack) -> list[CacheLayer]:
    """What each kind of layer keeps while text is generated."""
    found = []
    for kind, count in _counted(stack.mixers if stack.cached else ()):
        for part in kind.split("+"):
            found.append(layers.cache_layer(stack, part, count))
    return [layer for layer in found if layer.kind != "none"] + list(stack.extra_cache)
