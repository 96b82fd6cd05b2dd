from __future__ import annotations

import re
from pathlib import Path

import pytest

from formalletter import assets
from formalletter.letter import Header
from formalletter.reading import read_letter
from formalletter.reading.front_matter import part
from formalletter.reading.text import decode
from formalletter.reading.yaml_header import parse
from formalletter.schema import letter_schema

STARTER = Path(assets.__file__).parent / "starter"
SEED = assets.content_folder() / "ohchr-xinjiang-2022"


KINDS = {
    "string": str,
    "array": list,
    "object": dict,
    "boolean": bool,
    "null": type(None),
    "number": (int, float),
}


def faults(schema, value, root=None, path=""):
    """Where a value does not keep to a schema: the few words of JSON Schema that ours use."""
    root = root or schema
    if "$ref" in schema:
        return faults(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], value, root, path)
    if "type" in schema and not isinstance(value, KINDS[schema["type"]]):
        return [f"{path}: no {schema['type']}"]
    found = []
    if options := schema.get("anyOf"):
        tried = [faults(option, value, root, path) for option in options]
        found += [] if [] in tried else [f"{path}: none of {len(tried)}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{path}: not in {schema['enum']}")
    if isinstance(value, str):
        pattern = r"^\d{4}-\d\d-\d\d$" if schema.get("format") == "date" else ""
        if not re.search(schema.get("pattern", pattern), value):
            found.append(f"{path}: {value}")
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            found += faults(schema.get("items", {}), entry, root, f"{path}[{index}]")
    elif isinstance(value, dict):
        found += faults_of_keys(schema, value, root, path)
    return found


def faults_of_keys(schema, value, root, path):
    properties = schema.get("properties", {})
    found = [f"{path}.{key}: missing" for key in schema.get("required", ()) if key not in value]
    for key, inner in value.items():
        if key in properties:
            found += faults(properties[key], inner, root, f"{path}.{key}")
        elif schema.get("additionalProperties") is False:
            found.append(f"{path}.{key}: unknown")
    return found


def header_of(folder):
    source, _ = decode((folder / "letter.md").read_bytes(), "letter.md")
    lines, _, _ = part(source)
    tree, _ = parse(source, lines.first, lines.last, lines.start)
    return tree


@pytest.mark.parametrize("folder", [STARTER, SEED], ids=lambda folder: folder.name)
def test_the_bundled_letters_keep_to_the_schema(folder):
    assert faults(letter_schema(), header_of(folder).data) == []
    read_letter(folder)


def test_keys_without_a_value_keep_to_the_schema():
    empty = {key[0]: None for key in header_of(SEED).keys if len(key) == 1}
    assert len(empty) > 15
    assert faults(letter_schema(), {**empty, **header_of(SEED).data}) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("date", "8 March 2022"),
        ("date", 20220308),
        ("titel", "An open letter"),
        ("our-reference", 123),
        ("our_reference", "ours"),
        ("status", "finl"),
        ("language", "english"),
        ("recipient", {}),
        ("recipient", {"nmae": "Ada Example"}),
        ("signed-by", [{"role": "Chair"}]),
        ("salutation", None),
        ("letterhead", "a/b"),
        ("letterhead", {"txt": "Joint open letter"}),
    ],
)
def test_the_schema_refuses_what_reading_refuses(key, value):
    assert faults(letter_schema(), {**header_of(SEED).data, key: value})


def test_it_is_a_schema_of_the_2020_dialect_that_editors_take():
    schema = letter_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Header of a letter"
    assert "$id" not in schema
    assert list(schema["properties"]) == [
        info.alias or name for name, info in Header.model_fields.items()
    ]
    assert schema["required"] == ["title", "date", "recipient", "salutation"]
    assert schema["properties"]["date"]["format"] == "date"


def test_every_section_is_closed_and_every_key_described():
    schema = letter_schema()
    for section in (schema, *schema["$defs"].values()):
        assert section["additionalProperties"] is False
        for key, value in section["properties"].items():
            assert value.get("description"), key
            assert not isinstance(value.get("title"), str)


def test_a_letterhead_has_a_schema_of_its_own():
    schema = letter_schema()
    letterhead = {**schema["$defs"]["Letterhead"], "$defs": schema["$defs"]}
    assert faults(letterhead, {"text": "Joint open letter", "organisations": None}) == []
    assert faults(letterhead, {"organisations": [{"logo": "a.svg"}]}) == [
        ".organisations: none of 2"
    ]
