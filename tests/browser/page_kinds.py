"""One address of every kind of page on the site, and of what a page becomes when it is used."""

from __future__ import annotations

PAGE_KINDS = [
    "",
    "a-z/",
    "category/",
    "category/models/",
    "about/",
    "method/",
    "calculators/",
    "parameter-calculator/",
    "memory-calculator/",
    "compare/",
    "compare/kv-cache-vs-model-parameters/",
    "paths/",
    "paths/executive/",
    "changes/",
    "review/",
    "digest/",
    "use/",
    "checks/",
    "write/",
    "map/",
    "accuracy/",
    "training-calculator/",
    "a-z/?text=token&level=starter",
    "404.html",
    "model-parameters/",
    "kv-cache/?role=executive",
]
