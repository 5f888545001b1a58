"""No page is addressed by what a request says of our name: paper and codes say the site's own."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BY_REQUEST = re.compile(
    r"_external=True|\b(?:url_root|host_url|root_url)\b|request\.(?:host|base_url)\b"
)
#: They look at the name that is asked for, in order to refuse it.
_MAY = {"casework/web/addresses.py"}


def test_no_address_is_made_from_the_host_header():
    paths = [*(ROOT / "casework").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in paths
        if str(path.relative_to(ROOT)) not in _MAY
        for line in path.read_text().splitlines()
        if _BY_REQUEST.search(line)
    ]
    assert not found, "\n".join(found)
