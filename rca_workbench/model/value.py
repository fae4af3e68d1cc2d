"""A class of values: equal by what they hold, hashable, never changed."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """Declare one. Frozen for the type checker and plain at run time, where freezing doubles what making one costs."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
