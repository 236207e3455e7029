"""What makes inputs contradict each other that are fine one by one; each conflict is a pair of field and message."""

from calculators.units import grouped


def of_architecture(values: "dict[str, int | str | bool]") -> list[tuple[str, str]]:
    """Between the numbers of a model."""
    numbers = {name: value for name, value in values.items() if isinstance(value, int)}
    return _attention(numbers) + _mixture(numbers) + _windows(numbers)


def _has(numbers: dict[str, int], *names: str) -> bool:
    return not [name for name in names if name not in numbers]


def _attention(numbers: dict[str, int]) -> list[tuple[str, str]]:
    if not _has(numbers, "query_heads", "kv_heads") or numbers["query_heads"] % numbers["kv_heads"] == 0:
        return []
    heads, kv_heads = grouped(numbers["query_heads"]), grouped(numbers["kv_heads"])
    message = "Key/value heads must divide the query heads: " + heads + " is not a multiple of " + kv_heads + "."
    return [("kv_heads", message)]


def _mixture(numbers: dict[str, int]) -> list[tuple[str, str]]:
    found = []
    experts, layers, dense = numbers.get("experts"), numbers.get("layers"), numbers.get("dense_layers")
    if experts and layers is not None and dense is not None and dense >= layers:
        message = "Dense layers must be fewer than the layers (" + grouped(layers) + ") in a mixture of experts."
        found.append(("dense_layers", message))
    if experts is not None and (experts == 0 or dense) and numbers.get("intermediate_size") == 0:
        found.append(("intermediate_size", "MLP width must be at least 1 where a layer has a plain MLP."))
    per_token = numbers.get("experts_per_token")
    if experts and per_token is not None and not 1 <= per_token <= experts:
        message = "Experts per token must be from 1 to the number of routed experts (" + grouped(experts) + ")."
        found.append(("experts_per_token", message))
    if experts and numbers.get("expert_intermediate_size") == 0:
        found.append(("expert_intermediate_size", "Expert width must be at least 1 where there are routed experts."))
    return found


def _windows(numbers: dict[str, int]) -> list[tuple[str, str]]:
    found = []
    if _has(numbers, "sliding_layers", "layers") and numbers["sliding_layers"] > numbers["layers"]:
        message = "Layers with a window must be at most the layers (" + grouped(numbers["layers"]) + ")."
        found.append(("sliding_layers", message))
    if numbers.get("sliding_layers") and numbers.get("sliding_window") == 0:
        found.append(("sliding_window", "Window must be at least 1 token where layers have a window."))
    return found


def of_use(values: "dict[str, int | str | bool]") -> list[tuple[str, str]]:
    """Between the inputs of use."""
    numbers = {name: value for name, value in values.items() if isinstance(value, int)}
    if not _has(numbers, "gpus", "tensor", "pipeline"):
        return []
    together = numbers["tensor"] * numbers["pipeline"]
    if numbers["gpus"] % together:
        message = "GPUs must be a multiple of tensor parallelism times pipeline stages (" + grouped(together) + ")."
        return [("gpus", message)]
    return []
