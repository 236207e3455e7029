"""Models that no family was fitted to; their totals are vectors (`calculators.vectors.parameters.OTHERS`)."""

import pytest

from calculators.vectors.parameters import OTHERS

from .models import BY_NAME, build


@pytest.mark.parametrize(("name", "like", "changes"), [row[:3] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_no_reference_model_is_the_same(name: str, like: str, changes: dict[str, object]) -> None:
    config = {**BY_NAME[like]["config"], **changes}
    assert name not in BY_NAME
    assert config not in [entry["config"] for entry in BY_NAME.values()]


@pytest.mark.parametrize(
    ("name", "text_params"),
    [("gemma-3-4b (full multimodal)", 3_880_263_168), ("Llama-4-Scout-17B-16E (full multimodal)", 107_769_861_120)],
)
def test_the_text_part_of_a_multimodal_model_is_said(name: str, text_params: int) -> None:
    notes = build(BY_NAME[name]["config"]).notes
    assert f"The text part alone has {text_params:,} parameters." in notes
