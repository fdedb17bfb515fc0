"""The way of the journal from a device to the city: one language (`protocol`), who speaks it, who listens."""
