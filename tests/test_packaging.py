"""What is pinned, and what the project says of itself."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


def pins(lock: str) -> dict[str, str]:
    written = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", written, flags=re.MULTILINE))


def declared(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(name for extra in extras for name in project["optional-dependencies"][extra])]
    return {re.split("[<>=~ ;[]", requirement)[0] for requirement in wanted}


def test_the_locks_pin_everything_that_is_declared() -> None:
    assert declared() <= pins("requirements.lock").keys()
    assert declared("dev") <= pins("requirements-dev.lock").keys()


def test_tests_run_on_what_users_run() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_fetch_from_and_every_pin_has_hashes(lock: str) -> None:
    written = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file://|index-url|find-links|trusted-host|@ ", written)
    requirements = [part for part in re.split(r"\n(?=\S)", written) if "==" in part]
    assert len(requirements) == len(pins(lock))
    assert all("--hash=sha256:" in requirement for requirement in requirements)


def test_the_licence_is_whole() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
