"""The JSON Schema of minutes.json, generated from the model and committed as `resources/minutes.schema.json`.

`python -m pipeline.emit.schema` writes the committed copy anew.
"""

import ast
import inspect
import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from pipeline.model import minutes as model
from pipeline.model.minutes import SCHEMA_NAME, SCHEMA_VERSION, Minutes

COMMITTED = Path(__file__).parent.parent / "resources" / "minutes.schema.json"


class _AllRequired(GenerateJsonSchema):
    """A schema in which defaults do not make a key optional: minutes.json leaves out none but those of guesses."""

    def field_is_required(self, field: Any, *_: object, **__: object) -> bool:
        return "serialization_exclude_if" not in field


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every minutes.json of this version satisfies.

    Every key is required but those that only a guess has (`exclude_if`). Descriptions are the docstrings of the
    model's classes and fields.
    """
    generated = Minutes.model_json_schema(mode="serialization", schema_generator=_AllRequired)
    _describe_fields(generated)
    del generated["title"]
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": f"{SCHEMA_NAME} minutes, version {SCHEMA_VERSION}",
        **generated,
    }


def schema_text() -> str:
    """Return the schema as the committed file has it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def _describe_fields(schema: dict[str, Any]) -> None:
    for class_name, fields in _field_docstrings().items():
        described = schema if class_name == Minutes.__name__ else schema["$defs"].get(class_name)
        for field, docstring in fields.items():
            described["properties"][field]["description"] = docstring


def _field_docstrings() -> dict[str, dict[str, str]]:
    """Return class name -> field -> the string that follows the field in the model's source."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(model)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for field, after in zip(node.body, node.body[1:], strict=False):
            match field, after:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(docstring))):
                    found.setdefault(node.name, {})[name] = inspect.cleandoc(docstring)
    return found


if __name__ == "__main__":
    COMMITTED.write_text(schema_text(), encoding="utf-8")
