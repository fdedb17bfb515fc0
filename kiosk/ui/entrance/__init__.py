"""The entrance (登录): who comes in, one's own secret, and the curtain that falls when nobody has touched anything for
ten minutes.

Here never lives what somebody may do: that is the gate's. By the door leave `Curtain`, and `ClosedDoor` with
its port `ComingIn`.
"""

from kiosk.ui.entrance.closed import ClosedDoor as ClosedDoor
from kiosk.ui.entrance.closed import ComingIn as ComingIn
from kiosk.ui.entrance.curtain import Curtain as Curtain
