"""Questions about research-programme documents, answered with exact, checked citations."""

__version__ = "0.1.0"
__all__ = ["__version__"]
