from pathlib import Path

import pytest

from pipeline.model.minutes import Minutes
from pipeline.translate.glossary import Glossary, load_glossary

EXAMPLE = Path(__file__).parent.parent / "data" / "example_minutes.json"


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    return load_glossary()


@pytest.fixture
def example() -> Minutes:
    minutes = Minutes.model_validate_json(EXAMPLE.read_bytes())
    minutes.translations = []
    return minutes
