"""Measurements. Each module prints figures with how they were taken; nothing here asserts."""
