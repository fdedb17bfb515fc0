"""What is true of tickets, cases, deadlines, numbers and people, whoever asks: pure rules, no Qt, SQL or network.

Here never lives anything that stores, prints, sends or shows. What leaves by the door: the modules `ticket`,
`queue`, `case`,
`material`, `deadline`, `numbers`, `person`, `staff` and `refusals`; `words` has their sentences.
"""
