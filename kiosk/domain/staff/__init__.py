"""Who works here. Lives here: roles and their duties, accounts as their entries add up to them, what no secret is.
Never: hashing, the store, who is signed in just now. `Role`, `Duty`, `Account`, `Tries` leave by this door."""

from kiosk.domain.staff.account import MOST_TRIES as MOST_TRIES
from kiosk.domain.staff.account import Account as Account
from kiosk.domain.staff.account import Tries as Tries
from kiosk.domain.staff.account import after as after
from kiosk.domain.staff.account import weakness as weakness
from kiosk.domain.staff.roles import PEOPLE as PEOPLE
from kiosk.domain.staff.roles import Duty as Duty
from kiosk.domain.staff.roles import Role as Role
from kiosk.domain.staff.roles import duties as duties
from kiosk.domain.staff.roles import excluded as excluded
