"""Numbers as text: grouped digits, short forms, bytes in both unit systems, shares. Integers only."""

BITS_PER_BYTE = 8

COUNT_UNITS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
DECIMAL_UNITS = ((10**15, "PB"), (10**12, "TB"), (10**9, "GB"), (10**6, "MB"), (10**3, "kB"))
BINARY_UNITS = ((2**50, "PiB"), (2**40, "TiB"), (2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB"))

# Sizes already put into words: from one keystroke to the next most stay what they are.
SHOWN: dict[int, str] = {}
MAX_SHOWN = 500


def divide_up(numerator: int, denominator: int) -> int:
    """Quotient rounded up."""
    return -(-numerator // denominator)


def grouped(value: int) -> str:
    """Every digit, in groups of three: 8,030,261,248."""
    return f"{value:,}"


def decimal(numerator: int, denominator: int, places: int) -> str:
    """numerator / denominator with a fixed number of decimal places, half rounded up; numerator ≥ 0."""
    scale = 10**places
    scaled = (2 * numerator * scale + denominator) // (2 * denominator)
    if places == 0:
        return grouped(scaled)
    return grouped(scaled // scale) + "." + str(scale + scaled % scale)[1:]


def short_count(value: int) -> str:
    """A count to two decimals in words: 8.03 billion. Below a million, every digit."""
    for size, name in COUNT_UNITS:
        if value >= size:
            return decimal(value, size, 2) + " " + name
    return grouped(value)


def rate(numerator: int, denominator: int) -> str:
    """A quotient: whole from 100, else to one decimal place."""
    return decimal(numerator, denominator, 0 if numerator >= 100 * denominator else 1)


def power_of_ten(value: int) -> str:
    """A large number to three digits: 4.82 × 10^22."""
    exponent = len(str(value)) - 1
    return decimal(value, 10**exponent, 2) + " × 10^" + str(exponent)


def decimal_bytes(size_bytes: int) -> str:
    """Bytes in powers of 1,000: 16.06 GB."""
    return _scaled(size_bytes, DECIMAL_UNITS)


def binary_bytes(size_bytes: int) -> str:
    """Bytes in powers of 1,024: 14.96 GiB."""
    return _scaled(size_bytes, BINARY_UNITS)


def short_bytes(size_bytes: int) -> str:
    """Bytes in both unit systems: 16.06 GB (14.96 GiB)."""
    if size_bytes < 1000:
        return exact_bytes(size_bytes)
    if size_bytes not in SHOWN:
        if len(SHOWN) >= MAX_SHOWN:
            SHOWN.clear()
        SHOWN[size_bytes] = decimal_bytes(size_bytes) + " (" + binary_bytes(size_bytes) + ")"
    return SHOWN[size_bytes]


def exact_bytes(size_bytes: int) -> str:
    """Every byte: 16,060,522,496 bytes."""
    return grouped(size_bytes) + (" byte" if size_bytes == 1 else " bytes")


def percent(part: int, whole: int) -> str:
    """A share to one decimal: 16.7%; a share that is there but rounds to nothing: <0.1%."""
    if whole == 0:
        return "0.0%"
    if part > 0 and 2000 * part < whole:
        return "<0.1%"
    return decimal(100 * part, whole, 1) + "%"


def _scaled(size_bytes: int, units: tuple[tuple[int, str], ...]) -> str:
    for size, name in units:
        if size_bytes >= size:
            return decimal(size_bytes, size, 2) + " " + name
    return exact_bytes(size_bytes)
