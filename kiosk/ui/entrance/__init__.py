"""The entrance (登录): who comes in, one's own secret, and the curtain that falls when nobody has touched anything for
ten minutes.

Here never lives what somebody may do: that is the gate's. By the door leaves `Entrance`.
"""

from kiosk.ui.entrance.door import Entrance as Entrance
