"""The entrance (登录): who comes in, one's own secret, and the curtain that falls when nobody has touched anything for
ten minutes.

Here never lives what somebody may do: that is the gate's. By the door leaves `Curtain`.
"""

from kiosk.ui.entrance.curtain import Curtain as Curtain
