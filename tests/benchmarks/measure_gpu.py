"""Measure weights, cache and training peaks of small random models on a CUDA GPU, beside what we predict.

Needs PyTorch with CUDA: `python tests/benchmarks/measure_gpu.py`. Prints JSON. With `--cpu-dry-run` it prints the
predictions only and needs neither.
"""

import argparse
import gc
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from calculators import activations, memory, parameters, training
from calculators.architectures import model_from_config
from calculators.lines import total
from calculators.quantization import format_named

BF16 = format_named("bf16")
# Name, hidden size, layers, query heads, key/value heads, MLP width, vocabulary, tokens per sequence, sequences.
CASES = (
    ("multi-head", 1024, 8, 16, 16, 2816, 32000, 2048, 2),
    ("grouped", 2048, 8, 32, 8, 5632, 32000, 2048, 2),
    ("multi-query", 1024, 12, 16, 1, 4096, 65536, 4096, 1),
)
GPU_KEYS = ("weights", "kv_cache", "model_states", "training_peak")


def config(case: tuple[Any, ...]) -> dict[str, object]:
    """The case as a Llama config.json."""
    _, hidden, layers, heads, kv_heads, width, vocabulary, _, _ = case
    return {
        "model_type": "llama",
        "vocab_size": vocabulary,
        "hidden_size": hidden,
        "intermediate_size": width,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "num_key_value_heads": kv_heads,
        "tie_word_embeddings": False,
    }


def predicted(case: tuple[Any, ...]) -> dict[str, int]:
    """Our figures in bytes: all in 16 bits, AdamW states too, as PyTorch keeps them for 16-bit weights."""
    model = model_from_config(config(case))
    tokens, sequences = case[7], case[8]
    states = total(training.full(model, training.recipe_named("bf16"), "adamw", 1, 0)).size_bytes
    kept = total(activations.training(model, tokens, sequences, "none", False, 1)).size_bytes
    return {
        "params": parameters.total_params(model),
        "weights": memory.weight_bytes(model, BF16),
        "kv_cache": memory.kv_bytes(model, BF16, tokens, sequences),
        "model_states": states,
        "training_peak": states + kept,
    }


def decoder(torch: Any, case: tuple[Any, ...]) -> Any:
    """A Llama decoder with random weights in bf16 on the GPU; its rotary step is left out, as it keeps nothing."""
    _, hidden, layers, heads, kv_heads, width, vocabulary, _, _ = case
    nn, functional = torch.nn, torch.nn.functional
    head_dim = hidden // heads

    def linear(inputs: int, outputs: int) -> Any:
        return nn.Linear(inputs, outputs, bias=False)

    class Layer(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.attention_norm, self.mlp_norm = nn.RMSNorm(hidden), nn.RMSNorm(hidden)
            self.query, self.output = linear(hidden, hidden), linear(hidden, hidden)
            self.key, self.value = linear(hidden, kv_heads * head_dim), linear(hidden, kv_heads * head_dim)
            self.gate, self.up, self.down = linear(hidden, width), linear(hidden, width), linear(width, hidden)

        def forward(self, x: Any) -> Any:
            normed = self.attention_norm(x)
            parts = [
                projection(normed).unflatten(-1, (-1, head_dim)).transpose(1, 2)
                for projection in (self.query, self.key, self.value)
            ]
            mixed = functional.scaled_dot_product_attention(*parts, is_causal=True, enable_gqa=True)
            x = x + self.output(mixed.transpose(1, 2).flatten(-2))
            normed = self.mlp_norm(x)
            return x + self.down(functional.silu(self.gate(normed)) * self.up(normed))

    class Decoder(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.embedding = nn.Embedding(vocabulary, hidden)
            self.layers = nn.ModuleList(Layer() for _ in range(layers))
            self.norm, self.head = nn.RMSNorm(hidden), linear(hidden, vocabulary)

        def forward(self, tokens: Any) -> Any:
            x = self.embedding(tokens)
            for layer in self.layers:
                x = layer(x)
            return self.head(self.norm(x))

    with torch.device("cuda"):
        return Decoder().to(torch.bfloat16)


def measured(torch: Any, case: tuple[Any, ...]) -> dict[str, int]:
    """Bytes that PyTorch's allocator holds at each point, and the peak of the third training step."""
    _, hidden, layers, heads, kv_heads, _, vocabulary, length, sequences = case
    start = torch.cuda.memory_allocated()
    model = decoder(torch, case)
    gc.collect()
    weights = torch.cuda.memory_allocated() - start
    shape = (2, sequences, kv_heads, length, hidden // heads)
    cache = [torch.zeros(shape, dtype=torch.bfloat16, device="cuda") for _ in range(layers)]
    cached = torch.cuda.memory_allocated() - start - weights
    del cache
    optimizer = torch.optim.AdamW(model.parameters())
    tokens = torch.randint(vocabulary, (sequences, length), device="cuda")
    for _ in range(3):
        torch.cuda.reset_peak_memory_stats()
        logits = model(tokens).flatten(0, 1)
        torch.nn.functional.cross_entropy(logits, tokens.flatten()).backward()
        del logits
        optimizer.step()
        states = torch.cuda.memory_allocated() - start
        optimizer.zero_grad(set_to_none=True)
    peak = torch.cuda.max_memory_allocated() - start
    count = sum(parameter.numel() for parameter in model.parameters())
    del model, optimizer, tokens
    gc.collect()
    return {"params": count, "weights": weights, "kv_cache": cached, "model_states": states, "training_peak": peak}


def runtime_bytes(torch: Any) -> int:
    """What the process holds on the GPU beyond PyTorch's allocator, if nothing else runs there."""
    free, whole = torch.cuda.mem_get_info()
    return int(whole - free - torch.cuda.memory_reserved())


def main() -> None:
    """Print one JSON object: the device, and for every case what is predicted and measured."""
    parser = argparse.ArgumentParser(description="Measured memory beside ours, as JSON.")
    parser.add_argument("--cpu-dry-run", action="store_true", help="predictions only, without PyTorch")
    dry = parser.parse_args().cpu_dry_run
    report: dict[str, Any] = {"device": None, "cases": []}
    torch: Any = None
    if not dry:
        import torch

        if not torch.cuda.is_available():
            sys.exit("error: no CUDA GPU; use --cpu-dry-run for the predictions.")
        torch.cuda.init()
        report["device"] = torch.cuda.get_device_name(0)
        report["torch"] = torch.__version__
        report["usable_bytes"] = torch.cuda.get_device_properties(0).total_memory
    for case in CASES:
        row: dict[str, Any] = {"case": case[0], "config": config(case), "predicted": predicted(case)}
        if not dry:
            row["measured"] = measured(torch, case)
            row["residual_percent"] = {
                key: round(100 * (row["measured"][key] / row["predicted"][key] - 1), 2) for key in GPU_KEYS
            }
        report["cases"].append(row)
    if not dry:
        line = activations.runtime()
        report["runtime"] = {"low": line.low_bytes, "high": line.high_bytes, "measured": runtime_bytes(torch)}
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
