"""The words of the command line about several PCs and clerks of one centre."""

from typing import ClassVar


class Hubs:
    """What is said where it is chosen which of two hubs stays."""

    AND, NONE = "、", "没有听到别的"
    STAYS = (
        "本机留下作中心节点（另有：{others}）。请在要退下的那台电脑上运行“kiosk hub --step-down {code}”；一天内用一次"
    )
    STEPPED_DOWN = (
        "本机已退下，中心节点是 {url}。请重新打开本机的程序；“kiosk hub”还要开着，直到接在本机上的电脑都改接过去"
    )
    NUMBER = "  {before} 改叫 {now}（请告诉等候的群众）"
    LEFT = "  {numbers} 那边现在不能给号，还留在本机：稍后再运行一次本命令"
    PEERS = "  还要改接的电脑：{peers}。在每一台上运行“kiosk pair --code 留下的那台给的配对码”"


class Drafts:
    """What is said of half-filled forms."""

    STATES: ClassVar = {"open": "办理中", "parked": "已挂起"}
    LINE = "{id}  {state}  {ticket}  {name}  {matter}  窗口 {window}  {holder}  {at}  {device}"
    FIELD = "  {label}：{value}"
    ELSEWHERE = "这一份在别的电脑上，接手以后才能看内容"
    NONE = "没有未办完的件"
    PARKED = "{id} 已挂起，本中心各窗口都能接着办"
    TAKEN = "{id} 已接手"
    HANDED_BACK = "{id} 已还给 {holder}（窗口 {window}）"
    DROPPED = "{id} 已删除，不能恢复"
