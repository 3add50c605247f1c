import json
from typing import Any

import jsonschema
import pytest

from pipeline.emit.json_file import minutes_json
from pipeline.emit.schema import COMMITTED, json_schema, schema_text
from pipeline.model.minutes import Minutes
from tests.emit.conftest import EXAMPLE


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_committed_schema_is_the_one_the_model_generates() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), "run: python -m pipeline.emit.schema"


def test_the_schema_describes_classes_and_fields_by_their_docstrings() -> None:
    schema = json_schema()
    assert schema["$defs"]["Source"]["description"] == "The file that was read."
    assert "relative to the root" in schema["$defs"]["Source"]["properties"]["path"]["description"]


def test_the_shared_example_is_valid_and_comes_back_byte_for_byte(validator: Any) -> None:
    raw = EXAMPLE.read_bytes()
    validator.validate(json.loads(raw))
    assert minutes_json(Minutes.model_validate_json(raw)).rstrip() == raw.rstrip()


def test_rich_minutes_are_valid_and_come_back(validator: Any, rich: Minutes) -> None:
    written = minutes_json(rich)
    validator.validate(json.loads(written))
    assert Minutes.model_validate_json(written) == rich
    assert written.endswith(b"}\n")
    assert "កំណត់ហេតុ".encode() in written


@pytest.mark.parametrize("damage", ["unknown key", "missing key", "list that is null"])
def test_the_schema_refuses_what_the_contract_forbids(validator: Any, rich: Minutes, damage: str) -> None:
    value = json.loads(minutes_json(rich))
    if damage == "unknown key":
        value["meetings"][0]["titel"] = None
    elif damage == "missing key":
        del value["meetings"][0]["areas"]
    else:
        value["meetings"][0]["areas"] = None
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(value)


def test_half_of_a_surrogate_pair_is_written_as_the_replacement_character(rich: Minutes) -> None:
    rich.issues[0].message = "a\ud800b \U0001f600"
    assert json.loads(minutes_json(rich))["issues"][0]["message"] == "a\ufffdb \U0001f600"
