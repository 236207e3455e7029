"""Devices by name: memory, usable memory and bandwidth, each with its source and the date it was checked.

A gigabyte of device memory is 2^30 bytes, as chips are made: an "80 GB" H100 reports 81,559 MiB. What a program can
use is measured where `usable` is "measured"; else it is a rule, rounded down to what was seen on such devices:

- "plain": 97%. Seen: 99.6% (H100), 99.5% (RTX 5090), 99.1% (B200, A100), 98.8% (RTX 3090), 97.8% (RTX 2080 Ti).
- "ecc": 93%, GDDR memory that holds its own error correction. Seen: 93.7% (A10, L4, L40S, T4).
- "apple": 2/3 up to 36 GB, 3/4 above: the least that macOS lets its GPU wire
  (https://github.com/ggml-org/llama.cpp/discussions/2182); 84% seen on 128 GB.
- "shared": 3/4, what Windows gives the graphics of an AMD processor (https://frame.work/desktop?tab=machine-learning).

Measured: https://github.com/modal-labs/modal-client/pull/2797 (H100, A10, L4, L40S, T4),
https://github.com/pytorch/ao/pull/4002 (B200), https://github.com/noonghunna/club-3090/issues/1229 (RTX 5090),
https://github.com/pytorch/pytorch/issues/54564 (RTX 3090), and the pages in SOURCES.
"""

from collections import namedtuple

from calculators.errors import InputError, did_you_mean

# `kind` is "data-center", "workstation", "consumer", "laptop" or "unified". Bytes, and bytes per second.
Device = namedtuple(
    "Device",
    ("slug", "title", "kind", "memory_bytes", "usable_bytes", "usable", "bandwidth_bytes", "source", "date"),
)

CHECKED = "2026-11-22"
GIB, MIB, MEGABYTE = 2**30, 2**20, 10**6
RULES = (("plain", 97, 100), ("ecc", 93, 100), ("shared", 3, 4))

HUB = "https://github.com/"
SOURCES = (
    ("a100", "https://www.nvidia.com/content/dam/en-zz/Solutions/Data-Center/a100/pdf/nvidia-a100-datasheet-us-nvidia-1758950-r4-web.pdf"),
    ("a10", "https://www.nvidia.com/content/dam/en-zz/Solutions/Data-Center/a10/pdf/a10-datasheet.pdf"),
    ("a40", "https://images.nvidia.cn/content/Solutions/data-center/a40/nvidia-a40-datasheet.pdf"),
    ("h100", "https://www.nvidia.com/en-us/data-center/h100/"),
    ("h200", "https://resources.nvidia.com/en-us-data-center-overview-mc/en-us-data-center-overview/hpc-datasheet-sc23-h200"),
    ("b200", "https://resources.nvidia.com/en-us-dgx-systems/dgx-b200-datasheet"),
    ("b300", "https://glennklockwood.com/garden/processors/B300"),
    ("l40s", "https://www.mullet.se/product.html?product_id=355414"),
    ("google-cloud", "https://huggingface.co/spaces/Elfsong/gcp_allocator/commit/3a1a5af88c8fd7c36675800b52069eaf40fed2b4"),
    ("a100-sxm", HUB + "citsjtu2020/LLM-Prof/blob/main/hardware_spec.md"),
    ("v100", "https://huggingface.co/RajBhope/gpu-runtime-predictor/blob/main/gpu_catalog.json"),
    ("mi300", "https://docs.vultr.com/inference-cookbook/rocm/getting-started/hardware-requirements"),
    ("mi350", "https://www.jaredwatkins.com/research/ai-accelerators/amd-instinct/mi350-series/"),
    ("mi455", "https://huggingface.co/blog/badaoui/transformers-on-amd-mi455"),
    ("tpu-v5e", "https://docs.cloud.google.com/tpu/docs/v5e"),
    ("tpu-v6e", "https://docs.cloud.google.com/tpu/docs/v6e"),
    ("inf2", "https://awsdocs-neuron.readthedocs-hosted.com/en/latest/general/arch/neuron-hardware/inferentia2.html"),
    ("rtx-pro", "https://hardware-corner.net/rtx-5090-vs-rtx-pro-6000-spec-comparison-20250321"),
    ("geforce", HUB + "CYBIRD-D/How-to-Choose-your-LLM-Model-for-translation/blob/main/Nvidia_GPU_Specification.md"),
    ("turing", "https://gist.github.com/vassvik/300a9b921f69a58ff2f422ae8f010c43"),
    ("arc", "https://comparegpus.com/gpu/arc-b580"),
    ("mac-mini", "https://support.apple.com/en-us/121555"),
    ("mac-studio", "https://support.apple.com/en-us/122211"),
    ("mac-mini-2026", "https://www.apple.com/mac-mini/specs/"),
    ("mac-studio-2026", "https://www.apple.com/mac-studio/specs/"),
    ("macbook", "https://www.notebookcheck.net/Apple-M4-Max-official-with-incremental-upgrades-over-the-M3-Max.911098.0.html"),
    ("spark", "https://www.nvidia.com/en-us/products/workstations/dgx-spark/"),
    ("framework", "https://frame.work/desktop?tab=machine-learning"),
)  # fmt: skip

# Slug, title, gigabytes as sold, usable memory (MiB if measured, else the name of a rule), gigabytes per second in
# tenths, source.
ROWS = (
    ("data-center", (
        ("b300", "NVIDIA B300", 288, "plain", 80000, "b300"),
        ("b200", "NVIDIA B200", 180, 182630, 80000, "b200"),
        ("h200", "NVIDIA H200", 141, "plain", 48000, "h200"),
        ("h100", "NVIDIA H100 SXM", 80, 81559, 33500, "h100"),
        ("a100-80gb", "NVIDIA A100 SXM 80 GB", 80, 81221, 20390, "a100-sxm"),
        ("a100-80gb-pcie", "NVIDIA A100 PCIe 80 GB", 80, "plain", 19400, "a100"),
        ("a100-40gb", "NVIDIA A100 40 GB", 40, "plain", 15500, "a100"),
        ("l40s", "NVIDIA L40S", 48, 46068, 8640, "l40s"),
        ("l40", "NVIDIA L40", 48, "ecc", 8640, "l40s"),
        ("l4", "NVIDIA L4", 24, 23034, 3000, "google-cloud"),
        ("a40", "NVIDIA A40", 48, "ecc", 6960, "a40"),
        ("a10", "NVIDIA A10", 24, 23028, 6000, "a10"),
        ("t4", "NVIDIA T4", 16, 15360, 3200, "google-cloud"),
        ("v100-32gb", "NVIDIA V100 32 GB", 32, "plain", 9000, "v100"),
        ("mi455x", "AMD Instinct MI455X", 432, "plain", 233000, "mi455"),
        ("mi355x", "AMD Instinct MI355X", 288, "plain", 80000, "mi350"),
        ("mi350x", "AMD Instinct MI350X", 288, "plain", 80000, "mi350"),
        ("mi325x", "AMD Instinct MI325X", 256, "plain", 60000, "mi300"),
        ("mi300x", "AMD Instinct MI300X", 192, "plain", 53000, "mi300"),
        ("tpu-v6e", "Google TPU v6e", 32, "plain", 16380, "tpu-v6e"),
        ("tpu-v5e", "Google TPU v5e", 16, "plain", 8190, "tpu-v5e"),
        ("inferentia2", "AWS Inferentia2", 32, "plain", 8200, "inf2"),
    )),
    ("workstation", (
        ("rtx-pro-6000", "NVIDIA RTX PRO 6000 Blackwell", 96, "ecc", 17920, "rtx-pro"),
        ("dgx-spark", "NVIDIA DGX Spark", 128, 122570, 2730, "spark"),
    )),
    ("consumer", (
        ("rtx-5090", "GeForce RTX 5090", 32, 32607, 17920, "geforce"),
        ("rtx-5080", "GeForce RTX 5080", 16, "plain", 9600, "geforce"),
        ("rtx-5070-ti", "GeForce RTX 5070 Ti", 16, "plain", 8960, "geforce"),
        ("rtx-5070", "GeForce RTX 5070", 12, "plain", 6720, "geforce"),
        ("rtx-5060-ti-16gb", "GeForce RTX 5060 Ti 16 GB", 16, "plain", 4480, "geforce"),
        ("rtx-5060", "GeForce RTX 5060", 8, "plain", 4480, "geforce"),
        ("rtx-4090", "GeForce RTX 4090", 24, "plain", 10080, "geforce"),
        ("rtx-4080-super", "GeForce RTX 4080 SUPER", 16, "plain", 7360, "geforce"),
        ("rtx-4080", "GeForce RTX 4080", 16, "plain", 7168, "geforce"),
        ("rtx-4070-ti-super", "GeForce RTX 4070 Ti SUPER", 16, "plain", 6720, "geforce"),
        ("rtx-4070", "GeForce RTX 4070", 12, "plain", 5040, "geforce"),
        ("rtx-4060-ti-16gb", "GeForce RTX 4060 Ti 16 GB", 16, "plain", 2880, "geforce"),
        ("rtx-4060", "GeForce RTX 4060", 8, "plain", 2720, "geforce"),
        ("rtx-3090-ti", "GeForce RTX 3090 Ti", 24, "plain", 10080, "geforce"),
        ("rtx-3090", "GeForce RTX 3090", 24, 24268, 9360, "geforce"),
        ("rtx-3080", "GeForce RTX 3080 10 GB", 10, "plain", 7600, "geforce"),
        ("rtx-3070", "GeForce RTX 3070", 8, "plain", 4480, "geforce"),
        ("rtx-3060", "GeForce RTX 3060 12 GB", 12, "plain", 3600, "geforce"),
        ("rtx-2080-ti", "GeForce RTX 2080 Ti", 11, 11012, 6160, "turing"),
        ("arc-b580", "Intel Arc B580", 12, "plain", 4560, "arc"),
    )),
    ("laptop", (
        ("rtx-5090-laptop", "GeForce RTX 5090 Laptop", 24, "plain", 8960, "geforce"),
        ("rtx-5080-laptop", "GeForce RTX 5080 Laptop", 16, "plain", 8960, "geforce"),
        ("rtx-5070-ti-laptop", "GeForce RTX 5070 Ti Laptop", 12, "plain", 6720, "geforce"),
        ("rtx-5070-laptop", "GeForce RTX 5070 Laptop", 8, "plain", 3840, "geforce"),
        ("rtx-4090-laptop", "GeForce RTX 4090 Laptop", 16, "plain", 5760, "geforce"),
        ("rtx-4080-laptop", "GeForce RTX 4080 Laptop", 12, "plain", 4320, "geforce"),
        ("rtx-4060-laptop", "GeForce RTX 4060 Laptop", 8, "plain", 2560, "geforce"),
        ("macbook-pro-m4-max", "MacBook Pro M4 Max 128 GB", 128, "apple", 5460, "macbook"),
    )),
    ("unified", (
        ("mac-studio-m5-ultra", "Mac Studio M5 Ultra 256 GB", 256, "apple", 12000, "mac-studio-2026"),
        ("mac-studio-m5-max", "Mac Studio M5 Max 128 GB", 128, "apple", 6140, "mac-studio-2026"),
        ("mac-studio-m3-ultra-512gb", "Mac Studio M3 Ultra 512 GB", 512, "apple", 8190, "mac-studio"),
        ("mac-studio-m3-ultra", "Mac Studio M3 Ultra 96 GB", 96, "apple", 8190, "mac-studio"),
        ("mac-studio-m4-max", "Mac Studio M4 Max 64 GB", 64, "apple", 5460, "mac-studio"),
        ("mac-mini-m5-pro", "Mac mini M5 Pro 64 GB", 64, "apple", 3070, "mac-mini-2026"),
        ("mac-mini-m6", "Mac mini M6 24 GB", 24, "apple", 1700, "mac-mini-2026"),
        ("mac-mini-m4-pro", "Mac mini M4 Pro 48 GB", 48, "apple", 2730, "mac-mini"),
        ("mac-mini-m4", "Mac mini M4 32 GB", 32, "apple", 1200, "mac-mini"),
        ("ryzen-ai-max-128gb", "Framework Desktop Ryzen AI Max+ 395 128 GB", 128, "shared", 2560, "framework"),
        ("ryzen-ai-max-64gb", "Framework Desktop Ryzen AI Max+ 395 64 GB", 64, "shared", 2560, "framework"),
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


def _device(kind: str, row: "tuple[str, str, int, object, int, str]") -> Device:
    slug, title, gigabytes, usable, tenths, source = row
    known = "measured" if isinstance(usable, int) else usable
    bandwidth = tenths * 100 * MEGABYTE
    size = usable_bytes(gigabytes, usable)
    return Device(slug, title, kind, gigabytes * GIB, size, known, bandwidth, dict(SOURCES)[source], CHECKED)


DEVICES = tuple([_device(kind, row) for kind, rows in ROWS for row in rows])


def find(slug: str) -> Device:
    """The device of that name; raises InputError with the nearest name."""
    for device in DEVICES:
        if device.slug == slug:
            return device
    raise InputError('There is no device "' + slug + '".' + did_you_mean(slug, [d.slug for d in DEVICES]), "device")
