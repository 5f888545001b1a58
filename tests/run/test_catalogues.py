"""English catalogues are compiled when they are stale, and only then."""

import gettext
import os

from config.catalogues import compile_stale

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "老板"
msgstr "{word}"
"""


def write(root, word):
    folder = root / "intake" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "messages.po").write_text(PO.format(word=word))
    return folder / "messages.po"


def word(root):
    return gettext.translation("messages", root / "intake", ["en"]).gettext("老板")


def test_a_catalogue_is_compiled_once(tmp_path):
    write(tmp_path, "boss")

    assert compile_stale(tmp_path) == 1
    assert compile_stale(tmp_path) == 0
    assert word(tmp_path) == "boss"


def test_a_changed_catalogue_is_compiled_again(tmp_path):
    po = write(tmp_path, "boss")
    compile_stale(tmp_path)
    compiled_ns = po.with_suffix(".mo").stat().st_mtime_ns
    write(tmp_path, "employer")
    os.utime(po, ns=(compiled_ns + 1, compiled_ns + 1))

    assert compile_stale(tmp_path) == 1
