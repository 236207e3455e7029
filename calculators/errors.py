"""The one error this package raises for bad input, and the help that goes with it."""


class InputError(ValueError):
    """Input that cannot be calculated with; `field` names the input it belongs to, or is empty."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


def edit_distance(left: str, right: str) -> int:
    """Number of single-character insertions, deletions and replacements between two words (Levenshtein)."""
    previous = list(range(len(right) + 1))
    for row, a in enumerate(left):
        current = [row + 1]
        for column, b in enumerate(right):
            replaced = previous[column] + (0 if a == b else 1)
            current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
        previous = current
    return previous[-1]


def did_you_mean(word: str, known: list[str]) -> str:
    """A sentence that offers the nearest known word, led by a space; empty when none is near.

    Near is a distance of at most 2 or a third of the word; words over 60 characters are not compared.
    """
    if len(word) > 60:
        return ""
    nearest = ""
    smallest = max(len(word) // 3, 2) + 1
    for candidate in known:
        # The lengths alone are that far apart.
        if abs(len(word) - len(candidate)) >= smallest:
            continue
        distance = edit_distance(word, candidate)
        if distance < smallest:
            nearest, smallest = candidate, distance
    return ' Did you mean "' + nearest + '"?' if nearest else ""
