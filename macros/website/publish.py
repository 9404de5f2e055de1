"""Where a build works, and how what it has built takes the place of the last site: as a whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

# In a site that is a mount point: the next site and the last one, while the one replaces the other.
_STAGE = ".replacing"


class Workplace:
    """The folder beside a site in which one build works, out of reach of every other build.

    `site` is where it builds, and `target` what that is to replace. Every method raises OSError where the disk is full,
    a folder is not to be written, and so on; the last site is then whole.
    """

    def __init__(self, target: Path) -> None:
        """Make the folder, after clearing up what builds have left that were killed."""
        if target.exists() and not target.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        self.target = target
        self._former = target.with_name(f"{target.name}.former")
        with self._replacement_lock():
            self._folder = Path(tempfile.mkdtemp(prefix=self._prefix, dir=target.parent))
            # The operating system lets go of it when the build ends, in whatever way.
            self._life = _life_of(self._folder)
            self._life.acquire()
            self._clear_up()
        self.site = self._folder / "site"

    def publish(self) -> None:
        """Put the site that was built in the place of the last one."""
        with self._replacement_lock():
            if os.path.ismount(self.target):
                _replace_contents(self.site, self.target)
                return
            try:
                self._replace_folder()
            except OSError as error:
                if error.errno != errno.EBUSY:
                    raise
                # A mount point after all: ismount does not see a folder of the same disk.
                _replace_contents(self.site, self.target)

    def close(self) -> None:
        """Delete the folder, with whatever is in it."""
        with self._replacement_lock():
            self._life.release()
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _prefix(self) -> str:
        return f"{self.target.name}.building-"

    @contextlib.contextmanager
    def _replacement_lock(self) -> Iterator[None]:
        """Hold what only one build at a time may hold: the right to change what stands beside the site."""
        path = self.target.with_name(f"{self.target.name}.lock")
        with FileLock(path):
            try:
                yield
            finally:
                # Who waits for the lock sees that its file is gone, and takes a new one. Windows deletes it itself.
                with contextlib.suppress(OSError):
                    path.unlink()

    def _clear_up(self) -> None:
        """Finish or undo a replacement that was cut short, and delete the folders that killed builds have left."""
        self._put_back()
        self._retire()
        if self.target.exists():
            _finish_replacement(self.target)
        for folder in [path for path in self.target.parent.iterdir() if path.name.startswith(self._prefix)]:
            with contextlib.suppress(Timeout):
                with _life_of(folder).acquire(blocking=False):
                    pass
                shutil.rmtree(folder, ignore_errors=True)

    def _replace_folder(self) -> None:
        try:
            if self.target.exists():
                self.target.rename(self._former)
            self.site.rename(self.target)
        finally:
            self._put_back()
        self._retire()

    def _put_back(self) -> None:
        if self._former.exists() and not self.target.exists():
            self._former.rename(self.target)

    def _retire(self) -> None:
        """Take the site before out of the way, to be deleted with the folder: under its name it is always whole."""
        if self._former.exists():
            self._former.rename(self._folder / "former")


def _life_of(folder: Path) -> FileLock:
    """Return the lock that a build holds as long as it works in a folder."""
    return FileLock(folder / "lock")


def _replace_contents(built: Path, target: Path) -> None:
    """Put what is in one folder in the place of what is in another, which cannot be renamed itself.

    Nothing goes before all that replaces it has been copied.
    """
    stage = target / _STAGE
    try:
        shutil.copytree(built, stage / "copying")
        (stage / "copying").rename(stage / "complete")
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    _finish_replacement(target)


def _finish_replacement(target: Path) -> None:
    """Replace what is in a folder with the complete site in its stage, from wherever this was cut short."""
    stage = target / _STAGE
    complete, moving, former = stage / "complete", stage / "moving", stage / "former"
    if complete.exists():
        former.mkdir(exist_ok=True)
        try:
            _move_entries(target, former)
            complete.rename(moving)
        except BaseException:
            _move_entries(former, target)
            shutil.rmtree(stage, ignore_errors=True)
            raise
    if moving.exists():
        _move_entries(moving, target)
    shutil.rmtree(stage, ignore_errors=True)


def _move_entries(source: Path, target: Path) -> None:
    for entry in list(source.iterdir()):
        if entry.name != _STAGE:
            entry.rename(target / entry.name)
