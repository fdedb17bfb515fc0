"""The only language that devices, hub and city share: entries, the shapes of their kinds, seals, and the
receipt's token.

Here live bytes and shapes, nothing that stores, sends or decides. What leaves by the door: `entry` (bodies,
envelopes, the
chain), `kinds` (payload shapes), `seal` (Ed25519, hashes by name), `token` (the signed receipt) and
`exchange` (one round).
PROTOCOL.md says the same in prose; its examples are tested.
"""
