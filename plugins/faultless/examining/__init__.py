"""What is wrong with an installation, a configuration or a repository, in plain words."""

from faultless.examining.ailment import Ailment, Weight
from faultless.examining.examine import Examined, examine

__all__ = ["Ailment", "Examined", "Weight", "examine"]
