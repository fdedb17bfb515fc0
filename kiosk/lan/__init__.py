"""The line over the LAN: the hub's queue for the other PCs of a centre, and the twin of its desk that they use.

Here live the routes that the hub mounts, and `RemoteQueue`; never a rule of the line, never a store. By the
door leave
`LanRoutes`, `RemoteQueue`, `HubLine`.
"""
