"""Builds the house: the one room that knows every other. No logic; tests call the same functions.

Its modules are its doors: `house` (all desks on a store), `screens`, `station` (beginnings and books), `sentences`.
"""
