"""What lies around the form on the counter: the person, the papers, the clocks, what is missing, what was filed.

Here live widgets and the one who connects them with the desks of intake, drafts and printing (`Intake`, `Printing`),
for the window and the agent alike. Never here: the line of tickets, the search, a village's day.
"""
