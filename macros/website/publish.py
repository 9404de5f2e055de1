"""Puts a built site in the place of the last one, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path


def replace_atomically(built: Path, target: Path) -> None:
    """Exchange the folders; where that cannot be done, as with a mount point, exchange what is in them."""
    former = target.with_name(f"{target.name}.former")
    shutil.rmtree(former, ignore_errors=True)
    try:
        if target.exists():
            target.rename(former)
        built.rename(target)
    except OSError:
        if former.exists() and not target.exists():
            former.rename(target)
        for old in target.iterdir():
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
        shutil.copytree(built, target, dirs_exist_ok=True)
    shutil.rmtree(former, ignore_errors=True)
