"""Tests of precheck."""
