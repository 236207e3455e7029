"""The records every figure is a sum of: tensors, cache layers, and the model that holds them."""

from collections import namedtuple

# A group of equal tensors. `shape` is (outputs, inputs) for a matrix; `copies` counts them over layers and experts.
# `routed`: of these, a token meets only the share that the router picks. `tied`: an output matrix that shares its
# numbers with the input embedding and is stored once, there.
Tensor = namedtuple("Tensor", ("component", "name", "shape", "copies", "layer_kind", "routed", "tied"))

# A group of equal layers of the key/value cache. Per token a layer keeps `heads` × (`key_dim` + `value_dim`)
# numbers; with a window it keeps at most `window` tokens (0: no window). `state_elements` is what a recurrent
# layer keeps per sequence, whatever the length.
CacheLayer = namedtuple("CacheLayer", ("kind", "layers", "heads", "key_dim", "value_dim", "window", "state_elements"))

# `experts` and `experts_per_token` are 0 in a dense model; `buffer_elements` are stored but are not parameters. `known`
# is a dict of what was worked out from the tensors, by question: a report asks the same many times.
Model = namedtuple(
    "Model", ("tensors", "cache_layers", "experts", "experts_per_token", "buffer_elements", "notes", "known")
)

# Name, label, and the label in the middle of a sentence.
COMPONENTS = (
    ("token_embeddings", "Token embeddings", "token embeddings"),
    ("position_embeddings", "Position embeddings", "position embeddings"),
    ("token_type_embeddings", "Token type embeddings", "token type embeddings"),
    ("per_layer_embeddings", "Per-layer embeddings", "per-layer embeddings"),
    ("patch_embedding", "Patch embedding", "patch embedding"),
    ("conv_frontend", "Convolutional front end", "convolutional front end"),
    ("special_tokens", "Special tokens", "special tokens"),
    ("projections", "Projections", "projections"),
    ("attention", "Attention", "attention"),
    ("ssm", "State space and recurrent mixers", "state space and recurrent mixers"),
    ("mlp", "MLP", "MLP"),
    ("experts", "Routed experts", "routed experts"),
    ("shared_experts", "Shared experts", "shared experts"),
    ("router", "Router", "router"),
    ("altup_laurel_per_layer", "AltUp, LAuReL and per-layer inputs", "AltUp, LAuReL and per-layer inputs"),
    ("layer_scale", "Layer scale", "layer scale"),
    ("norms", "Norms", "norms"),
    ("qk_norms", "Query, key and latent norms", "query, key and latent norms"),
    ("head", "Head", "head"),
    ("lm_head", "Output head", "output head"),
)

# Tables of which a token reads one row: left out of "active without embeddings".
EMBEDDING_COMPONENTS = ("token_embeddings", "position_embeddings", "token_type_embeddings", "per_layer_embeddings")


def tensor(component: str, name: str, shape: tuple[int, ...]) -> Tensor:
    """One tensor that every token passes through."""
    return Tensor(component, name, shape, 1, "", False, False)


def repeat(tensors: list[Tensor], copies: int, layer_kind: str = "") -> list[Tensor]:
    """The tensors once per layer or expert, marked with a layer kind if they have none."""
    return [
        Tensor(t.component, t.name, t.shape, t.copies * copies, t.layer_kind or layer_kind, t.routed, t.tied)
        for t in tensors
    ]


def routed(tensors: list[Tensor]) -> list[Tensor]:
    """The tensors, marked as met only by the tokens that the router sends to them."""
    return [Tensor(t.component, t.name, t.shape, t.copies, t.layer_kind, True, t.tied) for t in tensors]


def tied(item: Tensor) -> Tensor:
    """The tensor, marked as sharing its numbers with the input embedding."""
    return Tensor(item.component, item.name, item.shape, item.copies, item.layer_kind, item.routed, True)


def elements(item: Tensor) -> int:
    """Numbers in one copy of a tensor."""
    product = 1
    for size in item.shape:
        product *= size
    return product


def stored(item: Tensor) -> int:
    """Numbers a tensor adds to a checkpoint: all copies, or none if tied."""
    return 0 if item.tied else elements(item) * item.copies
