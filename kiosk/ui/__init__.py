"""The only room that knows Qt: the screens of hall, board, window, agent, office and track, and what they are made of.

Here never lives a rule, a row, a file of the store or a print: a screen takes desks and shows their outcomes. By the
door leave `shell.run` and `places.Seat`. What a screen is built from:

- `fittings.Fittings(theme, errands, feed, say, square, now)`: given to every screen beside its desks.
- `theme.Theme(role, factor)`: `.px(n)`, `.size(kind)`, `.font(kind, bold)`, `.icon(name, colour, pixels)`, `.control`,
  `.sheet`, `.dress(root)`; `theme.colour(token)`; tokens stand in `tokens` (COLOURS, TYPE by role, ELDER).
- `errands.Errands.run(lane, job, done, failed=None, owner=None)`; lanes POST, PAPER, SEARCH, DESK.
- `feed.Feed.tell(outcome.changed)` and `feed.subscribe(screen, {Changed.QUEUE}, reread)`.
- `widgets`: Label, Elided, Icon, KeyCap, rule; Button, CardButton; Card, Banner, Chip; LineField, FieldBox; BigNumber,
  QrView, Meter; FocusRing. `widgets.pads`, `steps`, `scroll`, `header` and `bars` are imported by who needs them.
- `frame.Frame`: what public screens stand in (head, page, bar, idle countdown); `pages` has what their pages share.

Clerks' screens are built by one function in their package, `kiosk.ui.window.build(desks, fittings, window) -> QWidget`
(agent and office alike), the first time they are shown. Sentences stand in each package's `words`. A desk is made when
it is first used: use it on a lane (`lambda: desks.printing.slip(...)`), never `desks.x` on the screens' thread where x
is heavy.
"""
