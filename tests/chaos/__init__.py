"""Processes end, brokers freeze, people press twice: nothing is lost, nothing is done twice."""
