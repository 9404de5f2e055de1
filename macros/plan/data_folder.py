"""Which folder has the data, for every command that is given none: what mkdocs.yml sets for the build."""

from __future__ import annotations

from pathlib import Path

from mkdocs.utils.yaml import yaml_load


def data_folder() -> Path:
    """Return the folder that `extra.data_dir` names, which reads PLAN_DATA; `data` in a folder without a mkdocs.yml.

    As for MkDocs, the configuration is that of the working folder.
    """
    path = Path("mkdocs.yml")
    if not path.is_file():
        return Path("data")
    with path.open(encoding="utf-8") as file:
        return Path(str((yaml_load(file).get("extra") or {}).get("data_dir") or "data"))
