"""The inputs of the calculators: what a reader may type, the limits, and how a text becomes a value."""

from collections import namedtuple

from calculators.errors import InputError, did_you_mean
from calculators.quantization import KV_PRECISIONS, WEIGHT_PRECISIONS, labels
from calculators.units import grouped

# kind: "integer" (minimum to maximum, unit), "choice" (choices: value and label) or "flag" (yes or no).
Field = namedtuple("Field", ("name", "label", "kind", "unit", "minimum", "maximum", "choices", "help"))

DIGITS = "0123456789"
BLANKS = " \t\n\r\u00a0\u2009\u202f"
MAX_CHARACTERS = 40


def _integer(name: str, label: str, unit: str, minimum: int, maximum: int, hint: str) -> Field:
    return Field(name, label, "integer", unit, minimum, maximum, (), hint)


def _choice(name: str, label: str, choices: tuple[tuple[str, str], ...], hint: str) -> Field:
    return Field(name, label, "choice", "", 0, 0, choices, hint)


def _flag(name: str, label: str, hint: str) -> Field:
    return Field(name, label, "flag", "", 0, 0, (("yes", "Yes"), ("no", "No")), hint)


NORMS = (
    ("rmsnorm", "RMSNorm: one weight vector"),
    ("layernorm", "LayerNorm: weight and bias"),
    ("layernorm-no-bias", "LayerNorm: weight only"),
    ("no-weights", "Norm without weights"),
)
QK_NORMS = (("none", "None"), ("head", "Per head, shared by all heads"), ("full", "Over the full width"))

SIZES = (
    _integer("vocab_size", "Vocabulary size", "tokens", 1, 10_000_000, "How many different tokens the model knows."),
    _integer("hidden_size", "Hidden size", "", 1, 1_000_000, "Width of the vector that stands for one token."),
    _integer("layers", "Layers", "", 1, 1000, "How many blocks are stacked."),
    _integer("query_heads", "Query heads", "", 1, 10_000, "Attention heads that ask."),
    _integer("kv_heads", "Key/value heads", "", 1, 10_000, "Attention heads that are kept in the cache."),
    _integer("head_dim", "Head dimension", "", 1, 65_536, "Width of one attention head."),
    _integer(
        "intermediate_size", "MLP width", "", 0, 10_000_000, "Inner width of the MLP; 0 if every layer is a mixture."
    ),
    _flag("gated_mlp", "Gated MLP", "Three matrices (SwiGLU and relatives) instead of two."),
    _flag("tied_embeddings", "Tied embeddings", "The output head reuses the input embedding."),
)
MIXTURE = (
    _integer("experts", "Routed experts", "", 0, 100_000, "Experts per mixture layer; 0 for a dense model."),
    _integer("experts_per_token", "Experts per token", "", 0, 100_000, "Routed experts that work on each token."),
    _integer("expert_intermediate_size", "Expert width", "", 0, 10_000_000, "Inner width of one routed expert."),
    _integer(
        "shared_expert_intermediate_size",
        "Shared expert width",
        "",
        0,
        10_000_000,
        "Inner width of all shared experts together; 0 for none.",
    ),
    _flag("shared_expert_gate", "Shared expert gate", "One more row that weighs the shared expert."),
    _integer("dense_layers", "Dense layers", "", 0, 1000, "Layers that keep a plain MLP instead of experts."),
)
DETAILS = (
    _flag("qkv_bias", "Query, key, value biases", "A bias vector on each of these projections."),
    _flag("output_bias", "Attention output bias", "A bias vector on the attention output projection."),
    _flag("mlp_bias", "MLP biases", "A bias vector on every MLP matrix."),
    _choice("qk_norm", "Query and key norms", QK_NORMS, "Normalizes queries and keys before they meet."),
    _choice("norm", "Norm", NORMS, "Which vectors each norm carries."),
    _integer("norms_per_layer", "Norms per layer", "", 0, 8, "Not counting query and key norms."),
    _integer(
        "learned_positions",
        "Learned positions",
        "rows",
        0,
        100_000_000,
        "Rows of a position table; 0 for rotary or none.",
    ),
)
WINDOWS = (
    _integer("sliding_layers", "Layers with a window", "", 0, 1000, "Layers that attend to recent tokens only."),
    _integer("sliding_window", "Window", "tokens", 0, 100_000_000, "How far back those layers look; 0 for no window."),
)

USE = (
    _choice("precision", "Weight precision", labels(WEIGHT_PRECISIONS), "How many bits store one weight."),
    _integer("context_length", "Context length", "tokens", 1, 100_000_000, "Tokens of prompt and answer per sequence."),
    _integer("batch_size", "Sequences at once", "", 1, 1_000_000, "How many conversations are served together."),
    _choice("kv_precision", "Cache precision", labels(KV_PRECISIONS), "How many bits store one number of the cache."),
)


def names(members: tuple[Field, ...]) -> list[str]:
    """The names of some inputs."""
    return [member.name for member in members]


def text_of(value: object) -> str:
    """The text a field shows for a value."""
    if value is True:
        return "yes"
    if value is False:
        return "no"
    return str(value)


def value_of(field: Field, text: str) -> "int | str | bool":
    """The value of a typed text; raises InputError with the limits."""
    if field.kind == "integer":
        number = whole_number(text)
        if number < field.minimum or number > field.maximum:
            raise InputError(limits(field), field.name)
        return number
    trimmed = trim(text)
    known = [value for value, _ in field.choices]
    if trimmed not in known:
        shown = ", ".join(known) if len(known) <= 8 else str(len(known)) + " names of the list"
        raise InputError(field.label + " must be one of: " + shown + "." + did_you_mean(trimmed, known), field.name)
    return trimmed if field.kind == "choice" else trimmed == "yes"


def values_of(
    members: list[Field], texts: dict[str, str]
) -> "tuple[list[tuple[str, str]], dict[str, int | str | bool]]":
    """Errors as (field, message), and the values of the texts that have none; a missing text is an empty one."""
    errors = []
    values: dict[str, int | str | bool] = {}
    for member in members:
        try:
            values[member.name] = value_of(member, texts.get(member.name, ""))
        except InputError as error:
            errors.append((member.name, error.message))
    return errors, values


def limits(field: Field) -> str:
    """What an integer field accepts, as a sentence."""
    unit = " " + field.unit if field.unit else ""
    between = "from " + grouped(field.minimum) + " to " + grouped(field.maximum)
    return str(field.label + " must be a whole number " + between + unit + ".")


def whole_number(text: str) -> int:
    """The number of a text of ASCII digits, plain or in groups of three split by commas or spaces; else -1."""
    trimmed = trim(text)
    if not trimmed or len(trimmed) > MAX_CHARACTERS:
        return -1
    separator = ""
    for character in trimmed:
        if character not in DIGITS:
            separator = character
            break
    groups = trimmed.split(separator) if separator else [trimmed]
    if [group for group in groups if not group or [digit for digit in group if digit not in DIGITS]]:
        return -1
    if separator:
        in_threes = len(groups[0]) <= 3 and not [group for group in groups[1:] if len(group) != 3]
        if not in_threes or separator not in "," + BLANKS:
            return -1
    return int("".join(groups))


def trim(text: str) -> str:
    """The text without blanks around it, the same blanks on every runtime."""
    start, end = 0, len(text)
    while start < end and text[start] in BLANKS:
        start += 1
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return text[start:end]
