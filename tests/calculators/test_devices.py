"""The catalogue of devices."""

import pytest

from calculators.catalogue import device_sources
from calculators.catalogue.devices import BY_SLUG, DEVICES, GIB, MIB, usable_bytes

KINDS = ("data-center", "workstation", "consumer", "laptop", "unified")


def test_at_least_forty_devices_of_every_kind() -> None:
    assert len(DEVICES) >= 40
    assert {device.kind for device in DEVICES} == set(KINDS)
    assert len({device.slug for device in DEVICES}) == len({device.title for device in DEVICES}) == len(DEVICES)


@pytest.mark.parametrize("device", DEVICES, ids=[device.slug for device in DEVICES])
def test_entry_is_plausible_and_says_where_it_is_from(device) -> None:
    assert device_sources.source(device.slug).startswith("https://")
    assert 8 * GIB <= device.memory_bytes <= 512 * GIB
    assert device.memory_bytes * 66 // 100 <= device.usable_bytes < device.memory_bytes
    assert 100 * 10**9 <= device.bandwidth_bytes <= 25 * 10**12
    assert device.usable in ("measured", "plain", "ecc", "apple", "shared")


@pytest.mark.parametrize(
    ("slug", "mib"), [("h100", 81_559), ("rtx-5090", 32_607), ("rtx-3090", 24_268), ("l40s", 46_068), ("t4", 15_360)]
)
def test_usable_memory_as_measured(slug: str, mib: int) -> None:
    """As nvidia-smi prints it; see the sources in the module."""
    assert BY_SLUG[slug].usable_bytes == mib * MIB


@pytest.mark.parametrize(
    ("gigabytes", "rule", "size_bytes"),
    [
        (24, "apple", 16 * GIB),
        (36, "apple", 24 * GIB),
        (128, "apple", 96 * GIB),
        (128, "shared", 96 * GIB),
        (100, "plain", 97 * GIB),
        (100, "ecc", 93 * GIB),
    ],
)
def test_rules_for_usable_memory(gigabytes: int, rule: str, size_bytes: int) -> None:
    assert usable_bytes(gigabytes, rule) == size_bytes


@pytest.mark.parametrize("device", [device for device in DEVICES if device.usable == "measured"])
def test_rules_never_promise_more_than_was_measured(device) -> None:
    """GPU memory: 97% at most, 93% where the memory holds its own error correction."""
    gigabytes = device.memory_bytes // GIB
    rule = "plain" if device.slug in ("b200", "h100", "a100-80gb", "rtx-5090", "rtx-3090", "rtx-2080-ti") else "ecc"
    assert usable_bytes(gigabytes, rule) <= device.usable_bytes


def test_every_source_is_of_a_device_and_every_device_has_one() -> None:
    sourced = [slug for _, slugs in device_sources.DEVICES_OF for slug in slugs.split()]
    assert sorted(sourced) == sorted(device.slug for device in DEVICES)
    assert {name for name, _ in device_sources.DEVICES_OF} == {name for name, _ in device_sources.SOURCES}
    assert device_sources.CHECKED == "2026-11-22"
    with pytest.raises(KeyError):
        device_sources.source("none")


def test_unknown_rule() -> None:
    with pytest.raises(KeyError):
        usable_bytes(8, "none")


def test_public_error_nominal_memory_taken_for_usable() -> None:
    assert all(device.usable_bytes < device.memory_bytes for device in DEVICES)
