"""Where the figures of each device are from, and when they were checked. The browser never loads this."""

CHECKED = "2026-11-22"
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

# Source, and the devices it is the source of.
DEVICES_OF = (
    ("b300", "b300"),
    ("b200", "b200"),
    ("h200", "h200"),
    ("h100", "h100"),
    ("a100-sxm", "a100-80gb"),
    ("a100", "a100-80gb-pcie a100-40gb"),
    ("l40s", "l40s l40"),
    ("google-cloud", "l4 t4"),
    ("a40", "a40"),
    ("a10", "a10"),
    ("v100", "v100-32gb"),
    ("mi455", "mi455x"),
    ("mi350", "mi355x mi350x"),
    ("mi300", "mi325x mi300x"),
    ("tpu-v6e", "tpu-v6e"),
    ("tpu-v5e", "tpu-v5e"),
    ("inf2", "inferentia2"),
    ("rtx-pro", "rtx-pro-6000"),
    ("spark", "dgx-spark"),
    ("geforce",
     "rtx-5090 rtx-5080 rtx-5070-ti rtx-5070 rtx-5060-ti-16gb rtx-5060 rtx-4090 rtx-4080-super "
     "rtx-4080 rtx-4070-ti-super rtx-4070 rtx-4060-ti-16gb rtx-4060 rtx-3090-ti rtx-3090 rtx-3080 "
     "rtx-3070 rtx-3060 rtx-5090-laptop rtx-5080-laptop rtx-5070-ti-laptop rtx-5070-laptop "
     "rtx-4090-laptop rtx-4080-laptop rtx-4060-laptop"),
    ("turing", "rtx-2080-ti"),
    ("arc", "arc-b580"),
    ("macbook", "macbook-pro-m4-max"),
    ("mac-studio-2026", "mac-studio-m5-ultra mac-studio-m5-max"),
    ("mac-studio", "mac-studio-m3-ultra-512gb mac-studio-m3-ultra mac-studio-m4-max"),
    ("mac-mini-2026", "mac-mini-m5-pro mac-mini-m6"),
    ("mac-mini", "mac-mini-m4-pro mac-mini-m4"),
    ("framework", "ryzen-ai-max-128gb ryzen-ai-max-64gb"),
)  # fmt: skip


def source(slug: str) -> str:
    """The address of a device's source; raises KeyError."""
    for name, slugs in DEVICES_OF:
        if slug in slugs.split():
            return dict(SOURCES)[name]
    raise KeyError(slug)
