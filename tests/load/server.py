"""A PostgreSQL of the tests' own, in a temporary folder and reached by a socket in it alone."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "no PostgreSQL here: apt-get install postgresql"
NOBODY = "PostgreSQL does not run as root, and there is no user postgres"


def find_programs() -> Path | None:
    """Return the folder with initdb and pg_ctl, None where there is none."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


def other_user() -> str | None:
    """Return who is to run the server: postgres instead of root, else whoever runs the tests ("")."""
    if os.geteuid() != 0:
        return ""
    return "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else None


@contextmanager
def running(programs: Path, user: str) -> Iterator[Path]:
    """Yield the folder of the socket of a new server, which is stopped and removed on leaving."""
    folder = Path(tempfile.mkdtemp(prefix="km-pg-"))
    data = folder / "data"
    if user:
        shutil.chown(folder, user)

    def run(*words: str | Path) -> None:
        identity = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
        subprocess.run(
            words, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd=folder, timeout=120, **identity
        )

    try:
        run(
            programs / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        options = f"-c listen_addresses= -c fsync=off -k {folder}"
        run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield folder
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
