"""Where a file lies: on this computer's disk, or on another computer's over a network.

SQLite's write-ahead log shares memory between processes, which no network can.
"""

import os
import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
# fmt: off
_NETWORK = frozenset({
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.davfs", "fuse.glusterfs",
    "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "fuse.vmhgfs-fuse", "gfs2", "glusterfs", "gpfs",
    "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "pvfs2", "smb", "smb2", "smb3", "smbfs",
    "vboxsf", "virtiofs", "vmhgfs",
})
# fmt: on
_ESCAPED = re.compile(r"\\([0-7]{3})")


def type_of(path: str, mounts: str) -> str:
    """Return the type of the file system that `path` (absolute) is on, "" when not told.

    `mounts` is the text of Linux's `/proc/self/mountinfo`. Of several mounts on one place the last
    hides the others.
    """
    best, found = "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:  # noqa: PLR2004 - the fifth field is the mount's place
            continue
        place = _ESCAPED.sub(lambda match: chr(int(match[1], 8)), fields[4]).rstrip("/")
        if (path == place or path.startswith(place + "/")) and len(place) >= len(best):
            best, found = place, after.split()[0]
    return found


def is_remote(directory: Path) -> bool:
    """Return whether `directory` is known to be on a network file system."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return str(directory).startswith("\\\\")
    return type_of(os.path.realpath(directory), mounts) in _NETWORK
