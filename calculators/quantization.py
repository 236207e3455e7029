"""Storage formats as data: how many bits a block of numbers takes, with what it carries besides."""

from collections import namedtuple

from calculators.catalogue.gguf import BLOCKS, MIXES
from calculators.tensors import Tensor, elements
from calculators.units import BITS_PER_BYTE, divide_up

# `bits` per number, and `block_bits` more for every block of `block_rows` × `block_columns` numbers of a matrix
# (its scales and zero points). `outer_bits` more for every `outer_blocks` blocks, or per matrix if that is 0.
# `scope` is what gets small: the matrices of the "layers", of the "experts" only, or by the rules of a GGUF "file".
Format = namedtuple(
    "Format",
    ("name", "label", "bits", "block_rows", "block_columns", "block_bits", "outer_blocks", "outer_bits", "scope"),
)


def _plain(name: str, label: str, bits: int) -> Format:
    return Format(name, label, bits, 1, 1, 0, 0, 0, "layers")


def _blocks(name: str, label: str, bits: int, columns: int, block_bits: int) -> Format:
    return Format(name, label, bits, 1, columns, block_bits, 0, 0, "layers")


def _gguf(name: str, label: str, columns: int, block_bytes: int, scope: str) -> Format:
    bits = block_bytes * BITS_PER_BYTE
    return Format(name, label, bits // columns, 1, columns, bits % columns, 0, 0, scope)


def _file(name: str, label: str, base: str) -> Format:
    for block, _, columns, block_bytes, _ in BLOCKS:
        if block == base:
            return _gguf(name, label, columns, block_bytes, "file")
    return _gguf(name, label, 1, 2, "file")


FORMATS = (
    _plain("fp32", "32-bit float", 32),
    _plain("bf16", "16-bit float (bf16, fp16)", 16),
    _plain("fp8", "8-bit float", 8),
    # DeepSeek-V3, section 3.3.2 (https://arxiv.org/abs/2412.19437): a 32-bit scale per tile.
    Format("fp8-block", "8-bit float, scales per 128 × 128", 8, 128, 128, 32, 0, 0, "layers"),
    _plain("int8", "8-bit integer", 8),
    # A 16-bit scale and a 4-bit zero point per group: GPTQ (https://arxiv.org/abs/2210.17323) and AWQ
    # (https://arxiv.org/abs/2306.00978) checkpoints.
    _blocks("int4", "4-bit integer, groups of 128", 4, 128, 20),
    _blocks("int4-g64", "4-bit integer, groups of 64", 4, 64, 20),
    _blocks("int4-g32", "4-bit integer, groups of 32", 4, 32, 20),
    # QLoRA, section 3 (https://arxiv.org/abs/2305.14314): a scale per 64, itself in 8 bits with a scale per 256.
    _blocks("nf4", "NF4", 4, 64, 32),
    Format("nf4-dq", "NF4, double quantization", 4, 1, 64, 8, 256, 32, "layers"),
    # OCP microscaling (https://arxiv.org/abs/2310.10537): an 8-bit scale per 32.
    _blocks("mxfp4", "MXFP4", 4, 32, 8),
    Format("mxfp4-experts", "MXFP4 experts, all else 16-bit (gpt-oss)", 4, 1, 32, 8, 0, 0, "experts"),
    # An 8-bit scale per 16 and a 32-bit scale per tensor: https://arxiv.org/abs/2509.25149, section 2.
    Format("nvfp4", "NVFP4", 4, 1, 16, 8, 0, 32, "layers"),
    # Latent cache of vLLM: 512 bytes, 4 scales, and the rotary part in 16 bits make 656 bytes per token and layer.
    Format("fp8_ds_mla", "8-bit latent cache (fp8_ds_mla)", 8, 1, 128, 32, 0, 0, "layers"),
) + tuple(
    [_gguf(name, label, columns, block_bytes, "layers") for name, label, columns, block_bytes, _ in BLOCKS]
    + [_file(mix[0], mix[1], mix[2]) for mix in MIXES]
)

BY_NAME = {item.name: item for item in FORMATS}
BF16 = BY_NAME["bf16"]

# Matrices of these components are quantized; embeddings, output head, routers, norms and biases stay 16-bit.
QUANTIZED_COMPONENTS = ("attention", "mlp", "experts", "shared_experts", "ssm")

WEIGHT_PRECISIONS = ("fp32", "bf16", "int8", "int4")
KV_PRECISIONS = ("fp32", "bf16", "fp8", "q8_0", "q4_0")
# Everything a checkpoint of weights is offered in, from large to small in each group.
PRECISION_GROUPS = (
    ("Floating point", ("fp32", "bf16", "fp8", "fp8-block", "nvfp4", "mxfp4", "mxfp4-experts")),
    ("Integers", ("int8", "int4-g32", "int4-g64", "int4")),
    ("bitsandbytes", ("nf4", "nf4-dq")),
    ("GGUF files", tuple([mix[0] for mix in MIXES])),
)


def labels(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Name and label of each format, as the choices of a form."""
    return tuple([(name, format_named(name).label) for name in names])


def format_named(name: str) -> Format:
    """The format of that name; raises KeyError."""
    return BY_NAME[name]


def bits_per_weight(form: Format) -> tuple[int, int]:
    """Bits per number of a large matrix, scales included, as numerator and denominator."""
    numbers = form.block_rows * form.block_columns
    outer = form.outer_blocks or 1
    per_block = form.outer_bits if form.outer_blocks else 0
    return (form.bits * numbers + form.block_bits) * outer + per_block, numbers * outer


def matrix_bits(rows: int, columns: int, form: Format) -> int:
    """Bits of a matrix; a block cut off by the edge carries its scales like a full one."""
    found = divide_up(rows, form.block_rows) * divide_up(columns, form.block_columns)
    outer = divide_up(found, form.outer_blocks) if form.outer_blocks else 1
    return int(rows * columns * form.bits + found * form.block_bits + outer * form.outer_bits)


def tensor_format(item: Tensor, precision: Format) -> Format:
    """The format a tensor is stored in: below 16 bits only the matrices of the layers shrink."""
    small = ("experts",) if precision.scope == "experts" else QUANTIZED_COMPONENTS
    if precision.bits >= 16 or (item.component in small and len(item.shape) == 2):
        return precision
    return BF16


def stored_bytes(item: Tensor, form: Format) -> int:
    """Bytes of one copy of a tensor stored in a format."""
    columns = item.shape[-1]
    return divide_up(matrix_bits(elements(item) // columns, columns, form), BITS_PER_BYTE)


def tensor_bytes(item: Tensor, precision: Format) -> int:
    """Bytes of all stored copies of a tensor; a tied tensor takes none of its own."""
    return 0 if item.tied else int(item.copies * stored_bytes(item, tensor_format(item, precision)))
