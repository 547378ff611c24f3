"""Copies of the database: of all but the keyring, and of the keyring alone, which lie apart and do not grow old."""

from ops.backup.by_socket import by_socket
from ops.backup.copies import BackupSettings, Together, backed_up, keyring_copied

__all__ = ["BackupSettings", "Together", "backed_up", "by_socket", "keyring_copied"]
