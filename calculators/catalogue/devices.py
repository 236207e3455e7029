"""Devices by name: memory, usable memory and bandwidth; `device_sources` says where each is from, and when.

A gigabyte of device memory is 2^30 bytes, as chips are made: an "80 GB" H100 reports 81,559 MiB. What a program can
use is measured where `usable` is "measured"; else it is a rule, rounded down to what was seen on such devices:

- "plain": 97%. Seen: 99.6% (H100), 99.5% (RTX 5090), 99.1% (B200, A100), 98.8% (RTX 3090), 97.8% (RTX 2080 Ti).
- "ecc": 93%, GDDR memory that holds its own error correction. Seen: 93.7% (A10, L4, L40S, T4).
- "apple": 2/3 up to 36 GB, 3/4 above: the least that macOS lets its GPU wire
  (https://github.com/ggml-org/llama.cpp/discussions/2182); 84% seen on 128 GB.
- "shared": 3/4, what Windows gives the graphics of an AMD processor (https://frame.work/desktop?tab=machine-learning).

Measured: https://github.com/modal-labs/modal-client/pull/2797 (H100, A10, L4, L40S, T4),
https://github.com/pytorch/ao/pull/4002 (B200), https://github.com/noonghunna/club-3090/issues/1229 (RTX 5090),
https://github.com/pytorch/pytorch/issues/54564 (RTX 3090), and the pages in `device_sources`.
"""

from collections import namedtuple

# `kind` is "data-center", "workstation", "consumer", "laptop" or "unified". Bytes, and bytes per second.
Device = namedtuple(
    "Device",
    ("slug", "title", "kind", "memory_bytes", "usable_bytes", "usable", "bandwidth_bytes"),
)

GIB, MIB, MEGABYTE = 2**30, 2**20, 10**6
RULES = (("plain", 97, 100), ("ecc", 93, 100), ("shared", 3, 4))


# Slug, title, gigabytes as sold, usable memory (MiB if measured, else the name of a rule), gigabytes per second in
# tenths.
ROWS = (
    ("data-center", (
        ("b300", "NVIDIA B300", 288, "plain", 80000),
        ("b200", "NVIDIA B200", 180, 182630, 80000),
        ("h200", "NVIDIA H200", 141, "plain", 48000),
        ("h100", "NVIDIA H100 SXM", 80, 81559, 33500),
        ("a100-80gb", "NVIDIA A100 SXM 80 GB", 80, 81221, 20390),
        ("a100-80gb-pcie", "NVIDIA A100 PCIe 80 GB", 80, "plain", 19400),
        ("a100-40gb", "NVIDIA A100 40 GB", 40, "plain", 15500),
        ("l40s", "NVIDIA L40S", 48, 46068, 8640),
        ("l40", "NVIDIA L40", 48, "ecc", 8640),
        ("l4", "NVIDIA L4", 24, 23034, 3000),
        ("a40", "NVIDIA A40", 48, "ecc", 6960),
        ("a10", "NVIDIA A10", 24, 23028, 6000),
        ("t4", "NVIDIA T4", 16, 15360, 3200),
        ("v100-32gb", "NVIDIA V100 32 GB", 32, "plain", 9000),
        ("mi455x", "AMD Instinct MI455X", 432, "plain", 233000),
        ("mi355x", "AMD Instinct MI355X", 288, "plain", 80000),
        ("mi350x", "AMD Instinct MI350X", 288, "plain", 80000),
        ("mi325x", "AMD Instinct MI325X", 256, "plain", 60000),
        ("mi300x", "AMD Instinct MI300X", 192, "plain", 53000),
        ("tpu-v6e", "Google TPU v6e", 32, "plain", 16380),
        ("tpu-v5e", "Google TPU v5e", 16, "plain", 8190),
        ("inferentia2", "AWS Inferentia2", 32, "plain", 8200),
    )),
    ("workstation", (
        ("rtx-pro-6000", "NVIDIA RTX PRO 6000 Blackwell", 96, "ecc", 17920),
        ("dgx-spark", "NVIDIA DGX Spark", 128, 122570, 2730),
    )),
    ("consumer", (
        ("rtx-5090", "GeForce RTX 5090", 32, 32607, 17920),
        ("rtx-5080", "GeForce RTX 5080", 16, "plain", 9600),
        ("rtx-5070-ti", "GeForce RTX 5070 Ti", 16, "plain", 8960),
        ("rtx-5070", "GeForce RTX 5070", 12, "plain", 6720),
        ("rtx-5060-ti-16gb", "GeForce RTX 5060 Ti 16 GB", 16, "plain", 4480),
        ("rtx-5060", "GeForce RTX 5060", 8, "plain", 4480),
        ("rtx-4090", "GeForce RTX 4090", 24, "plain", 10080),
        ("rtx-4080-super", "GeForce RTX 4080 SUPER", 16, "plain", 7360),
        ("rtx-4080", "GeForce RTX 4080", 16, "plain", 7168),
        ("rtx-4070-ti-super", "GeForce RTX 4070 Ti SUPER", 16, "plain", 6720),
        ("rtx-4070", "GeForce RTX 4070", 12, "plain", 5040),
        ("rtx-4060-ti-16gb", "GeForce RTX 4060 Ti 16 GB", 16, "plain", 2880),
        ("rtx-4060", "GeForce RTX 4060", 8, "plain", 2720),
        ("rtx-3090-ti", "GeForce RTX 3090 Ti", 24, "plain", 10080),
        ("rtx-3090", "GeForce RTX 3090", 24, 24268, 9360),
        ("rtx-3080", "GeForce RTX 3080 10 GB", 10, "plain", 7600),
        ("rtx-3070", "GeForce RTX 3070", 8, "plain", 4480),
        ("rtx-3060", "GeForce RTX 3060 12 GB", 12, "plain", 3600),
        ("rtx-2080-ti", "GeForce RTX 2080 Ti", 11, 11012, 6160),
        ("arc-b580", "Intel Arc B580", 12, "plain", 4560),
    )),
    ("laptop", (
        ("rtx-5090-laptop", "GeForce RTX 5090 Laptop", 24, "plain", 8960),
        ("rtx-5080-laptop", "GeForce RTX 5080 Laptop", 16, "plain", 8960),
        ("rtx-5070-ti-laptop", "GeForce RTX 5070 Ti Laptop", 12, "plain", 6720),
        ("rtx-5070-laptop", "GeForce RTX 5070 Laptop", 8, "plain", 3840),
        ("rtx-4090-laptop", "GeForce RTX 4090 Laptop", 16, "plain", 5760),
        ("rtx-4080-laptop", "GeForce RTX 4080 Laptop", 12, "plain", 4320),
        ("rtx-4060-laptop", "GeForce RTX 4060 Laptop", 8, "plain", 2560),
        ("macbook-pro-m4-max", "MacBook Pro M4 Max 128 GB", 128, "apple", 5460),
    )),
    ("unified", (
        ("mac-studio-m5-ultra", "Mac Studio M5 Ultra 256 GB", 256, "apple", 12000),
        ("mac-studio-m5-max", "Mac Studio M5 Max 128 GB", 128, "apple", 6140),
        ("mac-studio-m3-ultra-512gb", "Mac Studio M3 Ultra 512 GB", 512, "apple", 8190),
        ("mac-studio-m3-ultra", "Mac Studio M3 Ultra 96 GB", 96, "apple", 8190),
        ("mac-studio-m4-max", "Mac Studio M4 Max 64 GB", 64, "apple", 5460),
        ("mac-mini-m5-pro", "Mac mini M5 Pro 64 GB", 64, "apple", 3070),
        ("mac-mini-m6", "Mac mini M6 24 GB", 24, "apple", 1700),
        ("mac-mini-m4-pro", "Mac mini M4 Pro 48 GB", 48, "apple", 2730),
        ("mac-mini-m4", "Mac mini M4 32 GB", 32, "apple", 1200),
        ("ryzen-ai-max-128gb", "Framework Desktop Ryzen AI Max+ 395 128 GB", 128, "shared", 2560),
        ("ryzen-ai-max-64gb", "Framework Desktop Ryzen AI Max+ 395 64 GB", 64, "shared", 2560),
    )),
)  # fmt: skip


def usable_bytes(gigabytes: int, usable: object) -> int:
    """Bytes a program can use of a device: as measured in MiB, or by the rule of that name."""
    if isinstance(usable, int):
        return usable * MIB
    if usable == "apple":
        return gigabytes * GIB * 2 // 3 if gigabytes <= 36 else gigabytes * GIB * 3 // 4
    for name, part, whole in RULES:
        if name == usable:
            return gigabytes * GIB * part // whole
    raise KeyError(usable)


def _device(kind: str, row: "tuple[str, str, int, object, int]") -> Device:
    slug, title, gigabytes, usable, tenths = row
    known = "measured" if isinstance(usable, int) else usable
    size = usable_bytes(gigabytes, usable)
    return Device(slug, title, kind, gigabytes * GIB, size, known, tenths * 100 * MEGABYTE)


DEVICES = tuple([_device(kind, row) for kind, rows in ROWS for row in rows])
BY_SLUG = {device.slug: device for device in DEVICES}
