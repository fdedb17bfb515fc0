"""Who is here: what is known of a person, what he need not say or bring twice, and who stands beside him.

Here live the desk of who is here (`knowing`), values offered from earlier cases (`prefill`), papers that lie here
already (`on_file`), what still has to be verified (`verifying`), contact, reader, witness and guardian (`beside`), and
what of it stands on the receipt (`noting`). Never here: a screen, a reader of cards, the rules of a matter.
"""
