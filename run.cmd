@echo off
rem Sets up what is missing, then opens the program:  run.cmd  or  run.cmd ARGS...
chcp 65001 >nul
cd /d "%~dp0"
call installer\setup.cmd run || exit /b
if "%~1"=="" (.venv\Scripts\kiosk --demo) else (.venv\Scripts\kiosk %*)
