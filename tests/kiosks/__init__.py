"""Tests of kiosks."""
