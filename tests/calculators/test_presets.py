"""The presets of the form are the models of the catalogue, tensor by tensor, as their config.json says."""

import pytest

from calculators.architecture_fields import NAMES
from calculators.architectures import model_from_config, stacks_from_config
from calculators.assembly import model
from calculators.catalogue.presets import FIXED, PRESETS, SLUGS, find
from calculators.decoder import stack_from_numbers
from calculators.errors import InputError
from calculators.vectors.configs import MODELS, Entry

from .descriptions import numbers_from_stack


def test_the_catalogue_and_the_presets_name_the_same_models() -> None:
    assert [(preset.slug, preset.title) for preset in PRESETS] == [(entry.slug, entry.title) for entry in MODELS]
    assert FIXED == ("gpt-oss-20b", "gpt-oss-120b", "deepseek-v3", "qwen3-next-80b-a3b")


@pytest.mark.parametrize("entry", MODELS, ids=SLUGS)
def test_a_preset_is_the_model_of_its_config(entry: Entry) -> None:
    preset = find(entry.slug)
    expected = model_from_config(entry.config)
    found = model([stack_from_numbers(preset.numbers, preset.extra)], [])
    assert sorted(found.tensors) == sorted(expected.tensors)
    assert sorted(found.cache_layers) == sorted(expected.cache_layers)
    assert found[2:5] == expected[2:5]


@pytest.mark.parametrize("entry", [e for e in MODELS if e.slug not in FIXED], ids=[s for s in SLUGS if s not in FIXED])
def test_the_numbers_of_a_preset_are_those_of_its_config(entry: Entry) -> None:
    numbers = find(entry.slug).numbers
    assert numbers == numbers_from_stack(stacks_from_config(entry.config)[0][0])
    assert sorted(numbers) == sorted(NAMES)


def test_an_unknown_model_offers_the_nearest() -> None:
    with pytest.raises(InputError, match=r'Did you mean "llama-3\.1-8b"'):
        find("llama-3.1-8")
