"""Room is kept for a picture before it arrives."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from PIL import Image

from glossary.problem import GlossaryError
from macros.pictures import picture_sizes, with_picture_sizes

SIZES = {"chart.png": (640, 360)}


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / "terms" / "images"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("kind", ["avif", "jpg", "png", "webp"])
def test_the_size_of_each_kind_of_picture_is_read(tmp_path: Path, images: Path, kind: str) -> None:
    Image.new("RGB", (64, 36)).save(images / f"chart.{kind}")
    assert picture_sizes(tmp_path) == {f"chart.{kind}": (64, 36)}


def test_a_file_that_is_no_picture_is_named(tmp_path: Path, images: Path) -> None:
    (images / "chart.png").write_text("not a picture")
    with pytest.raises(GlossaryError, match=r"terms/images/chart\.png:1: this is not a picture that can be read"):
        picture_sizes(tmp_path)


def test_a_glossary_without_pictures_has_no_sizes(tmp_path: Path) -> None:
    assert picture_sizes(tmp_path) == {}


@pytest.mark.parametrize("src", ["images/chart.png", "../images/chart.png", "../../images/chart.png"])
def test_a_picture_has_its_size_and_waits_until_it_is_near(src: str) -> None:
    html = with_picture_sizes(f'<p><img alt="A chart" src="{src}"></p>', SIZES)
    assert html == f'<p><img width="640" height="360" loading="lazy" decoding="async" alt="A chart" src="{src}"></p>'


def test_other_text_stays_as_it_is() -> None:
    html = '<a href="images/chart.png">chart</a> <code>&lt;img src="images/chart.png"></code> <img src="data:,">'
    assert with_picture_sizes(html, SIZES) == html


def test_a_picture_that_would_unpack_without_end_is_refused(tmp_path: Path, images: Path) -> None:
    Image.new("L", (1, 1)).save(images / "chart.png")
    png = (images / "chart.png").read_bytes()
    size = (60_000).to_bytes(4, "big")
    header = b"IHDR" + size + size + png[24:29]
    (images / "chart.png").write_bytes(png[:12] + header + zlib.crc32(header).to_bytes(4, "big") + png[33:])
    with pytest.raises(GlossaryError, match="not a picture that can be read"):
        picture_sizes(tmp_path)
