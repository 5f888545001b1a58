"""Tests are sentences about the product. ``fixtures`` sets the stage, ``house`` reads the code."""

import pytest

pytest.register_assert_rewrite("tests.fixtures", "tests.factories")
