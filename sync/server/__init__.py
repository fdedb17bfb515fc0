"""Who listens to devices, for the city now and a centre's hub later: the protocol's routes over a small port.

Here live the routes (`reception`), the judgement of what arrives (`judge`: stored, before, fork, gap), proof of origin
(`proof`), freshness (`nonces`), and what they need of whoever keeps the entries (`ports`). Never here: a database, a
page for people, a decision about a case.
"""
