"""The only room that knows Qt: the screens of hall, board, window, agent, office and track, and what they are made of.

Here never lives a rule, a row, a file of the store or a print: a screen takes desks and shows their outcomes. By the
door leaves `shell.run`. What a screen is built from:

- `fittings.Fittings(theme, errands, feed, say, square)`: given to every screen beside its desks.
- `theme.Theme(role, factor)`: `.px(n)`, `.size(kind)`, `.font(kind, bold)`, `.icon(name, colour, pixels)`, `.control`,
  `.sheet`, `.dress(root)`; `theme.colour(token)`; tokens stand in `tokens` (COLOURS, TYPE by role, ELDER).
- `errands.Errands.run(lane, job, done, failed=None, owner=None)`; lanes POST, PAPER, SEARCH, DESK.
- `feed.Feed.tell(outcome.changed)` and `feed.subscribe(screen, {Changed.QUEUE}, reread)`.
- `widgets`: Label, Elided, Icon, KeyCap, rule; Button, CardButton; Card, Banner, Chip; LineField, FieldBox; BigNumber,
  QrView, Meter; FocusRing. `widgets.pads`, `widgets.steps` and `widgets.scroll` are imported by who needs them.

A package of screens that the shell does not know yet is built by one function in its `__init__`, for example
`kiosk.ui.window.build(desks, fittings, window) -> QWidget`. Sentences stand in each package's `words`.
"""
