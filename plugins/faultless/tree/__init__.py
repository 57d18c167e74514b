"""Writing trees of files: each file always whole, a failing build without a trace."""

from faultless.tree.bringing import MARKER, OpenTree, Stamp
from faultless.tree.changes import Changes
from faultless.tree.errors import ForeignTree, TreeBusy, TreeError, UnsafePath
from faultless.tree.paths import check_path
from faultless.tree.stillness import still
from faultless.tree.write import StagedTree, write_tree

__all__ = [
    "MARKER",
    "Changes",
    "ForeignTree",
    "OpenTree",
    "StagedTree",
    "Stamp",
    "TreeBusy",
    "TreeError",
    "UnsafePath",
    "check_path",
    "still",
    "write_tree",
]
