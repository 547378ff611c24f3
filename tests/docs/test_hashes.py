"""Where an old hash is made, a format of others asks for it, and no secret rests on it alone."""

import re

from tests.docs.pages import ROOT

PARTS = ("contracts", "choreography", "handlers", "edge", "ops")
OLD = re.compile(r"\b(?:md4|md5|sha_?1|ripemd\w*)\b", re.IGNORECASE)
WHERE = {
    "choreography/envelope.py": "ids that follow from their causes: UUIDs of version 5",
    "edge/limits/redis_bucket.py": "by which Redis knows a script",
    "edge/ticketing/wallet/package.py": "the list of a pass's files, whose signature is by SHA-256",
    "handlers/identity/totp.py": "codes as authenticators make them",
}


def test_old_hashes_are_made_where_a_format_names_them_and_nowhere_else() -> None:
    files = [file for part in PARTS for file in (ROOT / part).rglob("*.py")]
    found = {str(file.relative_to(ROOT)) for file in files if OLD.search(file.read_text().replace("SHA-1", "sha1"))}
    assert found == WHERE.keys()
