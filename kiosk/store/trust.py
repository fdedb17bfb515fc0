"""The device's own word: its time, its seal on a receipt, its keyed hash of a person. The private key never
leaves here."""

import hashlib
import hmac
import secrets
from datetime import datetime

from kiosk.domain.case import Case
from kiosk.store.door import OpenStore
from kiosk.store.journal import Clock
