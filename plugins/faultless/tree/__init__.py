"""Writing trees of files: each file always whole, a failing build without a trace."""

from faultless.tree.changes import Changes
from faultless.tree.errors import ForeignTree, TreeBusy, TreeError, UnsafePath
from faultless.tree.write import MARKER, StagedTree, check_path, write_tree

__all__ = [
    "MARKER",
    "Changes",
    "ForeignTree",
    "StagedTree",
    "TreeBusy",
    "TreeError",
    "UnsafePath",
    "check_path",
    "write_tree",
]
