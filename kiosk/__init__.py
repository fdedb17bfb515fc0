"""The program that every PC of a service centre runs: domain, desks, store, paper, devices, screens, and what
wires them."""
