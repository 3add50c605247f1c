"""Which code made an output: the release, and the bytes of the package, so that a change of either redoes the work."""

import hashlib
from pathlib import Path

import pipeline


def code_version() -> str:
    """Return the release and a hash of the package's modules and resources: `0.1.0+4f1d22ab09cc`."""
    folder = Path(pipeline.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return f"{pipeline.__version__}+{digest.hexdigest()[:12]}"
