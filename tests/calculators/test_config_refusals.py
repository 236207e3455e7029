"""A config is refused rather than guessed at; every refusal is one sentence that names the key."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import parameters
from calculators.errors import InputError
from calculators.tensors import Model

from .models import BY_NAME, REFERENCE, build

LLAMA = BY_NAME["Meta-Llama-3-8B"]["config"]


def refusal(config: dict[str, object]) -> str:
    with pytest.raises(InputError) as caught:
        build(config)
    return caught.value.message


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"model_type": None}, 'The key "model_type" is missing.'),
        ({"model_type": "lama"}, 'The architecture "lama" is not modelled. Did you mean "llama"?'),
        ({"architectures": ["LlamaForTokenClassification"]}, "LlamaForTokenClassification"),
        ({"hidden_size": None}, '"hidden_size" is null'),
        ({"hidden_size": -4096}, '"hidden_size" must be a whole number from 0 to 100,000,000.'),
        ({"hidden_size": 0}, '"hidden_size" must be at least 1.'),
        ({"hidden_size": 4096.5}, '"hidden_size" must be a whole number'),
        ({"hidden_size": "4096"}, '"hidden_size" must be a whole number'),
        ({"hidden_size": True}, '"hidden_size" must be a whole number'),
        ({"hidden_size": 10**18}, '"hidden_size" must be a whole number'),
        ({"num_hidden_layers": 20_000}, '"num_hidden_layers" must be at most 10,000.'),
        ({"num_key_value_heads": 5}, '"num_key_value_heads" must divide the number of query heads.'),
        ({"num_attention_heads": 31}, '"hidden_size" (4096) must be a multiple of "num_attention_heads" (31).'),
        ({"tie_word_embeddings": "yes"}, '"tie_word_embeddings" must be true or false.'),
        ({"attention_bias": 1}, '"attention_bias" must be true or false.'),
    ],
)
def test_refusal_says_what_is_wrong(changes: dict[str, object], message: str) -> None:
    assert message in refusal({**LLAMA, **changes})


@pytest.mark.parametrize(
    ("name", "changes", "message"),
    [
        ("Mixtral-8x7B-v0.1", {"num_experts_per_tok": 9}, "num_experts_per_tok"),
        ("gemma-2-2b", {"head_dim": None}, "head_dim"),
        ("gemma-4-26b-a4b (text)", {"hidden_size_per_layer_input": 256}, "hidden_size_per_layer_input"),
        ("NVIDIA-Nemotron-3-Nano-30B-A3B", {"moe_latent_size": 512}, "moe_latent_size"),
        ("Nemotron-H-8B-Base-8K", {"hybrid_override_pattern": "M-X*"}, "hybrid_override_pattern"),
        ("DeepSeek-V2", {"moe_layer_freq": 2}, "moe_layer_freq"),
        ("gpt-oss-20b", {"layer_types": ["full_attention"]}, "layer_types"),
        ("gpt-oss-20b", {"layer_types": ["other"] * 24}, '"other"'),
        ("deberta-v3-base", {"share_att_key": False}, "shared attention keys"),
        ("t5-small", {"feed_forward_proj": "tanh"}, "feed_forward_proj"),
        ("gemma-3-4b (full multimodal)", {"text_config": None}, "text_config"),
        ("falcon-7b", {"multi_query": None}, "multi_query"),
        ("Jamba-1.5-Mini", {"attn_layer_offset": "x"}, "attn_layer_offset"),
        ("Jamba-1.5-Mini", {"attn_layer_offset": 8}, "attn_layer_offset"),
        ("Jamba-1.5-Mini", {"expert_layer_period": 0}, "expert_layer_period"),
        ("LFM2-350M", {"full_attn_idxs": [2, "5"]}, "full_attn_idxs"),
        ("LFM2-350M", {"full_attn_idxs": [2, 99]}, "full_attn_idxs"),
        ("Qwen3-30B-A3B", {"mlp_only_layers": [True]}, "mlp_only_layers"),
        ("Qwen3-30B-A3B", {"decoder_sparse_step": 0}, "decoder_sparse_step"),
        ("Phi-4-mini-instruct", {"sliding_window": "all"}, "sliding_window"),
    ],
)
def test_unmodelled_combination_is_refused(name: str, changes: dict[str, object], message: str) -> None:
    assert message in refusal({**BY_NAME[name]["config"], **changes})


WRONG = st.sampled_from([None, -1, 0, True, "x", [], {}, 1.5, 10**30, [["global"], 3], 2**40, [1], "auto"])


def count_or_refusal(config: dict[str, object]) -> Model | str:
    try:
        return build(config)
    except InputError as error:
        return error.message


@given(st.sampled_from(REFERENCE), st.data())
@settings(max_examples=300, deadline=None)
def test_a_mutated_config_is_counted_or_refused_in_one_sentence(entry, data) -> None:
    config = json.loads(json.dumps(entry["config"]))
    part = config
    key = data.draw(st.sampled_from(sorted(part)))
    if isinstance(part[key], dict) and part[key] and data.draw(st.booleans()):
        part = part[key]
        key = data.draw(st.sampled_from(sorted(part)))
    if data.draw(st.booleans()):
        del part[key]
    else:
        part[key] = data.draw(WRONG)
    result = count_or_refusal(config)
    if isinstance(result, str):
        assert result.endswith((".", "?"))
        assert "\n" not in result
    else:
        assert all(size > 0 for tensor in result.tensors for size in tensor.shape)


@pytest.mark.parametrize("entry", REFERENCE, ids=[entry["name"] for entry in REFERENCE])
def test_without_a_key_the_count_is_refused_or_the_same_or_names_the_default(entry) -> None:
    named = {**entry["config"], "architectures": [entry["architecture"]]}
    whole = build(named)
    for key in entry["config"]:
        config = {name: value for name, value in named.items() if name != key}
        result = count_or_refusal(config)
        if isinstance(result, str):
            continue
        same = (result.tensors, result.cache_layers) == (whole.tensors, whole.cache_layers)
        assert same or any(key in note for note in result.notes), key


@pytest.mark.parametrize(
    ("name", "tied"),
    [
        ("gemma-2b", True),
        ("gpt2", True),
        ("falcon-7b", True),
        ("c4ai-command-r-v01", True),
        ("starcoder2-7b", True),
        ("Meta-Llama-3-8B", False),
        ("Qwen3-4B", False),
        ("pythia-1b", False),
        ("OLMo-1B-hf", False),
    ],
)
def test_an_absent_tie_is_as_the_class_has_it(name: str, tied: bool) -> None:
    config = {key: value for key, value in BY_NAME[name]["config"].items() if key != "tie_word_embeddings"}
    model = build(config)
    assert bool(parameters.tied_params(model)) is tied
    assert "tie_word_embeddings" in model.notes[-1]


def test_of_an_unknown_multimodal_model_the_text_part_is_counted() -> None:
    text = BY_NAME["Mistral-Small-24B-Base-2501"]["config"]
    model = build({"model_type": "mistral3", "text_config": text, "vision_config": {"model_type": "pixtral"}})
    assert parameters.total_params(model) == 23_572_403_200
    assert "Only the text part is counted; the rest of this architecture is not modelled." in model.notes


def test_an_unknown_text_part_is_refused() -> None:
    assert "mistral3" in refusal({"model_type": "mistral3", "text_config": {"model_type": "new"}})
