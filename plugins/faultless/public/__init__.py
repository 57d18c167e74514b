"""The gate: the only way from the model to what customers see."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from faultless.public.publish import publish

__all__ = ["publish"]


def __getattr__(name: str) -> Any:
    """Load the gate on first use: what lies beyond it imports `public.site` and must not bring the model with it."""
    if name == "publish":
        from faultless.public.publish import publish  # noqa: PLC0415

        return publish
    raise AttributeError(name)
