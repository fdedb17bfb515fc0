"""What is plugged into a PC or built into it: its clock now; card readers, scanners and cameras as they come.

Each device stands behind a small port of the desks; nothing here decides anything.
"""
