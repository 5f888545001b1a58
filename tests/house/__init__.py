"""Tests about the code itself: what holds for every room, every route, every page."""
