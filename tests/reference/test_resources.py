"""Every file of reference data is as its schema says, names what it rests on, and points at nothing that is not there."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from rca_workbench.reference import crosswalk, frameworks, resource, sample_case_path, sheet

FILES = sorted(
    [*resource("domain").glob("*.json"), *resource("frameworks").glob("*.json"), resource("profiles.json")]
)
SCHEMAS = resource("schema")


def by_name(path: Path) -> str:
    return path.stem


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def validator(name: str) -> Draft202012Validator:
    common = read(SCHEMAS / "common.schema.json")
    registry = Registry().with_resource("common.schema.json", Resource.from_contents(common))
    return Draft202012Validator(read(SCHEMAS / f"{name}.schema.json"), registry=registry)


def rows(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from rows(one)
    elif isinstance(value, list):
        for one in value:
            yield from rows(one)


def test_all_files_of_the_field_are_here() -> None:
    described = {one.name.removesuffix(".schema.json") for one in SCHEMAS.glob("*.json")}
    assert {by_name(one) for one in FILES} == described - {"common", "rca-workbench-1"}


@pytest.mark.parametrize("path", FILES, ids=by_name)
def test_a_file_is_as_its_schema_says(path: Path) -> None:
    faults = [f"{fault.json_path}: {fault.message}" for fault in validator(path.stem).iter_errors(read(path))]
    assert faults == []


@pytest.mark.parametrize("path", FILES, ids=by_name)
def test_a_file_without_its_source_or_with_a_stray_field_is_refused(path: Path) -> None:
    content = read(path)
    check = validator(path.stem)
    assert not check.is_valid({name: value for name, value in content.items() if name != "source"})
    assert not check.is_valid({**content, "sorce": content["source"]})


@pytest.mark.parametrize("path", FILES, ids=by_name)
def test_a_schema_is_itself_sound(path: Path) -> None:
    Draft202012Validator.check_schema(read(SCHEMAS / f"{path.stem}.schema.json"))


@pytest.mark.parametrize("path", FILES, ids=by_name)
def test_ids_are_unique_within_a_file(path: Path) -> None:
    # The small graphs that test a rule name their nodes afresh each time.
    content = read(path)
    for row in rows(content):
        row.pop("test", None)
    counted = Counter(row["id"] for row in rows(content) if "id" in row)
    assert [id for id, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("path", FILES, ids=by_name)
def test_every_file_says_where_it_is_from_and_how_sure_it_is(path: Path) -> None:
    page = sheet(*path.relative_to(resource()).parts)
    assert page.title
    assert str(page.source)
    assert page.licence
    assert page.check_note
    assert bool(page.mark) is (read(path)["source_checked"] is False)


def test_ids_are_unique_across_frameworks() -> None:
    counted = Counter(category.id for framework in frameworks() for category in framework.categories)
    assert [id for id, count in counted.items() if count > 1] == []


def test_the_crosswalk_names_only_categories_that_exist() -> None:
    known = {f.id: {category.id for category in f.categories} for f in frameworks()}
    for crossing in crosswalk():
        for framework, ids in crossing.categories.items():
            assert set(ids) <= known[framework], f"{crossing.id} in {framework}"
        assert set(crossing.levels) <= known["accimap"], crossing.id
        assert crossing.fit


def test_the_sample_case_uses_only_levels_and_tags_that_exist() -> None:
    known = {category.id for framework in frameworks() for category in framework.categories}
    case = read(sample_case_path())
    used = {tag for node in case["nodes"] for tag in node["tags"]} | {
        node["accimap_level"] for node in case["nodes"] if node["accimap_level"]
    }
    assert used
    assert used - known == set()


def test_content_cannot_be_changed_by_who_reads_it() -> None:
    page = sheet("domain", "glossary.json")
    with pytest.raises(TypeError):
        page.content["title"] = "Another"  # type: ignore[index]
    with pytest.raises(TypeError):
        page.rows("terms")[0]["term"] = "Another"  # type: ignore[index]
