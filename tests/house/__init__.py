"""Tests about the code itself: what holds for every slice, every route, every page."""
