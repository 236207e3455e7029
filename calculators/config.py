"""Reading numbers out of a Hugging Face config.json: sources, and the errors that name what is missing.

A source is a constant or a function of a `Config`. Sources may use other roles of the same stack, so they are
resolved on demand.
"""

from calculators.errors import InputError
from calculators.json_text import Real
from calculators.stack import Stack

REQUIRED = object()
MAX_WHOLE = 100_000_000
MAX_LAYERS = 10_000
# Roles that are never 0 in a stack that has them.
POSITIVE = ("vocab_size", "hidden_size", "layers", "query_heads", "kv_heads", "head_dim")


class Config:
    """The part of a config that describes one stack, with the sources of that stack.

    `whole_config` is the config around it, `counted` the name of the class that is counted, `used_defaults`
    collects the keys that the class had to supply.
    """

    def __init__(
        self,
        values: dict[str, object],
        sources: dict[str, object],
        whole_config: dict[str, object],
        counted: str,
        used_defaults: list[str],
    ) -> None:
        self.values = values
        self.sources = sources
        self.whole_config = whole_config
        self.counted = counted
        self.used_defaults = used_defaults
        self.resolved: dict[str, object] = {}
        self.key_of: dict[str, str] = {}
        self.last_key = ""

    def key(self, name: str, default: object = REQUIRED) -> object:
        """The value of a key; absent or null it is the class default, and an error without one."""
        self.last_key = name
        value = self.values.get(name)
        if value is not None:
            return value
        if default is REQUIRED:
            state = "is null" if name in self.values else "is missing"
            raise InputError('The key "' + name + '" ' + state + ", and the class has no default for it.", name)
        if name not in self.used_defaults and name not in self.values:
            self.used_defaults.append(name)
        return default(self) if callable(default) else default

    def whole(self, name: str, default: object = REQUIRED) -> int:
        """A key that holds a whole number from 0."""
        return checked_whole(name, self.key(name, default))

    def flag(self, name: str, default: object = REQUIRED) -> bool:
        """A key that holds true or false."""
        value = self.key(name, default)
        if value is not True and value is not False:
            raise InputError('The key "' + name + '" must be true or false.', name)
        return value

    def texts(self, name: str) -> list[str]:
        """A key that holds a list of words."""
        value = self.key(name)
        if not isinstance(value, list) or [item for item in value if not isinstance(item, str)]:
            raise InputError('The key "' + name + '" must be a list of names.', name)
        return value

    def layer_numbers(self, name: str, default: object = REQUIRED) -> list[object]:
        """A key that lists layers by their number, from 0."""
        value = self.key(name, default)
        items = list(value) if isinstance(value, list) else [None]
        layers = list(range(layer_count(self)))
        if [item for item in items if item is True or item is False or item not in layers]:
            raise InputError('The key "' + name + '" must be a list of layer numbers.', name)
        return items

    def role(self, name: str) -> object:
        """The value of a role of the stack; without a source it is the default of `Stack`."""
        if name not in self.resolved:
            source = self.sources.get(name, getattr(Stack, name))
            self.last_key = name
            self.resolved[name] = source(self) if callable(source) else source
            self.key_of[name] = self.last_key
        self.last_key = self.key_of[name]
        return self.resolved[name]

    def kinds(self, name: str) -> tuple[str, ...]:
        """A role that names each layer."""
        value = self.role(name)
        return value if isinstance(value, tuple) else ()

    def size(self, name: str) -> int:
        """A role that is a whole number."""
        value = self.role(name)
        return checked_whole(self.key_of[name], value)


def checked_whole(name: str, value: object) -> int:
    """The value if it is a whole number from 0 to 100,000,000; else an InputError that names the key."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_WHOLE:
        raise InputError('The key "' + name + '" must be a whole number from 0 to 100,000,000.', name)
    return value


def checked_stack(config: Config) -> Stack:
    """The stack of a config, every role checked against the type of its default, and against the others."""
    values: list[tuple[str, object]] = []
    for name in config.sources:
        value = config.role(name)
        expected = getattr(Stack, name)
        if expected is True or expected is False:
            if value is not True and value is not False:
                raise InputError('The key "' + config.key_of[name] + '" must be true or false.', config.key_of[name])
        elif isinstance(expected, int):
            value = checked_whole(config.key_of[name], value)
            if value == 0 and name in POSITIVE:
                raise InputError('The key "' + config.key_of[name] + '" must be at least 1.', config.key_of[name])
        values.append((name, value))
    stack = Stack(values)
    if stack.layers > MAX_LAYERS:
        raise InputError('The key "' + config.key_of["layers"] + '" must be at most 10,000.', config.key_of["layers"])
    if stack.query_heads and stack.kv_heads and stack.query_heads % stack.kv_heads:
        message = 'The key "' + config.key_of["kv_heads"] + '" must divide the number of query heads.'
        raise InputError(message, config.key_of["kv_heads"])
    if stack.experts and not 1 <= stack.experts_per_token <= stack.experts:
        message = 'The key "' + config.key_of["experts_per_token"] + '" must be from 1 to the number of experts.'
        raise InputError(message, config.key_of["experts_per_token"])
    return stack


def key(name: str, default: object = REQUIRED) -> object:
    """Source: a config key."""
    return lambda config: config.key(name, default)


def same(role: str) -> object:
    """Source: another role."""
    return lambda config: config.role(role)


def times(role: str, factor: int) -> object:
    """Source: another role times a factor."""
    return lambda config: config.size(role) * factor


def quotient(dividend: str, divisor: str) -> object:
    """Source: one role divided by another, without remainder."""

    def divided(config: Config) -> int:
        above, below = config.size(dividend), config.size(divisor)
        if below == 0 or above % below:
            names = (config.key_of[dividend], config.key_of[divisor])
            text = f'The key "{names[0]}" ({above}) must be a multiple of "{names[1]}" ({below}).'
            raise InputError(text, names[1])
        return above // below

    return divided


def fraction(name: str, value: object) -> tuple[int, int]:
    """A JSON number as numerator and denominator."""
    if isinstance(value, Real):
        mantissa = value.text
        exponent = 0
        for mark in "eE":
            if mark in mantissa and mantissa not in ("Infinity", "-Infinity"):
                mantissa, power = mantissa.split(mark, 1)
                exponent = int(power)
        whole, _, decimals = mantissa.partition(".")
        digits = whole + decimals
        exponent -= len(decimals)
        if digits and not [digit for digit in digits if digit not in "0123456789"] and -20 <= exponent <= 20:
            return int(digits) * 10 ** max(exponent, 0), 10 ** max(-exponent, 0)
        raise InputError('The key "' + name + '" must be a number from 0.', name)
    return checked_whole(name, value), 1


def uniform(kind: str) -> object:
    """Source: the same kind in every layer."""
    return lambda config: (kind,) * layer_count(config)


def layer_count(config: Config) -> int:
    """The number of layers, within what can be laid out one by one."""
    layers = config.size("layers")
    if layers > MAX_LAYERS:
        raise InputError('The key "' + config.key_of["layers"] + '" must be at most 10,000.', config.key_of["layers"])
    return layers


def listed_layers(config: Config, name: str, kinds: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The layers that a list in the config names one by one, translated to the kinds used here."""
    known = dict(kinds)
    words = config.texts(name)
    for word in words:
        if word not in known:
            raise InputError('The key "' + name + '" names a layer that is not modelled: "' + word[:40] + '".', name)
    if len(words) != layer_count(config):
        raise InputError('The key "' + name + '" must name ' + str(layer_count(config)) + " layers.", name)
    return tuple([known[word] for word in words])


def named_layers(name: str, kinds: tuple[tuple[str, str], ...], default: object = REQUIRED) -> object:
    """Source: a list in the config that names each layer; absent or null, the default."""

    def laid_out(config: Config) -> object:
        if config.values.get(name) is None and default is not REQUIRED:
            return default(config) if callable(default) else default
        return listed_layers(config, name, kinds)

    return laid_out


def every(period: object, special: str, others: str, offset: object = None) -> object:
    """Source: layer i is `special` if i leaves the remainder `offset` modulo `period` (None: the last of a period)."""

    def laid_out(config: Config) -> tuple[str, ...]:
        step = _resolved(config, period)
        if step == 0:
            raise InputError('The key "' + config.last_key + '" must be at least 1.', config.last_key)
        remainder = step - 1 if offset is None else _resolved(config, offset)
        if remainder >= step:
            raise InputError('The key "' + config.last_key + '" must be below the period.', config.last_key)
        return tuple([special if i % step == remainder else others for i in range(layer_count(config))])

    return laid_out


def _resolved(config: Config, source: object) -> int:
    value = source(config) if callable(source) else source
    return checked_whole(config.last_key, value)
