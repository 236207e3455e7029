"""Download every vendored package again and keep it only if its checksums hold.

Each folder beside this file holds a `vendor.toml`. To move to a new version: edit `version`, `integrity` and the
checksums there (the errors of this command print the actual values), then run
`python site_overrides/assets/vendor/refresh.py`. Needs `npm`.
"""

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any


def checksum_problems(record: dict[str, Any], contents: dict[str, bytes]) -> list[str]:
    """Differences between a record's sha256 table and the contents of its files, by file name."""
    problems = []
    for name, expected in record["sha256"].items():
        actual = hashlib.sha256(contents[name]).hexdigest() if name in contents else "no such file"
        if actual != expected:
            problems.append(f"{name}: expected sha256 {expected}, found {actual}")
    return problems


def archive_contents(record: dict[str, Any], archive: Path) -> dict[str, bytes]:
    """The recorded files of an npm archive, by name. Raises ValueError when the archive is not the recorded one."""
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if record["integrity"] != f"sha512-{digest}":
        raise ValueError(f"{archive.name}: expected {record['integrity']}, found sha512-{digest}")
    with tarfile.open(archive) as tar:
        members = {member.name.removeprefix("package/"): member for member in tar if member.isfile()}
        streams = {name: tar.extractfile(members[name]) for name in record["sha256"] if name in members}
        return {name: stream.read() for name, stream in streams.items() if stream}


def refresh(folder: Path) -> None:
    """Replace the files of one vendored package by those of its recorded version. Raises ValueError on a mismatch."""
    record = tomllib.loads((folder / "vendor.toml").read_text())
    with tempfile.TemporaryDirectory() as scratch:
        package = f"{record['package']}@{record['version']}"
        subprocess.run(["npm", "pack", "--silent", package], cwd=scratch, check=True, stdout=subprocess.DEVNULL)
        contents = archive_contents(record, next(Path(scratch).glob("*.tgz")))
    if problems := checksum_problems(record, contents):
        raise ValueError("\n".join(problems))
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    for record_path in sorted(Path(__file__).parent.glob("*/vendor.toml")):
        try:
            refresh(record_path.parent)
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            sys.exit(f"{record_path.parent.name}: {error}")
        print(f"{record_path.parent.name}: files match vendor.toml")
