"""ES modules joined into one, without a tool for JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.joined_script import joined_script


def test_what_a_module_needs_stands_before_it_once_and_only_the_last_exports(tmp_path: Path) -> None:
    (tmp_path / "words.js").write_text("export const normal = 1;\n")
    (tmp_path / "edits.js").write_text('import { normal } from "./words.js";\n\nexport function edits() {}\n')
    (tmp_path / "entry.js").write_text(
        'import {\n  edits,\n} from "./edits.js";\nimport { normal } from "./words.js";\nexport class Entry {}\n'
    )
    lines = [line for line in joined_script(tmp_path / "entry.js").splitlines() if line]
    assert lines == ["const normal = 1;", "function edits() {}", "export class Entry {}"]


@pytest.mark.parametrize("line", ['import all from "./all.js";', "export default 1;", 'export { a } from "./a.js";'])
def test_another_form_of_import_or_export_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "entry.js").write_text(f"{line}\n")
    with pytest.raises(ValueError, match=r"entry\.js cannot be joined because of"):
        joined_script(tmp_path / "entry.js")
