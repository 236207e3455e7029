"""The command line: whole reports as golden files, figures for machines, and one line per problem.

Golden files are rewritten with `GOLDENS=write python -m pytest tests/calculators/test_command_line.py`; read the
difference before you keep it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from calculators.__main__ import main

from .models import BY_NAME

GOLDENS = Path(__file__).with_name("goldens")
ROOT = Path(__file__).parents[2]

REPORTS = {
    "parameters-llama-3.1-8b": ["parameters", "--model", "llama-3.1-8b"],
    "parameters-mixtral-8x7b": ["parameters", "--model", "mixtral-8x7b"],
    "parameters-gpt2": ["parameters", "--model", "gpt2"],
    "parameters-16-layers": ["parameters", "--model", "llama-3.1-8b", "--layers", "16"],
    "parameters-llama-3.1-8b.json": ["parameters", "--model", "llama-3.1-8b", "--json"],
    "memory-llama-3.1-8b-int4": [
        *["memory", "--model", "llama-3.1-8b", "--precision", "int4"],
        *["--context-length", "8192", "--batch-size", "1"],
    ],
    "memory-gemma-2-9b": ["memory", "--model", "gemma-2-9b", "--context-length", "32,768", "--batch-size", "4"],
    "memory-gpt-oss-120b-on-4-h100": [
        *["memory", "--model", "gpt-oss-120b", "--precision", "mxfp4-experts", "--gpus", "4"],
        *["--device", "h100", "--price", "250", "--engine", "full"],
    ],
    "training-llama-3.1-8b": ["training", "--model", "llama-3.1-8b"],
    "training-llama-3.1-70b-qlora": [
        "training",
        "--model",
        "llama-3.1-70b",
        "--method",
        "qlora",
        "--recompute",
        "full",
    ],
    "training-mixtral-8x7b.json": [
        *["training", "--model", "mixtral-8x7b", "--gpus", "64", "--sharding", "zero-3"],
        *["--tensor", "8", "--pipeline", "2", "--expert", "8", "--json"],
    ],
    "memory-gpt2.json": ["memory", "--model", "gpt2", "--context-length", "1024", "--json"],
}


@pytest.mark.parametrize("name", REPORTS)
def test_report(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(REPORTS[name])
    printed = capsys.readouterr().out
    golden = GOLDENS / (name if name.endswith(".json") else name + ".txt")
    if os.environ.get("GOLDENS") == "write":
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")


@pytest.fixture
def config_file(tmp_path: Path):
    def write(content: str | bytes) -> str:
        path = tmp_path / "config.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


# The fields of the command's JSON that the reference knows by the same name.
SHARED = ["total_params", "total_params_untied", "active_params", "active_params_excl_embeddings"]
SHARED += ["active_params_matmul", "breakdown", "kv_bytes_per_token_bf16", "persistent_buffer_elements"]


@pytest.mark.parametrize(
    "name", ["DeepSeek-V3", "Jamba-1.5-Mini", "bert-base-uncased", "whisper-tiny", "gemma-3-4b (full multimodal)"]
)
def test_config_file_for_machines(name: str, config_file, capsys: pytest.CaptureFixture[str]) -> None:
    main(["parameters", config_file(json.dumps(BY_NAME[name]["config"])), "--json"])
    printed = json.loads(capsys.readouterr().out)
    assert {field: printed[field] for field in SHARED} == {field: BY_NAME[name][field] for field in SHARED}
    assert all(isinstance(note, str) and note for note in printed["notes"])


def test_a_config_file_as_an_option(config_file, capsys: pytest.CaptureFixture[str]) -> None:
    main(["parameters", "--config", config_file(json.dumps(BY_NAME["DeepSeek-V3"]["config"])), "--json"])
    assert json.loads(capsys.readouterr().out)["total_params"] == BY_NAME["DeepSeek-V3"]["total_params"]


def test_training_of_a_config_file(config_file, capsys: pytest.CaptureFixture[str]) -> None:
    """Jamba has layers whose activations are not modelled: weights and states are counted, and a note says so."""
    path = config_file(json.dumps(BY_NAME["Jamba-1.5-Mini"]["config"]))
    main(["training", path])
    printed = capsys.readouterr().out
    assert "Activations are not counted. " in printed
    assert "Optimizer states and master copy" in printed


def test_memory_of_a_config_file(config_file, capsys: pytest.CaptureFixture[str]) -> None:
    path = config_file(json.dumps(BY_NAME["DeepSeek-V3"]["config"]))
    main(["memory", path, "--context-length", "32768", "--json"])
    assert json.loads(capsys.readouterr().out)["kv_bytes"] == 2196 * 2**20


def problems(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    lines = captured.err.splitlines()
    assert all(line.startswith("error: ") for line in lines)
    return [line.removeprefix("error: ") for line in lines]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["The following arguments are required: parameters|memory|training."]),
        (["parameters", "--model", "llama-3.1-8"], ['There is no model "llama-3.1-8". Did you mean "llama-3.1-8b"?']),
        (["parameters", "--laiers", "3"], ["Unrecognized arguments: --laiers."]),
        (["parameters", "--layers", "-3"], ["Layers must be a whole number from 1 to 1,000."]),
        (
            ["parameters", "--layers", "0", "--kv-heads", "5"],
            [
                "Layers must be a whole number from 1 to 1,000.",
                "Key/value heads must divide the query heads: 32 is not a multiple of 5.",
            ],
        ),
        (["memory", "no-such-file.json"], ["no-such-file.json: No such file or directory."]),
        (["memory", "--model", "config"], ["Give the config.json as a file: --config FILE."]),
        (
            ["training", "--gpus", "6", "--tensor", "4"],
            ["GPUs must be a multiple of tensor parallelism times pipeline stages (4)."],
        ),
        (
            ["training", "--expert", "8", "--gpus", "8"],
            ["Expert parallelism must be at most the number of routed experts."],
        ),
        (["memory", "config.json", "--layers", "3"], ["--layers cannot be combined with a config file."]),
    ],
)
def test_one_line_per_problem(arguments: list[str], expected: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert problems(arguments, capsys) == expected


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("", "not JSON: line 1: unexpected end."),
        ("{", "not JSON: line 1"),
        ("[" * 10_000, "levels deep"),
        ('{"a":' * 5000 + "1" + "}" * 5000, "levels deep"),
        ("[]", "is not a JSON object."),
        ("null", "is not a JSON object."),
        (b"\xff\xfe{}", "not a text in UTF-8."),
        (b"{" + b" " * 10_000_000 + b"}", "larger than 1,000,000 bytes"),
        ("{}", 'The key "model_type" is missing.'),
        ('{"model_type": "llama"}', "is missing, and the class has no default for it."),
        ('{"model_type": "llama", "vocab_size": -1}', '"vocab_size" must be a whole number'),
        ('{"model_type": "llama", "vocab_size": ' + "9" * 300 + "}", '"vocab_size" must be a whole number'),
        ('{"model_type": "llama", "model_type": "gpt2"}', '"model_type" is there twice'),
        ('{"model_type": ["llama"]}', '"model_type"'),
        ('{"model_type": "' + "x" * 500_000 + '"}', "is not modelled"),
        ('{"model_type": "gemma3", "text_config": [], "vision_config": 3}', "text_config"),
    ],
)
def test_a_bad_config_file(content: str | bytes, part: str, config_file, capsys: pytest.CaptureFixture[str]) -> None:
    found = problems(["parameters", config_file(content)], capsys)
    assert len(found) == 1
    assert part in found[0]
    assert len(found[0]) < 400


def test_config_and_use_are_checked_together(config_file, capsys: pytest.CaptureFixture[str]) -> None:
    path = config_file('{"model_type": "lama"}')
    assert problems(["memory", path, "--batch-size", "0", "--precision", "int5"], capsys) == [
        'Weight precision must be one of: 27 names of the list. Did you mean "int8"?',
        "Sequences at once must be a whole number from 1 to 1,000,000.",
        f'{path}: The architecture "lama" is not modelled. Did you mean "llama"?',
    ]


def test_a_folder_is_not_a_config(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert problems(["parameters", str(tmp_path)], capsys) == [f"{tmp_path}: Is a directory."]


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "calculators", "parameters", "--model", "gpt2", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["total_params"] == 124_439_808
    assert done.stderr == ""


def test_a_problem_leaves_no_traceback() -> None:
    command = [sys.executable, "-m", "calculators", "memory", "--layers", "none"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: Layers must be a whole number from 1 to 1,000.\n"
