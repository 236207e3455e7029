"""The GPU measurement says what it expects without a GPU."""

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("measure_gpu.py")


def test_dry_run_prints_predictions() -> None:
    result = subprocess.run(
        [sys.executable, str(SCRIPT), "--cpu-dry-run"], capture_output=True, text=True, check=False, timeout=60
    )
    assert (result.returncode, result.stderr) == (0, "")
    report = json.loads(result.stdout)
    assert report["device"] is None
    for row in report["cases"]:
        found = row["predicted"]
        assert found["weights"] == 2 * found["params"]
        assert found["model_states"] == 8 * found["params"]
        assert found["training_peak"] > found["model_states"]
        assert "measured" not in row
