"""Tests of the web mechanisms and of the page client itself."""
