"""Diets and access needs, counted or by name; each look is written down."""
