"""What earlier builds worked out is used again, and nothing that happens to the cache harms a build."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from glossary.cache import CACHE_FILE, NO_CACHE, Cache


class Shout:
    """Makes text loud, and remembers what it was asked."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.asked: list[str] = []

    def __call__(self, name: str) -> bytes:
        self.asked.append(name)
        return self.texts[name].upper().encode()


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / CACHE_FILE)


def test_every_name_comes_with_its_result_in_order(cache: Cache) -> None:
    texts = {"b": "bun", "a": "apple"}
    assert [*cache.results("shout", texts.items(), Shout(texts))] == [("b", b"BUN"), ("a", b"APPLE")]


def test_what_was_made_from_the_same_is_not_made_again(cache: Cache) -> None:
    first, again = Shout({"a": "apple", "b": "bun"}), Shout({"a": "apple", "b": "bread", "c": "apple"})
    assert dict(cache.results("shout", first.texts.items(), first)) == {"a": b"APPLE", "b": b"BUN"}
    assert dict(cache.results("shout", again.texts.items(), again)) == {"a": b"APPLE", "b": b"BREAD", "c": b"APPLE"}
    assert (first.asked, again.asked) == (["a", "b"], ["b"])


def test_kinds_do_not_meet(cache: Cache) -> None:
    shout = Shout({"a": "apple"})
    assert [*cache.results("shout", shout.texts.items(), shout)] == [("a", b"APPLE")]
    assert [*cache.results("whisper", shout.texts.items(), lambda name: b"...")] == [("a", b"...")]


def test_a_change_of_the_programs_makes_all_anew(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    shout = Shout({"a": "apple"})
    assert [*cache.results("shout", shout.texts.items(), shout)] == [("a", b"APPLE")]
    monkeypatch.setattr("glossary.cache.engine_digest", lambda: "another engine")
    assert [*cache.results("shout", shout.texts.items(), shout)] == [("a", b"APPLE")]
    assert shout.asked == ["a", "a"]


def test_without_a_file_nothing_is_kept() -> None:
    shout = Shout({"a": "apple"})
    assert [*NO_CACHE.results("shout", shout.texts.items(), shout)] == [
        *NO_CACHE.results("shout", shout.texts.items(), shout)
    ]
    assert shout.asked == ["a", "a"]


def test_a_broken_file_is_started_anew(cache: Cache) -> None:
    assert cache.file
    cache.file.parent.mkdir()
    cache.file.write_bytes(b"no database " * 1000)
    shout = Shout({"a": "apple"})
    results = [[*cache.results("shout", shout.texts.items(), shout)] for _ in range(3)]
    assert results == [[("a", b"APPLE")]] * 3
    assert shout.asked == ["a", "a"], "once to find it broken, once to fill the new one"


def test_a_build_goes_on_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where the folder should be")
    shout = Shout({"a": "apple"})
    assert [*Cache(tmp_path / CACHE_FILE).results("shout", shout.texts.items(), shout)] == [("a", b"APPLE")]


def test_a_full_cache_is_emptied(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.cache.MAX_BYTES", 1)
    for word in ("apple", "bun"):
        shout = Shout({"a": word})
        assert [*cache.results("shout", shout.texts.items(), shout)] == [("a", word.upper().encode())]
    shout = Shout({"a": "apple"})
    assert [*cache.results("shout", shout.texts.items(), shout)] == [("a", b"APPLE")]
    assert shout.asked == ["a"]


def test_builds_that_write_at_once_both_find_what_they_kept(cache: Cache) -> None:
    texts = [{f"{number}-{name}": f"word {number} {name}" for name in range(500)} for number in range(4)]

    def build(number: int) -> None:
        for name, text in texts[number].items():
            assert [*cache.results("shout", {name: text}.items(), Shout({name: text}))] == [
                (name, text.upper().encode())
            ]

    context = multiprocessing.get_context("fork")
    builds = [context.Process(target=build, args=(number,)) for number in range(4)]
    for process in builds:
        process.start()
    for process in builds:
        process.join()
    assert [process.exitcode for process in builds] == [0] * 4
    for shout in map(Shout, texts):
        assert len([*cache.results("shout", shout.texts.items(), shout)]) == 500
        assert shout.asked == []


def test_results_of_any_number_come_in_order_whether_kept_or_made(cache: Cache) -> None:
    texts = {f"{number}": f"word {number % 900}" for number in range(1_300)}
    some = {name: text for name, text in texts.items() if int(name) % 3 == 0}
    assert len([*cache.results("shout", some.items(), Shout(some))]) == len(some)
    for kept in (cache, NO_CACHE):
        results = kept.results("shout", texts.items(), Shout(texts))
        assert [*results] == [(name, text.upper().encode()) for name, text in texts.items()]


def test_what_another_build_took_away_meanwhile_is_made(cache: Cache) -> None:
    assert cache.file
    texts = {f"{number}": f"word {number}" for number in range(1_300)}
    assert len([*cache.results("shout", texts.items(), Shout(texts))]) == len(texts)
    results = cache.results("shout", texts.items(), Shout(texts))
    first = next(results)
    cache.file.unlink()
    assert [first, *results] == [(name, text.upper().encode()) for name, text in texts.items()]
